/* Blocks of gigabytes that are hardly touched, and sizes that cannot be had.
   vbits: no, gigabytes take long to be compared */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int main(void)
{
	size_t size = (size_t)8 << 30;
	volatile size_t too_much = PTRDIFF_MAX, many = SIZE_MAX / 4;
	char *huge = malloc(size);
	if (!huge)
		return 1;
	huge[size - 1] = 'z';
	huge[5] = 'a';
	char last = huge[size - 1];
	free(huge);
	printf("%c %d\n", last, malloc(too_much + 1) == NULL);
	printf("%d %d\n", calloc(many, 8) == NULL, realloc(NULL, too_much + 1) == NULL);
	return 0;
}
