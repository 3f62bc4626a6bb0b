/* A static program: it has its own malloc, which is not replaced.
   totals: no
   compile: -g -O0 -static */
#include <stdio.h>

static int global = 4;

int main(void)
{
	int local = global++;
	printf("%d\n", local);          /* now: local=4 global=5 */
	return 0;
}
