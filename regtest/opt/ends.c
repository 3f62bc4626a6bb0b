/* Two pointers at one address (a union), pointers to nowhere, behind an array's end and into the
 * middle of a block that nothing else points to, bytes that are not UTF-8, nan; ends by a signal. */
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

union both { int *i; char *c; void *v; };

int main(void)
{
	int row[3] = { 1, 2, 3 };
	union both both = { .i = row };
	int *end = row + 3, *wild = (int *)0x1234, *middle = (int *)malloc(4 * sizeof(int)) + 2;
	char bytes[4] = { '\xff', '\xc3', '"', 0 };
	double none = nan(""), much = INFINITY;
	unsigned long big = 18446744073709551615ul;

	middle[0] = row[1] + *both.i;
	puts("\xff\xfe <&>");
	printf("%s %g %g %lu %d %d\n", bytes, none, much, big, end > row, wild != NULL);
	raise(SIGTERM);
	return 0;
}
