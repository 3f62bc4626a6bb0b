/* The unit that knows what a queue is. */
#include "queue.h"
#include <stdlib.h>

struct queue { int first, used, room; int *item; struct queue *spare; };

int shared_count;
long shared_total;
const char *const names[] = { "zero", "one", "two" };

__attribute__((weak)) int level(void)
{
	static int calls;

	return ++calls + shared_count;
}

struct queue *queue_make(int room)
{
	struct queue *q = calloc(1, sizeof *q);

	q->room = room;
	q->item = calloc(room, sizeof *q->item);
	return q;
}

void queue_put(struct queue *q, int item)
{
	int at = (q->first + q->used++) % q->room;

	q->item[at] = item;
}

int queue_get(struct queue *q)
{
	int item = q->item[q->first];

	q->first = (q->first + 1) % q->room;
	q->used--;
	return item;
}

void queue_drop(struct queue *q)
{
	free(q->item);
	free(q);
}
