/* Callbacks through the C library: frames of ours above frames of libc above frames of ours.
 * stale: visit
 */
#include <search.h>
#include <stdio.h>
#include <stdlib.h>

struct item { int key; char name; };

static int compared;
static int visits;

static int by_value(const void *a, const void *b)
{
	int x = *(const int *) a, y = *(const int *) b;
	compared++;
	return (x > y) - (x < y);
}

static int by_key(const void *key, const void *item)
{
	const struct item *i = item;
	return *(const int *) key - i->key;
}

static void visit(const void *node, VISIT order, int depth)
{
	int value = **(int *const *) node;
	if (order == postorder || order == leaf)
		visits += value * (depth + 1);
}

static int outer(const void *a, const void *b)
{
	int local[3] = { 3, *(const int *) a, 1 };
	qsort(local, 3, sizeof *local, by_value);
	return by_value(a, b) + (local[0] > local[2]);
}

int main(void)
{
	int v[] = { 4, 2, 9, 1 }, w[] = { 8, 6, 7 };
	struct item items[] = { { 1, 'a' }, { 3, 'b' }, { 5, 'c' } };
	int key = 5;
	struct item *found;
	void *root = NULL;

	qsort(v, 4, sizeof *v, by_value);
	qsort(w, 3, sizeof *w, outer);
	found = bsearch(&key, items, 3, sizeof *items, by_key);
	for (int i = 0; i < 3; i++)
		tsearch(&w[i], &root, by_value);
	twalk(root, visit);
	for (int i = 0; i < 3; i++)
		tdelete(&w[i], &root, by_value);
	printf("%d %d %c %d\n", v[0], w[2], found->name, visits);
	return compared < 0;
}
