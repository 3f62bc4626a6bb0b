/* _Atomic: scalars, pointers, members, arrays and structs, and what the operations on them leave.
 */
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>

struct point { short x, y; };
struct counter { atomic_int hits; _Atomic unsigned char level; atomic_flag busy; };

static _Atomic long total = 40;
static struct counter counters[2];
static int places[3] = { 1, 2, 3 };

static bool take(struct counter *c)
{
	bool was = atomic_flag_test_and_set(&c->busy);

	if (!was)
		atomic_fetch_add(&c->hits, 1);
	return !was;
}

static void release(struct counter *c)
{
	atomic_flag_clear(&c->busy);
	c->level++;
}

int main(void)
{
	_Atomic(int *) cursor = places;
	struct point start = { 1, -1 }, copy;
	_Atomic struct point corner = start;
	atomic_bool done = false;
	_Atomic double ratio = 0.25;
	int expected = 1, tries = 0;

	while (!done) {
		if (take(&counters[tries % 2]))
			release(&counters[tries % 2]);
		tries++;
		if (tries == 3)
			atomic_store(&done, true);
	}
	total += tries;
	cursor++;
	ratio = ratio * 2;
	copy = corner;
	copy.x = 9;
	corner = copy;
	if (!atomic_compare_exchange_strong(&counters[1].hits, &expected, 7))
		expected = -1;
	copy = corner;
	printf("%ld %d %d %g %d\n", (long)total, *cursor, copy.x, ratio, expected + counters[1].hits);
	return 0;
}
