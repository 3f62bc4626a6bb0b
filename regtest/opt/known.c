/* Values of which some bits are known: of every owner that there is. */
#include <complex.h>
#include <stdlib.h>

struct bits { unsigned a : 3; unsigned b : 9; unsigned c : 20; };
struct inner { int whole; unsigned part; };
struct outer { char c; struct inner in[2]; struct bits bits; };
union either { int i; char c; };

union either global;
int grid[2][3];
int unset;

static unsigned low(void)
{
	unsigned x;

	return x & 0xff;
}

static void fill(struct outer *o)
{
	*(char *)&o->in[1].part = 42;
	o->bits.b = 77;
	o->c = 'x';
}

int main(void)
{
	struct outer local, *block = malloc(2 * sizeof *block);
	union either fresh;
	int a, list[3], raw;
	double _Complex z;

	*(char *)&a = 42;
	*(short *)&list[1] = 7;
	fill(&local);
	fill(&block[1]);
	__real__ z = 1;
	((char *)&z)[8] = 1;
	fresh.c = 'u';
	global = fresh;
	grid[1][2] = raw << 8;
	unset = low();
	free(block);                             /* here */
	return 0;
}
