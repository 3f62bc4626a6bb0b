/* 100,000 frames; then the same depth again left by longjmp.
   last: 4 */
#include <setjmp.h>
#include <stdio.h>

static jmp_buf out;

static int down(int n, int jump)
{
	if (n == 0 && jump)
		longjmp(out, 5);
	return n == 0 ? 0 : 1 + down(n - 1, jump);
}

int main(void)
{
	int depth = down(100000, 0);
	int code = setjmp(out);
	if (code == 0)
		down(100000, 1);
	printf("%d %d\n", depth, code); /* now: depth=100000 code=5 */
	return 0;
}
