/* Blocks of the heap: with a library, since the recorder replaces its malloc. */
#include <stdlib.h>

struct item { struct item *next; int n; char name[6]; };

int main(void)
{
	struct item *list = NULL;

	for (int i = 0; i < 2; i++) {
		struct item *item = calloc(1, sizeof *item);
		item->next = list;
		item->n = i;
		item->name[0] = 'a';
		list = item;
	}
	int *array = malloc(3 * sizeof *array);
	array[1] = 2;
	array = realloc(array, 5 * sizeof *array);
	free(list);
	return array[1];
}
