/* A program at a fixed address.
   compile: -g -O0 -no-pie */
#include <stdio.h>

static int global = 4;

int main(void)
{
	int local = global++;
	printf("%d\n", local);          /* now: local=4 global=5 */
	return 0;
}
