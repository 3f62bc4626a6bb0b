/* Calls and returns: parameters are set at the call, a line merely returned to is no step, a
 * function on one line is one, and longjmp ends frames without their last lines. */
#include <setjmp.h>
#include <stdlib.h>

static jmp_buf back;

static int one(int n) { return n + 1; }

static int add(int a, int b)
{
	int c = a + b;
	return c;
}

static void deep(int n)
{
	if (n == 0)
		longjmp(back, 1);
	deep(n - 1);
}

static int compare(const void *x, const void *y)
{
	return *(const int *)x - *(const int *)y;
}

int main(void)
{
	int v[2] = { 2, 1 };
	v[0] = add(one(1), one(2));
	if (setjmp(back) == 0)
		deep(1);
	qsort(v, 2, sizeof v[0], compare);
	exit(v[0] != 1);
}
