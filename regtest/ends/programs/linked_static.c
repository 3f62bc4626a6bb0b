/* A static program.  Memcheck cannot count its allocations.
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
