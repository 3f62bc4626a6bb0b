/* A queue in an array that begins again where it ends. */
#include <stdio.h>

enum { SIZE = 4 };
struct queue { char item[SIZE]; int first, count; };

void put(struct queue *q, char c)
{
	q->item[(q->first + q->count++) % SIZE] = c;
}

char take(struct queue *q)
{
	char c = q->item[q->first];
	q->first = (q->first + 1) % SIZE;
	q->count--;
	return c;
}

int main(void)
{
	struct queue q = { .first = 0 };
	for (char c = 'a'; c < 'd'; c++)
		put(&q, c);
	for (char c = 'd'; c < 'h'; c++) {
		putchar(take(&q));
		put(&q, c);
	}
	putchar('\n');
	return 0;
}
