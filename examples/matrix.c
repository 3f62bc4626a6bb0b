/* A matrix on the heap: an array of pointers to rows. */
#include <stdio.h>
#include <stdlib.h>

int main(void)
{
	int n = 3;
	int **m = malloc(n * sizeof *m);
	for (int i = 0; i < n; i++) {
		m[i] = calloc(n, sizeof **m);
		m[i][i] = i + 1;
	}
	int trace = 0;
	for (int i = 0; i < n; i++)
		trace += m[i][i];
	printf("trace %d\n", trace);
	for (int i = 0; i < n; i++)
		free(m[i]);
	free(m);
	return 0;
}
