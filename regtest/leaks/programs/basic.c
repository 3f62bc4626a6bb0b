/* Blocks that nothing leads to, from the function that made them and by
   overwriting, and those that are not lost at all. */
#include <stdint.h>
#include <string.h>
#include "../check.h"

struct node { struct node *next; int number; };

static struct node *list;
static void *untyped;
static uintptr_t number;

static void forget(void)
{
	int *made = malloc(40);

	made[0] = 1;
}

static struct node *push(struct node *to, int n)
{
	struct node *node = malloc(sizeof *node);

	node->next = to;
	node->number = n;
	return node;
}

static void forget_list(int n)
{
	struct node *first = NULL;

	for (int i = 0; i < n; i++)
		first = push(first, i);
}

int main(int argc, char **argv)
{
	char *text;
	int *inside;

	WANTED(argc, argv);
	forget();
	CHECK;
	forget_list(5);
	CHECK;
	list = push(push(NULL, 1), 2);
	untyped = malloc(24);
	number = (uintptr_t)malloc(48);
	CHECK;
	text = malloc(6);
	strcpy(text, "hello");
	text = NULL;
	CHECK;
	inside = calloc(25, 4);
	inside += 3;
	CHECK;
	list = list->next;
	untyped = malloc(24);
	CHECK;
	list->next = list;
	CHECK;
	list = NULL;
	number ^= 1;
	CHECK;
	return text != NULL || *inside < 0;
}
