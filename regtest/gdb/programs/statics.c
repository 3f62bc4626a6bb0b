/* Globals, file statics, and static locals: same name in two functions and in nested blocks.
 * values: no, of an inlined function gcc writes out no inner block that has only static variables,
 *   and gdb has those of the abstract one in the whole function: second() has two called count */
#include <stdio.h>

int total = 1;
static int hidden = 2;
long table[3];
char name[8] = "global";
static struct { int calls; char last; } state;
static double zeroed[2];

static int first(void)
{
	static int count = 10;
	count++;
	state.calls++;
	return count;
}

static int second(int by)
{
	static int count;
	static char text[4] = "abc";
	count += by;
	text[by % 3]++;
	{
		static int count = 1000;
		count -= by;
		state.last = (char) count;
		total += count;
	}
	return count;
}

static int shadow(int total)
{
	total *= 2;
	return total + hidden;
}

int main(void)
{
	for (int i = 0; i < 4; i++)
		table[i % 3] += first() + second(i);
	hidden = shadow(9);
	total ^= hidden;
	name[0] = 'G';
	zeroed[1] = total / 8.0;
	printf("%d %d %ld %s %g %d\n", total, hidden, table[0], name, zeroed[1], state.calls);
	return 0;
}
