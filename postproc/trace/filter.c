/* Which steps are shown; see filter.h. */
#include "trace/filter.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* The line that a frame is on. */
struct on_line { uint64_t frame_id; const char *file; unsigned line; uint64_t addr; };

struct by_depth { struct on_line *at; size_t room; };    /* of one thread: a line a frame */

struct filter {
	enum trace_every every;
	struct map threads;                          /* tid -> struct by_depth */
};

struct filter *filter_new(enum trace_every every)
{
	struct filter *f = mem_alloc(sizeof *f);

	f->every = every;
	return f;
}

static struct on_line *line_of_top(struct filter *f, const struct run_thread *t)
{
	struct by_depth *d = map_get(&f->threads, t->tid);

	if (!d) {
		d = mem_alloc(sizeof *d);
		map_put(&f->threads, t->tid, d);
	}
	while (d->room < t->n) {
		size_t old = d->room;
		d->room = d->room ? 2 * d->room : 64;
		d->at = mem_grow(d->at, d->room, sizeof *d->at);
		memset(d->at + old, 0, (d->room - old) * sizeof *d->at);
	}
	return &d->at[t->n - 1];
}

/* The frame that called has run a traced step, so that this is a call to show. */
static bool has_caller(const struct run_thread *t)
{
	for (size_t i = 0; i + 1 < t->n; i++)
		if (t->frame[i].at)
			return true;
	return false;
}

static bool same_line(const struct on_line *on, const struct line_row *row)
{
	return on->line == row->line && (on->file == row->file || (on->file && row->file
					  && strcmp(on->file, row->file) == 0));
}

/* First step of a frame that is shown. */
static unsigned show_first(const struct run_thread *t, const struct place *place,
			   const struct line_row *entry)
{
	if (!has_caller(t) || !place->function)
		return SHOW_STEP;
	return SHOW_CALL | (entry && place->line && entry->line == place->line->line ? 0 : SHOW_STEP);
}

static unsigned line_step(struct filter *f, const struct run *run, const struct place *place)
{
	const struct run_thread *t = run->thread;
	const struct run_frame *top = &t->frame[t->n - 1];
	struct on_line *on = line_of_top(f, t);
	bool is_first = on->frame_id != top->id;
	bool stays = !is_first && place->line && same_line(on, place->line) && run->site->addr > on->addr;

	if (!place->line || !place->ready)
		return SHOW_NOTHING;
	*on = (struct on_line){ top->id, place->line->file, place->line->line, run->site->addr };
	if (is_first)
		return show_first(t, place, place->entry_line);
	return stays ? SHOW_NOTHING : SHOW_STEP;
}

unsigned filter_step(struct filter *f, const struct run *run, const struct place *place)
{
	switch (f->every) {
	case EVERY_LINE:      return line_step(f, run, place);
	case EVERY_STATEMENT: return place->line ? SHOW_STEP : SHOW_NOTHING;
	}
	return SHOW_NOTHING;
}

void filter_free(struct filter *f)
{
	uint64_t tid;
	void *d;

	for (size_t i = 0; map_next(&f->threads, &i, &tid, &d); ) {
		free(((struct by_depth *)d)->at);
		free(d);
	}
	map_free(&f->threads);
	free(f);
}
