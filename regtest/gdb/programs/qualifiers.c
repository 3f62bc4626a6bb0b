/* Qualifiers and typedef chains on everything: const, volatile, _Atomic, restrict. */
#include <stdatomic.h>
#include <stdio.h>

typedef unsigned id;
typedef id user_id;
typedef const user_id *id_list;
typedef struct node node_t;
typedef int vector[3];
typedef vector matrix[2];
struct node { user_id id; node_t *next; };

static const int limit = 10;
static volatile int busy;
_Atomic int hits;
const char *const names[] = { "one", "two" };

static user_id last(id_list ids, const volatile int n)
{
	int i = 0;
	while (i < n - 1)
		i++;
	return ids[i];
}

static int trace(const matrix m)
{
	return m[0][0] + m[1][1];
}

int main(void)
{
	const user_id ids[] = { 7, 8, 9 };
	volatile node_t b = { 2, NULL };
	node_t a = { 1, (node_t *) &b };
	matrix m = { { 1, 2, 3 }, { 4, 5, 6 } };
	const vector *const row = &m[1];
	_Atomic long total = 0;
	const char *restrict name = names[1];

	busy = limit;
	for (int i = 0; i < 3; i++)
		total += ids[i];
	atomic_fetch_add(&hits, 3);
	hits++;
	busy -= trace(m);
	b.id = last(ids, 3);
	a.next->id++;
	name++;
	printf("%ld %d %d %u %s %d\n", total, hits, busy, b.id, name, (*row)[2]);
	return 0;
}
