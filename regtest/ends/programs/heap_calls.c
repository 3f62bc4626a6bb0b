/* Every way of C to get and free memory: totals, values of blocks after realloc. */
#define _GNU_SOURCE
#include <malloc.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void)
{
	int *a = malloc(4 * sizeof *a);
	for (int i = 0; i < 4; i++)
		a[i] = i + 1;
	a = realloc(a, 1000 * sizeof *a);
	int grown = a[0] + a[3];
	a = realloc(a, 2 * sizeof *a);
	int shrunk = a[0] + a[1];
	a = realloc(a, 2 * sizeof *a);
	free(a);                        /* now: grown=5 shrunk=3 */
	char *z = calloc(3, 100);
	int zero = z[299];
	free(z);                        /* now: zero=0 */
	free(realloc(NULL, 10));
	void *gone = realloc(malloc(5), 0);
	printf("%d\n", gone == NULL);
	void *p = memalign(64, 100), *q, *r = aligned_alloc(256, 512);
	int failed = posix_memalign(&q, 4096, 33) + posix_memalign(&gone, 3, 33);
	printf("%d %d %d %d\n", (int)((uintptr_t)p % 64), (int)((uintptr_t)q % 4096),
	       (int)((uintptr_t)r % 256), failed != 0);
	free(p);
	free(q);
	free(r);
	char *s = strdup("text"), *t = strndup("longer text", 6);
	printf("%s %s\n", s, t);
	free(s);
	free(t);
	free(NULL);
	char *empty = malloc(0);
	printf("%d %d\n", empty != NULL, malloc_usable_size(empty) < 100);
	free(empty);
	char *kept = malloc(77);
	printf("%d\n", malloc_usable_size(kept) >= 77);
	memset(kept, 'k', malloc_usable_size(kept));
	return 0;
}
