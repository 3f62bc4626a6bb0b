/* Every function of C that gets or gives memory, in a known order. */
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

int main(void)
{
	char *volatile none = NULL;     /* a compiler makes realloc(NULL, n) a malloc */
	char *p = malloc(10), *q;
	p = realloc(p, 100);
	p = realloc(p, 50);
	free(p);
	p = calloc(3, 7);
	free(p);
	p = realloc(none, 11);
	p = realloc(p, 0);
	p = memalign(64, 12);
	free(p);
	if (posix_memalign((void **)&q, 128, 13) != 0)
		return 1;
	free(q);
	p = aligned_alloc(256, 512);
	free(p);
	p = strdup("fourteen chars");
	free(p);
	free(NULL);
	p = malloc(0);
	free(p);
	p = malloc((size_t)1 << 33);
	free(p);
	return p == NULL;
}
