/* The heap's course, and what is known when a recording ends; see heap_sites.h. */
#include "base/mem.h"
#include "trace/heap_private.h"

/* ---- the heap's course ---- */

static void fill_shares(const struct heap_sites *h, struct heap_snapshot *s, bool at_peak)
{
	s->share = mem_grow(NULL, h->n_sites + 1, sizeof *s->share);
	for (size_t i = 0; i < h->n_sites; i++) {
		uint64_t bytes = at_peak ? h->site[i]->highest.bytes : h->site[i]->live.bytes;
		if (bytes)
			s->share[s->n_shares++] = (struct heap_share){ i, bytes };
	}
}

void heap_take_snapshot(struct heap_sites *h)
{
	struct heap_snapshot *s = heap_history_take(&h->history, &h->private->run->counts.now);

	s->bytes = h->private->live.bytes;
	s->extra = h->private->live.extra;
	if (heap_history_is_detailed(&h->history))
		fill_shares(h, s, false);
}

static void put_peak(struct heap_sites *h)
{
	const struct heap_private *p = h->private;
	struct heap_snapshot *s = heap_history_put_peak(&h->history, &p->peak);

	s->bytes = p->highest.bytes;
	s->extra = p->highest.extra;
	fill_shares(h, s, true);
}

/* ---- the end of a recording ---- */

static void join(struct heap_amount *to, const struct heap_amount *more)
{
	to->blocks += more->blocks;
	to->bytes += more->bytes;
	to->extra += more->extra;
}

static void finish_history(struct heap_sites *h)
{
	const struct heap_history *history = &h->history;
	const struct counts_moment *now = &h->private->run->counts.now;

	if (!history->n || now->instructions > history->snapshot[history->n - 1].at.instructions)
		heap_take_snapshot(h);
	if (h->private->highest.blocks)
		put_peak(h);
}

static void finish_site(struct heap_sites *h, struct heap_site *s, const struct profile *profile,
			bool is_highest)
{
	const struct heap_private *p = h->private;

	heap_note_peak(h, s);
	if (is_highest)
		s->at_peak = s->highest;
	join(&s->at_end, &s->live);
	s->live = (struct heap_amount){ 0 };
	if (s->sizes_differ)
		s->times = NULL;
	if (s->path && s->path->recording == p->paths.recording)
		s->node = profile_node_of(profile, p->run, s->path->context);
}

static void finish_blocks(struct heap_private *p)
{
	uint64_t key;
	void *value;

	for (size_t i = 0; map_next(&p->blocks, &i, &key, &value); ) {
		struct block *b = value;
		b->site->lifetimes += p->run->counts.now.instructions - b->made;
	}
}

/* What failed is counted too in END; in a forked child's, what its parent did before. */
static void add_usage(struct heap_sites *h)
{
	const struct heap_private *p = h->private;
	const struct record_end *end = &p->run->end;
	bool from_end = p->run->ended && !p->run->forked;

	h->usage.allocs += from_end ? end->allocs : p->allocs;
	h->usage.frees += from_end ? end->frees : p->frees;
	h->usage.bytes += from_end ? end->bytes : p->bytes;
	h->lacks_child |= p->run->forked;
}

void heap_sites_finish(struct heap_sites *h, const struct profile *profile)
{
	struct heap_private *p = h->private;
	uint64_t so_far = h->at_peak.bytes + h->at_peak.extra;
	bool is_highest = p->highest.bytes + p->highest.extra >= so_far;

	finish_blocks(p);
	for (size_t i = 0; i < h->n_sites; i++)
		heap_note_peak(h, h->site[i]);
	if (h->history.most)
		finish_history(h);
	for (size_t i = 0; i < h->n_sites; i++)
		finish_site(h, h->site[i], profile, is_highest);
	if (is_highest) {
		h->at_peak = p->highest;
		h->peak = p->peak;
	}
	join(&h->at_end, &p->live);
	add_usage(h);
	h->instructions += p->run->counts.now.instructions;
	h->nanoseconds += p->run->counts.now.nanoseconds;
}
