/* Memory that nobody can free any more, and memory that is used after it was freed. */
#include <stdio.h>
#include <stdlib.h>

int main(void)
{
	int *a = malloc(sizeof *a), *b = malloc(sizeof *b);
	*a = 1;
	*b = 2;
	a = b;
	free(b);
	printf("%s\n", a == NULL ? "gone" : "dangling");
	return 0;
}
