/* Structures that lead back to themselves: a graph with lists of edges, a ring, nodes with parents,
 * an arena; searched breadth first. */
#include <stdio.h>
#include <stdlib.h>

struct node;
struct edge { struct node *to; int weight; struct edge *next; };
struct node { char name; int distance; struct edge *edges; struct node *queue, *self; };
struct ring { int value; struct ring *before, *after; };

static struct node *nodes;

static void connect(int from, int to, int weight)
{
	struct edge *e = malloc(sizeof *e);

	*e = (struct edge){ &nodes[to], weight, nodes[from].edges };
	nodes[from].edges = e;
}

static int search(struct node *from)
{
	struct node *last = from;
	int seen = 0;

	from->distance = 0;
	for (struct node *n = from; n; n = n->queue, seen++)
		for (struct edge *e = n->edges; e; e = e->next)
			if (e->to->distance < 0) {
				e->to->distance = n->distance + e->weight;
				last = last->queue = e->to;
			}
	return seen;
}

static struct ring *insert(struct ring *at, int value)
{
	struct ring *r = malloc(sizeof *r);

	r->value = value;
	r->before = at ? at : r;
	r->after = at ? at->after : r;
	r->before->after = r->after->before = r;
	return r;
}

int main(void)
{
	struct ring *ring = NULL;
	int sum = 0;

	nodes = malloc(4 * sizeof *nodes);
	for (int i = 0; i < 4; i++)
		nodes[i] = (struct node){ "abcd"[i], -1, NULL, NULL, &nodes[i] };
	connect(0, 1, 2);
	connect(1, 2, 3);
	connect(2, 0, 1);
	connect(2, 2, 9);
	int seen = search(nodes);
	for (int i = 0; i < 3; i++)
		ring = insert(ring, i);
	for (struct ring *r = ring->after; ; r = r->after) {
		sum += r->value;
		if (r == ring)
			break;
	}
	ring->before->after = ring->after;
	ring->after->before = ring->before;
	free(ring);
	printf("%d %d %d\n", seen, nodes[2].distance, sum);
	return 0;
}
