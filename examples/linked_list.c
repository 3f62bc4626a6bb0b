/* A list that grows at its head, is turned round, and freed. */
#include <stdio.h>
#include <stdlib.h>

struct node {
	int value;
	struct node *next;
};

struct node *push(struct node *head, int value)
{
	struct node *n = malloc(sizeof *n);
	n->value = value;
	n->next = head;
	return n;
}

struct node *turn(struct node *head)
{
	struct node *done = NULL;
	while (head) {
		struct node *next = head->next;
		head->next = done;
		done = head;
		head = next;
	}
	return done;
}

int main(void)
{
	struct node *list = NULL;
	for (int i = 1; i <= 4; i++)
		list = push(list, i * i);
	list = turn(list);
	while (list) {
		struct node *next = list->next;
		printf("%d ", list->value);
		free(list);
		list = next;
	}
	printf("\n");
	return 0;
}
