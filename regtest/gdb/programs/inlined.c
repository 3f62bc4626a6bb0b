/* Inlined calls: in each other, in loops, in conditions and arguments, twice on a line, with their
 * own blocks and static variables, in recursive functions.
 * witness: optimised
 * every: opt */
#include <stdio.h>
#include <stdlib.h>

volatile int in = 3, out;

struct point { int x, y; };

static inline __attribute__((always_inline)) int clamp(int value, int low, int high)
{
	if (value < low)
		return low;
	return value > high ? high : value;
}

static inline int count(int by)
{
	static int calls;

	calls += by;
	out = calls;
	return calls;
}

static inline int length(const char *text)
{
	int n = 0;

	while (*text++)
		n++;
	return n;
}

static inline int inner(int a)
{
	int twice = 2 * a;

	out = twice;
	{
		int a = twice + in;
		out = a;
		twice += a;
	}
	return twice;
}

static inline int middle(int a, int b)
{
	int sum = 0;

	for (int i = 0; i < b; i++) {
		int one = inner(a + i);
		sum += one;
		out = sum;
	}
	return sum;
}

static inline int outer(const struct point *p)
{
	int m = middle(p->x, p->y);

	return clamp(m, 0, 100) + count(1);
}

/* The first call of itself is inlined. */
static int factorial(int n)
{
	out = n;
	if (n < 2)
		return 1;
	return n * factorial(n - 1);
}

static int depth(int n)
{
	int here = clamp(n, 0, 5);

	out = here;
	if (!n)
		return count(10);
	return here + depth(n - 1) + 1;
}

__attribute__((noinline)) static int called(int n, const struct point *p)
{
	int local = outer(p);

	out = local;
	return local + n;
}

static inline void swap(int *a, int *b)
{
	int keep = *a;

	*a = *b;
	*b = keep;
}

int main(int argc, char **argv)
{
	struct point p = { argc + 1, 2 };
	int list[4] = { 4, 3, in, 1 };
	int total = 0;

	total += called(argc, &p);
	for (int i = 0; i < 3; i++)
		total += clamp(list[i], 2, 3);
	if (length("abc") > clamp(in, 0, 2) && length(argv[0]) > 0)
		total += count(2) + count(3);
	for (int i = 0; i < 3; i++) for (int j = 0; j < 3 - i; j++) if (list[j] > list[j + 1]) swap(&list[j], &list[j + 1]);
	for (int i = 0; i < 4; i++)
		out = list[i];
	total += outer(&p);
	total += factorial(5);
	total += depth(3);
	printf("%d %d\n", total, list[0]);
	return 0;
}
