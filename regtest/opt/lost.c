/* Heap blocks that a front end would not draw by itself: a list that is lost, a block that is pointed
 * to in its middle only, and one that is freed while a pointer leads to it. */
#include <stdlib.h>

struct node { int value; struct node *next; };

int main(void)
{
	struct node *list = malloc(sizeof *list), *gone = malloc(sizeof *gone);
	int *middle = malloc(3 * sizeof *middle);

	list->value = 1;
	list->next = malloc(sizeof *list);
	*list->next = (struct node){ 2, NULL };
	for (int i = 0; i < 3; i++)
		middle[i] = i;
	gone->value = 7;
	free(gone);
	list = NULL;
	middle++;
	return *middle - 1; /* here */
}
