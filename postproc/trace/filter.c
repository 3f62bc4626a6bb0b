/* Which steps are shown; see filter.h.
 *
 * Of every live frame it is known which line it is on, and of the calls that were inlined in it,
 * that run or have run, likewise.  Compilers mix the instructions of an inlined call with those
 * around it, so that it seems to be left and entered again; and a loop does enter it again.  What
 * tells them apart is that a loop goes back, or that the line of the call begins again. */
#include "trace/filter.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "trace/window.h"
#include "trace/within.h"

/* The line that a function or an inlined call is on. */
struct on_line {
	const struct scope *scope;                   /* NULL: the function that has the frame */
	const char *file; unsigned line, column;     /* column: of --columns, else 0 */
	uint64_t addr;                               /* of its last row on that line */
	uint64_t last;                               /* of its last row, those of inlined calls in it too */
};

struct activity {                                    /* of a frame; [0] is the function */
	uint64_t frame_id;
	const struct function *function;
	const struct scope *inner;                   /* scope of the level of its last row */
	struct on_line *on; size_t n, room;
};

struct by_depth { struct activity *at; size_t room; };   /* of one thread: one a frame */

/* The step that was shown last. */
struct last_shown {
	uint64_t frame_id;
	enum trace_event event;
	size_t level;
};

struct filter {
	const struct trace_options *opt;
	struct within *within;
	bool any_in_row;                             /* instructions were recorded */
	bool outside;                                /* the step applied last was not main's */
	struct map threads;                          /* tid -> struct by_depth */
	struct last_shown last;
	struct shown *shown; size_t n_shown, room;
};

struct filter *filter_new(const struct trace_options *opt, struct program *p, const struct run *run)
{
	struct filter *f = mem_alloc(sizeof *f);

	f->opt = opt;
	f->within = within_new(p, run);
	return f;
}

static struct activity *activity_of_top(struct filter *f, const struct run_thread *t)
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

static void show(struct filter *f, struct shown s)
{
	if (f->n_shown == f->room) {
		f->room = f->room ? 2 * f->room : 8;
		f->shown = mem_grow(f->shown, f->room, sizeof *f->shown);
	}
	f->shown[f->n_shown++] = s;
}

/* The frame that called has run a traced step, so that this is a call to show. */
static bool has_caller(const struct run_thread *t)
{
	for (size_t i = 0; i + 1 < t->n; i++)
		if (t->frame[i].at)
			return true;
	return false;
}

static bool same_line(const struct on_line *on, const char *file, unsigned line, unsigned column)
{
	return on->line == line && on->column == column && (on->file == file || (on->file && file && strcmp(on->file, file) == 0));
}

static unsigned column_of(const struct filter *f, unsigned column)
{
	return f->opt->columns ? column : 0;
}

static struct on_line *find(const struct activity *a, const struct scope *scope)
{
	for (size_t i = 0; i < a->n; i++)
		if (a->on[i].scope == scope)
			return &a->on[i];
	return NULL;
}

static void add(struct activity *a, struct on_line on)
{
	if (a->n == a->room) {
		a->room = a->room ? 2 * a->room : 2;
		a->on = mem_grow(a->on, a->room, sizeof *a->on);
	}
	a->on[a->n++] = on;
}

/* An inlined call that is made again makes those in it again. */
static void forget_within(struct activity *a, const struct scope *scope)
{
	size_t kept = 0;

	for (size_t i = 0; i < a->n; i++)
		if (!scope_is_within(a->on[i].scope, scope))
			a->on[kept++] = a->on[i];
	a->n = kept;
}

static bool is_hidden(const struct place *place, size_t level)
{
	return level == 0 && place->n_levels && place->is_passed_through;
}

/* A frame's first row, or its first of another function, which a tail call has put in its place. */
static void begin(struct filter *f, struct activity *a, const struct run *run,
		  const struct place *place)
{
	const struct line_row *entry = place->entry_line ? place->entry_line : place->line;
	struct on_line on = { .addr = run->site->addr };

	a->n = 0;
	a->inner = NULL;
	a->frame_id = run->thread->frame[run->thread->n - 1].id;
	a->function = place->function;
	if (has_caller(run->thread) && place->function && !is_hidden(place, 0)) {
		show(f, (struct shown){ EVENT_CALL, 0, entry->file, entry->line, entry->column });
		on.file = entry->file;
		on.line = entry->line;
		on.column = column_of(f, entry->column);
	}
	add(a, on);
}

static bool is_new_call(const struct activity *a, const struct level *l, uint64_t addr)
{
	const struct on_line *on = find(a, l->scope);

	return !on || l->begins || (addr <= on->last && !scope_is_within(a->inner, l->scope));
}

/* The caller of an inlined call comes to its line, unless it is there. */
static void come_to_call(struct filter *f, struct activity *a, const struct place *place,
			 size_t level, uint64_t addr)
{
	const struct level *l = &place->level[level - 1];
	struct on_line *caller = find(a, place_level_scope(place, level - 1));

	if (!caller || is_hidden(place, level - 1))
		return;
	unsigned column = column_of(f, l->caller_column);
	if (!same_line(caller, l->caller_file, l->caller_line, column))
		show(f, (struct shown){ EVENT_STEP, level - 1, l->caller_file, l->caller_line,
					l->caller_column });
	caller->file = l->caller_file;
	caller->line = l->caller_line;
	caller->column = column;
	caller->addr = addr;
}

