/* Static arrays of many megabytes, touched here and there. */
#include <stdio.h>

static char large[200 << 20];
static long table[1 << 20] = { 1, 2, 3 };

int main(void)
{
	large[sizeof large - 1] = 3;
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i += 100000)
		table[i] = (long)i;
	long last = table[1000000] + large[sizeof large - 1];
	printf("%ld\n", last);          /* now: last=1000003 */
	return 0;
}
