/* setjmp and longjmp: out of nested calls, out of a callback of libc, several times over. */
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

static jmp_buf top;
static jmp_buf *handler;
static int tries;

static void fail(int code)
{
	int local = code * 2;
	longjmp(*handler, local / 2);
}

static void dig(int depth, int code)
{
	int here = depth;
	if (depth == 0)
		fail(code);
	dig(here - 1, code);
}

static int compare(const void *a, const void *b)
{
	const char *x = a, *y = b;
	if (*x == 'x' || *y == 'x')
		longjmp(top, 9);
	return *x - *y;
}

static int guarded(int depth, int code)
{
	jmp_buf mine, *before = handler;
	volatile int result = 0;
	handler = &mine;
	result = setjmp(mine);
	if (result == 0)
		dig(depth, code);
	handler = before;
	return result;
}

int main(void)
{
	volatile int sum = 0;
	char text[] = "dxba";
	int code;

	handler = &top;
	sum += guarded(3, 5);
	sum += guarded(0, 6);
	code = setjmp(top);
	tries++;
	if (code < 2)
		dig(1, code + 1);
	if (code == 2)
		qsort(text, 4, 1, compare);
	printf("%d %d %d\n", sum, tries, code);
	return 0;
}
