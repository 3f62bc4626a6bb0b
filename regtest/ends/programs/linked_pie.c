/* A program whose symbols are all bound at start and made read-only.
   compile: -g -O0 -pie -fPIE -Wl,-z,now,-z,relro */
#include <stdio.h>

static int global = 4;

int main(void)
{
	int local = global++;
	printf("%d\n", local);          /* now: local=4 global=5 */
	return 0;
}
