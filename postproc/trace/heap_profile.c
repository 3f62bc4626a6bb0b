/* From sites to nodes; see heap_profile.h. */
#include "trace/heap_profile.h"

static void add_amount(struct profile_amount *to, const struct heap_amount *more)
{
	to->blocks += more->blocks;
	to->bytes += more->bytes;
}

void heap_profile_add(struct profile *p, const struct heap_sites *h)
{
	for (size_t i = 0; i < h->n_sites; i++) {
		const struct heap_site *s = h->site[i];
		if (!s->node)
			continue;
		struct profile_heap *heap = &p->node[s->node->index]->heap;
		add_amount(&heap->allocated, &s->total);
		add_amount(&heap->live, &s->at_end);
		add_amount(&heap->at_peak, &s->at_peak);
	}
}
