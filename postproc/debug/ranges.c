/* Sorted by low; `reach` is the largest high up to and including an entry, so that the walk
 * back from the last low <= addr ends as soon as nothing before can cover it. */
#include "debug/ranges.h"
#include "base/mem.h"
#include <stdlib.h>

void ranges_add(struct ranges *r, uint64_t low, uint64_t high, void *what)
{
	if (low >= high)
		return;
	if (r->n == r->cap) {
		r->cap = r->cap ? r->cap * 2 : 16;
		r->v = mem_grow(r->v, r->cap, sizeof *r->v);
	}
	r->v[r->n++] = (struct range){ .low = low, .high = high, .what = what };
}

/* An outer range comes before those inside it. */
static int compare(const void *a, const void *b)
{
	const struct range *x = a, *y = b;

	if (x->low != y->low)
		return x->low < y->low ? -1 : 1;
	return x->high > y->high ? -1 : x->high < y->high;
}

void ranges_sort(struct ranges *r)
{
	uint64_t reach = 0;

	if (r->n)
		qsort(r->v, r->n, sizeof *r->v, compare);
	for (size_t i = 0; i < r->n; i++) {
		if (r->v[i].high > reach)
			reach = r->v[i].high;
		r->v[i].reach = reach;
	}
}

/* How many entries begin at or before addr. */
static size_t begun(const struct ranges *r, uint64_t addr)
{
	size_t low = 0, high = r->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (r->v[mid].low <= addr)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

const struct range *ranges_find(const struct ranges *r, uint64_t addr)
{
	for (size_t i = begun(r, addr); i > 0 && r->v[i - 1].reach > addr; i--)
		if (r->v[i - 1].high > addr)
			return &r->v[i - 1];
	return NULL;
}

void ranges_free(struct ranges *r)
{
	free(r->v);
	*r = (struct ranges){ 0 };
}
