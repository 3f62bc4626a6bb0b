/* massif: the heap over time, for ms_print and massif-visualizer; docs/formats/massif.md.
 *
 * A detailed snapshot has a tree of callers: below each place the places that its function was
 * called from, down to those with less than a hundredth of the bytes. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "sinks/sink.h"
#include "trace/heap_frames.h"

enum { DEPTH_MAX = 30, THRESHOLD = 100, SNAPSHOTS = 100 };   /* Massif's --depth; 1 % */

struct sink { FILE *out; struct buf line; };

struct entry {                               /* a site's part in a snapshot */
	struct heap_walk walk;
	struct heap_frame frame;             /* the one at hand */
	bool has_frame;
	uint64_t bytes;
};

struct group { struct entry *entry; size_t n; uint64_t bytes; };         /* of one frame */
struct groups { struct group *group; size_t n, n_large; uint64_t small_bytes; };

static void *open_massif(FILE *out, const struct sink_options *options)
{
	struct sink *s = mem_alloc(sizeof *s);

	(void)options;
	s->out = out;
	return s;
}

static int compare_numbers(uint64_t a, uint64_t b)
{
	return (a > b) - (a < b);
}

/* What has no more frames comes last. */
static int compare_entries(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	int order = y->has_frame - x->has_frame;

	if (order || !x->has_frame)
		return order;
	order = compare_numbers(x->frame.function->index, y->frame.function->index);
	if (!order)
		order = compare_numbers(x->frame.at.id, y->frame.at.id);
	if (!order && !x->frame.at.id)
		order = compare_numbers(x->frame.addr, y->frame.addr);
	return order;
}

static int compare_groups(const void *a, const void *b)
{
	const struct group *x = a, *y = b;
	int order = compare_numbers(y->bytes, x->bytes);

	return order ? order : compare_entries(x->entry, y->entry);
}

static struct groups find_groups(struct entry *e, size_t n, uint64_t total)
{
	struct groups g = { .group = mem_grow(NULL, n + 1, sizeof *g.group) };

	for (size_t i = 0; i < n; i++)
		e[i].has_frame = heap_walk_next(&e[i].walk, &e[i].frame);
	if (n)
		qsort(e, n, sizeof *e, compare_entries);
	for (size_t i = 0; i < n && e[i].has_frame; i++) {
		if (i == 0 || compare_entries(&e[i - 1], &e[i]))
			g.group[g.n++] = (struct group){ .entry = &e[i] };
		g.group[g.n - 1].n++;
		g.group[g.n - 1].bytes += e[i].bytes;
	}
	if (g.n)
		qsort(g.group, g.n, sizeof *g.group, compare_groups);
	while (g.n_large < g.n && g.group[g.n_large].bytes >= total / THRESHOLD + (total % THRESHOLD > 0))
		g.n_large++;
	for (size_t i = g.n_large; i < g.n; i++)
		g.small_bytes += g.group[i].bytes;
	return g;
}

static void put_indented(struct sink *s, int depth, size_t n, uint64_t bytes)
{
	fprintf(s->out, "%*sn%zu: %" PRIu64 " ", depth, "", n, bytes);
}

static void put_small(struct sink *s, int depth, const struct groups *g)
{
	size_t n = g->n - g->n_large;

	put_indented(s, depth, 0, g->small_bytes);
	fprintf(s->out, "in %zu place%s, %sbelow massif's threshold (%d.00%%)\n", n, n == 1 ? "" : "s",
		n == 1 ? "" : "all ", 100 / THRESHOLD);
}

/* What is behind # is a comment. */
static char *frame_text(struct sink *s, const struct heap_frame *frame)
{
	s->line.len = 0;
	heap_frame_put(&s->line, frame);
	for (size_t i = 0; i < s->line.len; i++)
		if (s->line.data[i] == '#')
			s->line.data[i] = '?';
	buf_add(&s->line, "", 1);
	return mem_strdup(s->line.data);
}

/* A line of the tree, whose text is given, and what is below it; not deeper than DEPTH_MAX. */
static void put_tree(struct sink *s, int depth, const char *text, struct group of, uint64_t total)
{
	struct groups g = { 0 };

	if (depth < DEPTH_MAX)
		g = find_groups(of.entry, of.n, total);
	put_indented(s, depth, g.n_large + (g.n > g.n_large), of.bytes);
	fprintf(s->out, "%s\n", text);
	for (size_t i = 0; i < g.n_large; i++) {
		char *child = frame_text(s, &g.group[i].entry->frame);
		put_tree(s, depth + 1, child, g.group[i], total);
		free(child);
	}
	if (g.n > g.n_large)
		put_small(s, depth + 1, &g);
	free(g.group);
}

static void put_shares(struct sink *s, const struct heap_sites *h, const struct heap_snapshot *shot)
{
	struct group all = { .entry = mem_grow(NULL, shot->n_shares + 1, sizeof *all.entry),
			     .n = shot->n_shares, .bytes = shot->bytes };

	for (size_t i = 0; i < shot->n_shares; i++)
		all.entry[i] = (struct entry){ .walk = heap_walk_from(h->site[shot->share[i].site]),
					       .bytes = shot->share[i].bytes };
	put_tree(s, 0, "(heap allocation functions) malloc/new/new[], --alloc-fns, etc.", all,
		 shot->bytes + shot->extra);
	free(all.entry);
}

static void put_snapshot(struct sink *s, const struct heap_sites *h, size_t i)
{
	const struct heap_snapshot *shot = &h->history.snapshot[i];
	const char *tree = shot->is_peak ? "peak" : shot->share ? "detailed" : "empty";

	fprintf(s->out, "#-----------\nsnapshot=%zu\n#-----------\n", i);
	fprintf(s->out, "time=%" PRIu64 "\nmem_heap_B=%" PRIu64 "\nmem_heap_extra_B=%" PRIu64
		"\nmem_stacks_B=0\nheap_tree=%s\n", shot->at.instructions, shot->bytes, shot->extra, tree);
	if (shot->share)
		put_shares(s, h, shot);
}

static void close_massif(void *self, const struct trace_end *end)
{
	struct sink *s = self;

	fprintf(s->out, "desc: (none)\ncmd: %s\ntime_unit: i\n", end->executable);
	for (size_t i = 0; i < end->heap->history.n; i++)
		put_snapshot(s, end->heap, i);
	buf_free(&s->line);
	free(s);
}

/* What Massif counts: 8 bytes for a block, and its end up to a multiple of 16. */
static const struct heap_rules rules = { .admin = 8, .rounding = 16, .snapshots = SNAPSHOTS };

const struct sink_type sink_massif = {
	.name = "massif",
	.summary = "the heap over time and at its peak, for ms_print and massif-visualizer",
	.needs = SINK_PROFILE | SINK_WHOLE, .heap = &rules,
	.open = open_massif, .close = close_massif,
};
