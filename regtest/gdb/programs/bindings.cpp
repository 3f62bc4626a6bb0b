/* Structured bindings, auto, constexpr and inline variables, initialisers in classes.
 * std: c++17 c++20
 */
#include <initializer_list>
#include <stdio.h>

struct Point { int x; double y; };

constexpr int limit = 12;
inline int shared = 5;
const char *const title = "bindings";

static Point made(int x)
{
	return { x, x * 0.5 };
}

constexpr int square(int x)
{
	int result = x * x;
	return result;
}

int main()
{
	int array[2] = { 1, 2 };
	Point point = made(3);
	auto [x, y] = point;
	auto &[rx, ry] = point;
	auto [first, second] = array;
	constexpr int nine = square(3);
	auto copy = point;
	decltype(auto) same = (point);
	int sum = 0;

	rx = 20;
	first = 7;
	for (auto e : array)
		sum += e;
	for (auto &[px, py] : { Point{ 1, 2 } })
		sum += px + (int)py;
	sum += x + (int)y + (int)ry + first + second + nine + square(shared) + limit + copy.x + same.x;
	printf("%s %d\n", title, sum);
	return 0;
}
