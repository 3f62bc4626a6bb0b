/* References show where they lead and what is there: to scalars, arrays, structs, pointers, heap
 * blocks, temporaries, members, and references in structs.
 */
#include <stdio.h>
#include <utility>

struct Point { int x, y; };
struct Holder { Point &to; const int &number; int &&moved; };

static int by_lvalue(int &a, const Point &p)
{
	a += p.x;
	return a;
}

static int by_rvalue(Point &&p)
{
	Point mine = std::move(p);

	return mine.x + mine.y;
}

static int &pick(int (&array)[3], int which)
{
	return array[which];
}

static int swapped(int *&one, int *&other)
{
	int *keep = one;

	one = other;
	other = keep;
	return *one;
}

int main()
{
	int number = 3, array[3] = { 1, 2, 3 }, five = 5;
	Point point = { 4, 5 };
	int &ref = number;
	const double &temporary = 2.5;
	int &&gone = 7;
	int (&all)[3] = array;
	Point *heap = new Point{ 8, 9 };
	Point &in_heap = *heap;
	Holder holder = { point, number, std::move(five) };
	const char *text = "text";
	const char *&to_text = text;
	int *one = &number, *other = &array[1];

	ref = 4;
	int sum = by_lvalue(number, point) + by_rvalue(Point{ 1, 2 });
	pick(array, 1) = 20;
	in_heap.y = 10;
	holder.to.x = 6;
	to_text = "other";
	sum += all[1] + gone + (int)temporary + swapped(one, other) + holder.moved;
	delete heap;
	printf("%d %s\n", sum, text);
	return 0;
}
