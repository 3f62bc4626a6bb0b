/* What malloc gives is undefined, what calloc gives is defined; realloc keeps what was there and
 * its tail is undefined, whether the block moves or not; freed and given out again it is undefined. */
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

int main(void)
{
	char *a = malloc(20), *z = calloc(5, 4), *moved, *kept;
	int *aligned = memalign(64, 40);
	void *posix;
	short *array;

	a[0] = 1;
	memset(a + 4, 7, 6);
	moved = realloc(a, 2000);
	moved[100] = 3;
	kept = realloc(moved, 10);
	kept[9] = 4;
	kept = realloc(kept, 24);
	z = realloc(z, 60);
	z[59] = 1;
	aligned[3] = 3;
	if (posix_memalign(&posix, 32, 48) == 0)
		memcpy(posix, aligned, 20);
	array = reallocarray(NULL, 6, sizeof *array);
	array[2] = 2;
	array = reallocarray(array, 12, sizeof *array);
	array[11] = 11;
	free(kept);
	kept = malloc(24);
	kept[23] = 1;
	kept = realloc(NULL, 3);
	kept[1] = 1;
	free(array);
	free(posix);
	free(aligned);
	free(z);
	return kept[1] == 0;
}
