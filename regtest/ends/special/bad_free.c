/* Frees what is no heap block, and one block twice. */
#include <stdio.h>
#include <stdlib.h>

int main(void)
{
	int local = 0;
	char *volatile block = malloc(10);
	void *volatile wrong = &local;
	free(wrong);
	void *moved = realloc(wrong, 100);
	free(block);
	free(block);
	return moved != NULL;
}
