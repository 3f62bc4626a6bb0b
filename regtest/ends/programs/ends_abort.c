/* abort() after output and with a live heap block.
   totals: no, Memcheck reports none here */
#include <stdio.h>
#include <stdlib.h>

int main(void)
{
	int *kept = malloc(3 * sizeof *kept);
	kept[2] = 7;
	fprintf(stderr, "about to abort\n");
	abort();
}
