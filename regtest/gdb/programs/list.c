/* A linked list: built, walked, reversed, freed; a ring; a doubly linked one on the stack. */
#include <stdio.h>
#include <stdlib.h>

struct node { int value; struct node *next; };
struct twin { struct twin *before, *after; char mark; };

static struct node *head;

static void push(int value)
{
	struct node *n = malloc(sizeof *n);
	n->value = value;
	n->next = head;
	head = n;
}

static struct node *reverse(struct node *from)
{
	struct node *done = NULL;
	while (from) {
		struct node *rest = from->next;
		from->next = done;
		done = from;
		from = rest;
	}
	return done;
}

static int length(const struct node *n)
{
	return n ? 1 + length(n->next) : 0;
}

int main(void)
{
	struct twin a = { NULL, NULL, 'a' }, b = { &a, NULL, 'b' };
	struct node *ring;

	a.after = &b;
	for (int i = 1; i <= 4; i++)
		push(i * 11);
	head = reverse(head);
	ring = malloc(sizeof *ring);
	ring->next = ring;
	ring->value = length(head);
	printf("%d %d %c\n", head->value, ring->value, a.after->mark);
	while (head) {
		struct node *next = head->next;
		free(head);
		head = next;
	}
	free(ring);
	return 0;
}