/* The inlined call of a level begins at addr.  gcc does not say where lambdas are declared. */
static void call(struct filter *f, struct activity *a, const struct place *place, size_t level,
		 uint64_t addr)
{
	const struct scope *scope = place->level[level - 1].scope;
	const struct inlined *in = scope->inlined;
	const char *file = in->decl_line ? in->decl_file : place->line->file;
	unsigned line = in->decl_line ? in->decl_line : place->line->line;

	come_to_call(f, a, place, level, addr);
	show(f, (struct shown){ EVENT_CALL, level, file, line, 0 });
	forget_within(a, scope);
	add(a, (struct on_line){ .scope = scope, .file = file, .line = line, .addr = addr, .last = addr });
}

static void move(struct activity *a, const struct place *place, uint64_t addr)
{
	for (size_t i = 0; i <= place->n_levels; i++) {
		struct on_line *on = find(a, place_level_scope(place, i));
		if (on)
			on->last = addr;
	}
	a->inner = place_level_scope(place, place->n_levels);
}

static void line_step(struct filter *f, const struct run *run, const struct place *place)
{
	const struct run_thread *t = run->thread;
	struct activity *a = activity_of_top(f, t);
	uint64_t addr = run->site->addr;
	struct shown here = shown_as_it_is(place);

	if (!place->ready || (place->is_passed_through && !place->n_levels))
		return;
	if (a->frame_id != t->frame[t->n - 1].id || a->function != place->function)
		begin(f, a, run, place);
	for (size_t i = 1; i <= place->n_levels; i++)
		if (is_new_call(a, &place->level[i - 1], addr))
			call(f, a, place, i, addr);
	struct on_line *on = find(a, place_level_scope(place, place->n_levels));
	bool called = f->n_shown && f->shown[f->n_shown - 1].event == EVENT_CALL;
	unsigned column = column_of(f, here.column);
	if (!same_line(on, here.file, here.line, column) || (!called && addr <= on->addr))
		show(f, here);
	on->file = here.file;
	on->line = here.line;
	on->column = column;
	on->addr = addr;
	move(a, place, addr);
}

struct shown shown_as_it_is(const struct place *place)
{
	struct shown s = { .event = EVENT_STEP, .level = place->n_levels };

	if (place->line) {
		s.file = place->line->file;
		s.line = place->line->line;
		s.column = place->line->column;
	}
	return s;
}

static void note_last(struct filter *f, const struct run *run, const struct shown *s)
{
	const struct run_frame *top = &run->thread->frame[run->thread->n - 1];

	f->last = (struct last_shown){ top->id, s->event, s->level };
}

static void rows_step(struct filter *f, const struct run *run, const struct place *place)
{
	f->any_in_row |= run->site->in_row;
	switch (f->opt->every) {
	case EVERY_LINE:
		if (!run->site->in_row)
			line_step(f, run, place);
		break;
	case EVERY_STATEMENT:
		if (!run->site->in_row)
			show(f, shown_as_it_is(place));
		break;
	case EVERY_INSTRUCTION:
		show(f, shown_as_it_is(place));
		break;
	}
}

bool filter_has_instructions(const struct filter *f)
{
	return f->any_in_row;
}

bool filter_is_outside(const struct filter *f)
{
	return f->outside;
}

const struct shown *filter_step(struct filter *f, const struct run *run, const struct place *place,
				size_t *count)
{
	f->n_shown = 0;
	f->outside = !f->opt->startup && !within_main(f->within);
	if (!f->outside && place->line && (!f->opt->files || window_is_in_files(f->opt->files, place->line->file)))
		rows_step(f, run, place);
	if (f->n_shown)
		note_last(f, run, &f->shown[f->n_shown - 1]);
	*count = f->n_shown;
	return f->shown;
}

/* In the function that has the frame: where it is, or where it has called what was inlined. */
static struct shown at_return(const struct place *place)
{
	struct shown s = shown_as_it_is(place);

	s.event = EVENT_RETURN;
	if (s.level) {
		s.level = 0;
		s.file = place->level[0].caller_file;
		s.line = place->level[0].caller_line;
		s.column = place->level[0].caller_column;
	}
	return s;
}

enum returning filter_return(struct filter *f, const struct run *run, const struct place *place,
			     struct shown *s)
{
	const struct run_thread *t = run->thread;
	const struct run_frame *top = &t->frame[t->n - 1];

	if (f->last.frame_id == top->id && f->last.event == EVENT_STEP && !f->last.level)
		return RETURN_HERE;
	if (f->opt->every != EVERY_LINE || f->outside || activity_of_top(f, t)->frame_id != top->id ||
	    is_hidden(place, 0))
		return RETURN_HIDDEN;
	*s = at_return(place);
	note_last(f, run, s);
	return RETURN_NEXT;
}

static void free_activities(struct by_depth *d)
{
	for (size_t i = 0; i < d->room; i++)
		free(d->at[i].on);
	free(d->at);
	free(d);
}

void filter_free(struct filter *f)
{
	uint64_t tid;
	void *d;

	for (size_t i = 0; map_next(&f->threads, &i, &tid, &d); )
		free_activities(d);
	map_free(&f->threads);
	within_free(f->within);
	free(f->shown);
	free(f);
}
