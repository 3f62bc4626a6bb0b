/* The heap's course; see heap_history.h. */
#include "trace/heap_history.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

bool heap_history_is_due(const struct heap_history *h, const struct counts_moment *now)
{
	if (!h->most)
		return false;
	return !h->n || now->instructions - h->snapshot[h->n - 1].at.instructions >= h->interval;
}

static void forget_shares(struct heap_snapshot *s)
{
	free(s->share);
	s->share = NULL;
	s->n_shares = 0;
}

/* Those left are detailed where their new places say so. */
static void thin_out(struct heap_history *h, uint64_t now)
{
	size_t n = 0;

	for (size_t i = 0; i < h->n; i++) {
		if (i % 2 || n % HEAP_DETAILED)
			forget_shares(&h->snapshot[i]);
		if (i % 2 == 0)
			h->snapshot[n++] = h->snapshot[i];
	}
	h->n = n;
	h->interval = now / (h->most / 2) + 1;
}

static struct heap_snapshot *make(struct heap_history *h, size_t at,
				  const struct counts_moment *now)
{
	struct heap_snapshot *s;

	if (!h->snapshot)
		h->snapshot = mem_grow(NULL, h->most + 1, sizeof *h->snapshot);
	s = &h->snapshot[at];
	memmove(s + 1, s, (h->n - at) * sizeof *s);
	h->n++;
	*s = (struct heap_snapshot){ .at = *now };
	return s;
}

struct heap_snapshot *heap_history_take(struct heap_history *h, const struct counts_moment *now)
{
	if (h->n >= h->most - 1)                 /* one is for the peak */
		thin_out(h, now->instructions);
	return make(h, h->n, now);
}

bool heap_history_is_detailed(const struct heap_history *h)
{
	return (h->n - 1) % HEAP_DETAILED == 0;
}

struct heap_snapshot *heap_history_put_peak(struct heap_history *h, const struct counts_moment *at)
{
	size_t i = 0;

	while (i < h->n && h->snapshot[i].at.instructions < at->instructions)
		i++;
	if (i < h->n && h->snapshot[i].at.instructions == at->instructions)
		forget_shares(&h->snapshot[i]);
	else
		make(h, i, at);
	h->snapshot[i].is_peak = true;
	return &h->snapshot[i];
}

void heap_history_free(struct heap_history *h)
{
	for (size_t i = 0; i < h->n; i++)
		free(h->snapshot[i].share);
	free(h->snapshot);
}
