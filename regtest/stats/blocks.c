/* Heap blocks that live long and short, are used in part, and grow. */
#include <stdlib.h>
#include <string.h>

static char *copy(const char *s)
{
	char *p = malloc(strlen(s) + 1);

	for (size_t i = 0; i <= strlen(s); i++)
		p[i] = s[i];
	return p;
}

int main(void)
{
	char *keep[100];
	void *volatile unused;
	int *v = NULL, result;
	double *grid;

	for (int i = 0; i < 100; i++) {
		keep[i] = copy("hello");
		unused = malloc(1000);
		free(unused);
	}
	for (size_t n = 1; n < 300; n *= 2) {
		v = realloc(v, n * sizeof *v);
		v[n - 1] = (int)n;
	}
	grid = calloc(100, sizeof *grid);
	for (int i = 0; i < 50; i++) {
		grid[i] = i;
		free(keep[i]);
	}
	free(v);
	result = grid[3] > 2 ? 0 : 1;
	return result;
}
