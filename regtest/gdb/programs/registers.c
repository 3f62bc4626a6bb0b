/* Variables that gcc keeps in callee-saved registers even without optimisation, across calls, in
 * outer frames, through recursion and longjmp. */
#include <setjmp.h>
#include <stdio.h>

static jmp_buf back;

static int inner(register int n)
{
	register int twice = 2 * n;
	if (n == 0)
		return 1;
	register int below = inner(n - 1);
	return twice + below;
}

static void leave(void)
{
	register long mine = 77;
	longjmp(back, (int) mine);
}

int main(void)
{
	register unsigned i;
	register char *text = "registers";
	register int sum = 0;

	for (i = 0; i < 3; i++)
		sum += inner((int) i);
	if (!setjmp(back))
		leave();
	printf("%s %u %d\n", text, i, sum);
	return 0;
}
