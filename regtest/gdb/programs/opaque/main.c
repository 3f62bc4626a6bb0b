/* What one unit knows only in part: opaque structs, arrays without a length completed later or
 * elsewhere, common and weak symbols, tentative definitions.
 * flags: -fcommon */
#include "queue.h"
#include <stdio.h>

int squares[];                          /* its length comes at the end */
extern const char *const names[];
int shared_count;                       /* in both units: common */
long shared_total;
static struct queue *waiting;
extern int absent_anywhere __attribute__((weak));
static int table[];

static int sum_of(int n)
{
	int sum = 0;

	for (int i = 0; i < n; i++)
		sum += squares[i] + table[i % 2];
	return sum;
}

int main(void)
{
	struct queue *other = queue_make(2);
	int got = 0;

	waiting = queue_make(4);
	for (int i = 0; i < 4; i++)
		squares[i] = i * i;
	queue_put(waiting, 7);
	queue_put(waiting, 8);
	queue_put(other, queue_get(waiting));
	got = queue_get(other);
	shared_count += got;
	shared_total = shared_count * 2L;
	printf("%d %d %s %d %d\n", sum_of(4), shared_count, names[1], level(), &absent_anywhere != 0);
	queue_drop(other);
	queue_drop(waiting);
	return 0;
}

int squares[4];
static int table[2] = { 10, 20 };
