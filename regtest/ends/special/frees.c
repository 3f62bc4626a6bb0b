/* Frees what it may not: on a line of its own, in a function, and behind a call on the same line. */
#include <stdio.h>
#include <stdlib.h>

static void give_up(int *p)
{
	free(p);                /* error 1, the second time */
}

static int sum(const int *p)
{
	int s = p[0] + p[1];
	return s;
}

int main(void)
{
	int *a = calloc(2, sizeof *a), local = 5, *volatile wrong = &local, s;

	give_up(a);
	give_up(a);
	free(wrong);            /* error 2 */
	a = calloc(2, sizeof *a);
	s = (sum(a), free(a), free(a), 1);      /* error 3 */
	printf("%d\n", s);
	return 0;
}
