/* Optimised code: location lists, values on entry, inlined functions, split functions. */
#include "start.h"

struct pair { long a, b; };
volatile int input = 3;
struct pair global = { 1, 2 };
static __thread int per_thread = 4;

static inline int square(int n)
{
	int result = n * n;

	return result + input;
}

static int __attribute__((noinline)) last(struct pair p, const int *q, int n)
{
	int twice = 2 * n, shifted = twice << 3;

	input = (int)p.a + *q;
	return (int)p.b + shifted;
}

static int __attribute__((noinline)) middle(int n)
{
	struct pair p = { n, n + 1 };
	int local = n + 7;
	long long product = (long long)n * input;

	for (int i = 0; i < 2; i++) {
		int squared = square(i);
		p.a += squared;
		global.b ^= product;
	}
	return last(p, &local, n) + (int)product;
}

int main(void)
{
	int n = input;
	double half = n * 0.5;

	n += middle(n);
	input = (int)half;
	return n & 63;
}
