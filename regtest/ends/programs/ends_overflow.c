/* The stack overflows: the stack's end is never read by the tool itself.
   totals: no, a stack overflow of the tool's core prints more
   opt: O0
   tool: --main-stacksize=1000000 */
#include <stdio.h>

static int deeper(int n)
{
	char frame[20000];
	frame[n % 20000] = (char)n;
	return deeper(n + 1) + frame[0];
}

int main(void)
{
	puts("down");
	return deeper(0);
}
