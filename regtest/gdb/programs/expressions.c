/* Expressions over several lines, ternaries, comma, short circuits, macros, statement expressions. */
#include <stdio.h>

#define SQUARE(x) ((x) * (x))
#define SWAP(a, b) do { \
		int swapped = a; \
		a = b; \
		b = swapped; \
	} while (0)
#define MAXIMUM(a, b) __extension__ ({ int a_ = (a), b_ = (b); a_ > b_ ? a_ : b_; })

static int calls;

static int noted(int v)
{
	calls++;
	return v;
}

static int many(int a,
	int b,
	int c)
{
	return a
		+ b * 2
		+ noted(c)
		- (a > b
			? noted(a)
			: noted(b));
}

int main(void)
{
	int a = 3, b = 4, c;

	c = a == 3
		? b
		: noted(b);
	c += (a++, b--, a * b);
	if (noted(0) && noted(1))
		c = 0;
	if (noted(1) || noted(0)
	    || noted(2))
		c++;
	SWAP(a, b);
	c += SQUARE(noted(2)) + MAXIMUM(a, noted(b));
	c += many(a,
		noted(b),
		many(1, 2, 3));
	c = c ?: 5;
	c <<= a & 1 ? 2 : 1;
	printf("%d %d %d %d\n",
		a, b,
		c,
		calls);
	return 0;
}
