/* Rows of heap sites; see heap_rows.h. */
#include "sinks/heap_rows.h"

#include <stdlib.h>

#include "base/ids.h"
#include "base/mem.h"

static void add(struct heap_amount *to, const struct heap_amount *more)
{
	to->blocks += more->blocks;
	to->bytes += more->bytes;
	to->extra += more->extra;
}

static const char *place_text(struct arena *a, const struct heap_frame *frame)
{
	struct buf text = { 0 };
	const char *copy;

	heap_frame_put_place(&text, frame);
	copy = arena_strndup(a, text.data, text.len);
	buf_free(&text);
	return copy;
}

const struct table_path *heap_rows_path(struct arena *a, const struct heap_site *s)
{
	struct heap_walk walk = heap_walk_from(s);
	struct table_path *first = arena_alloc(a, sizeof *first), *last = first;
	struct heap_frame frame;

	first->name = heap_kind_name(s->kind);
	while (heap_walk_next(&walk, &frame)) {
		struct table_path *outer = arena_alloc(a, sizeof *outer);
		outer->name = place_text(a, &frame);
		last->parent = outer;
		last = outer;
	}
	return first;
}

static void begin_row(struct heap_rows *rows, struct heap_row *r, const struct heap_site *s)
{
	struct heap_walk walk = heap_walk_from(s);

	r->kind = s->kind;
	r->has_frame = heap_walk_next(&walk, &r->frame);
	r->path = heap_rows_path(rows->arena, s);
}

struct heap_rows *heap_rows_make(const struct heap_sites *h)
{
	struct heap_rows *rows = mem_alloc(sizeof *rows);
	struct ids ids = { 0 };

	rows->arena = arena_new();
	rows->row = mem_alloc((h->n_sites + 1) * sizeof *rows->row);
	for (size_t i = 0; i < h->n_sites; i++) {
		const struct heap_site *s = h->site[i];
		uint64_t key[2] = { s->node ? s->node->index + 1 : 0, s->kind };
		struct heap_row *r = &rows->row[ids_of(&ids, key, sizeof key)];
		if (ids.n > rows->n)
			begin_row(rows, r, s);
		rows->n = ids.n;
		add(&r->total, &s->total);
		add(&r->at_end, &s->at_end);
		add(&r->at_peak, &s->at_peak);
		r->lifetimes += s->lifetimes;
		r->temporary += s->temporary;
		r->reads += s->reads;
		r->writes += s->writes;
	}
	ids_free(&ids);
	return rows;
}

void heap_rows_free(struct heap_rows *rows)
{
	free(rows->row);
	arena_free(rows->arena);
	free(rows);
}
