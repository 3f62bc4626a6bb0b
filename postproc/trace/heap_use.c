/* How heap blocks were used: reads and writes of sites; see heap_sites.h. */
#include "trace/heap_private.h"

static void add_times(struct heap_private *p, struct heap_site *s, uint64_t size,
		      struct bytes times)
{
	uint64_t often, in_row;
	size_t at = 0;

	if (!times.len || !size || (s->n_times && s->n_times != size) || size > SP_ACCESSES_BYTES)
		s->sizes_differ = true;
	if (s->sizes_differ)
		return;
	if (!s->times)
		s->times = arena_array(p->arena, size, sizeof *s->times);
	s->n_times = size;
	while (record_next_count(&times, &often) && record_next_count(&times, &in_row))
		for (uint64_t i = 0; i < in_row && at < size; i++)
			s->times[at++] += often;
}

void heap_add_accesses(struct heap_sites *h, const struct record_accesses *rec)
{
	struct block *b = map_get(&h->private->blocks, rec->addr);

	if (!b)
		return;
	h->has_accesses = true;
	b->site->reads += rec->reads;
	b->site->writes += rec->writes;
	h->reads += rec->reads;
	h->writes += rec->writes;
	add_times(h->private, b->site, b->size, rec->times);
}

void heap_add_copy(struct heap_sites *h, struct heap_site *s, uint64_t bytes)
{
	if (!h->has_accesses)
		return;
	s->reads += bytes;
	s->writes += bytes;
	h->reads += bytes;
	h->writes += bytes;
}
