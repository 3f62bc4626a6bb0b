/* Inlined calls: one in another, twice in one function, in a loop that is unrolled; a tail call.
 * flags: -O2 */
#include <stdio.h>

volatile int in = 3, out;

static inline int twice(int a)
{
	in = a;
	return 2 * in;
}

static inline int more(int b)
{
	out = b;
	int sum = twice(b + 1);
	out = sum;
	return sum + in;
}

__attribute__((noinline)) int last(int n)
{
	out = n;
	return n + in;
}

__attribute__((noinline)) int tail(int n)
{
	out = n + 1;
	return last(n);
}

int main(void)
{
	out = 0;
	int sum = more(in);
	out = sum;
	for (int i = 0; i < 2; i++)
		out = more(i);
	sum += tail(in);
	printf("%d\n", sum);
	return 0;
}
