/* A write through a null pointer.  What was known just before is in the recording.
   totals: no */
#include <stdio.h>

static int *nowhere;

int main(void)
{
	int before = 12;
	puts("here");
	*nowhere = before;              /* now: before=12 */
	puts("not here");
	return 0;
}
