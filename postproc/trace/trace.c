/* The run as a sequence of steps; see trace.h. */
#include "trace/trace.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/mem.h"
#include "base/message.h"
#include "base/utf8.h"
#include "run/stack.h"
#include "trace/cause.h"
#include "trace/errors.h"
#include "trace/filter.h"
#include "trace/program.h"
#include "trace/state.h"
#include "trace/watched.h"
#include "trace/window.h"

/* A step that waits until the next one shows whether it was its call's last; one that is not asked
 * for, too, since the end may come in what is left of its line. */
struct held {
	bool is, is_asked_for;
	struct trace_step step;
	struct arena *arena;
	uint64_t tid, frame_id;
	size_t depth;                                /* frames of the thread, shown or not */
	const struct function *function;
	const struct scope *scope;                   /* of the inlined call; NULL: none */
};

struct trace {
	struct run *run;
	const struct trace_options *opt;
	trace_show *show;
	void *ctx;
	struct program *program;
	struct filter *filter;
	struct watched *watched;                     /* NULL: nothing is */
	struct values *values;                       /* NULL: not asked for */
	struct held held;
	struct arena *spare;                         /* the next step's, while one is held */
	uint64_t number, shown, skipped;
	uint64_t last;                               /* number of the step shown last */
	bool has_changed;                            /* what is watched, at this step; true if nothing is */
	size_t err_at_step;                          /* bytes of standard error at the STEP applied last */
	size_t told[3];                              /* bytes of run->out up to the step shown last */
	bool over, full, stopped;                    /* stopped: at an error */
	const char **file;
	size_t n_files;
};

struct trace *trace_new(struct run *run, const struct trace_options *opt, trace_show *show, void *ctx)
{
	struct trace *t = mem_alloc(sizeof *t);

	t->run = run;
	t->opt = opt;
	t->show = show;
	t->ctx = ctx;
	t->program = program_new(run, opt->object_dir);
	t->filter = filter_new(opt, t->program, run);
	if (opt->changed)
		t->watched = watched_new(t->program, run, opt);
	if (opt->values)
		t->values = values_new(t->program, run, opt);
	t->held.arena = arena_new();
	t->spare = arena_new();
	return t;
}

/* Output is appended to while a step is held, so that its place may move but not its text. */
static void point_at_output(struct trace *t, struct trace_step *s)
{
	s->in = t->run->out[0].data;
	s->out = t->run->out[1].data;
	s->err = t->run->out[2].data;
	s->new_in = t->told[0];
	s->new_out = t->told[1];
	s->new_err = t->told[2];
	t->told[0] = s->in_len;
	t->told[1] = s->out_len;
	t->told[2] = s->err_len;
}

/* A character that was written in part is there once it is whole; or never will be. */
static size_t length_so_far(const struct buf *text, bool is_last)
{
	return text->len - (is_last ? 0 : utf8_unfinished(text->data, text->len));
}

static void measure_output(struct trace *t, struct trace_step *s, bool is_last)
{
	s->in_len = length_so_far(&t->run->out[0], is_last);
	s->out_len = length_so_far(&t->run->out[1], is_last);
	s->err_len = length_so_far(&t->run->out[2], is_last);
}

static void note_file(struct trace *t, const char *file)
{
	for (size_t i = 0; i < t->n_files; i++)
		if (strcmp(t->file[i], file) == 0)
			return;
	t->file = mem_grow(t->file, t->n_files + 1, sizeof *t->file);
	t->file[t->n_files++] = file;
}

static void release(struct trace *t)
{
	struct arena *used = t->held.arena;

	if (!t->held.is)
		return;
	t->held.is = false;
	if (!t->held.is_asked_for)
		return;
	point_at_output(t, &t->held.step);
	if (t->held.step.file)
		note_file(t, t->held.step.file);
	if (!t->opt->counts_only)
		t->show(t->ctx, &t->held.step);
	arena_reset(used);
}

/* Where the frame is that has the held step: where it has called, or at its last step. */
static const struct place *place_of_held(struct trace *t, const struct run_thread *thread)
{
	const struct run_frame *f = &thread->frame[t->held.depth - 1];
	uint64_t bias;

	if (thread->n > t->held.depth)
		return program_place_at(t->program, f[1].call_ip, f->at, &bias);
	return f->at ? program_place(t->program, f->at) : NULL;
}

/* The held step's call is over: its frame is gone, or goes on with another function (a tail call),
 * or outside of the inlined call, or with the next one of the same.  next: shown next, in the
 * running thread's innermost frame; NULL: nothing. */
static bool frame_ended(struct trace *t, const struct shown *next)
{
	const struct held *h = &t->held;
	const struct run_thread *thread = map_get(&t->run->threads, h->tid);

	if (!thread || thread->n < h->depth || thread->frame[h->depth - 1].id != h->frame_id)
		return true;
	const struct place *place = place_of_held(t, thread);
	if (!place)
		return false;
	if (place->function != h->function || !scope_is_within(place->scope, h->scope))
		return true;
	if (!next || thread != t->run->thread || thread->n != h->depth)
		return false;
	const struct scope *scope = place_level_scope(place, next->level);
	return !scope_is_within(scope, h->scope) ||
	       (next->event == EVENT_CALL && scope && scope == h->scope);
}

/* Its frame is gone and was not seen to return: an exception or longjmp has removed it. */
static bool was_removed(const struct trace *t)
{
	const struct held *h = &t->held;
	const struct run_thread *thread = map_get(&t->run->threads, h->tid);

	return t->run->result.any &&
	       (!thread || thread->n < h->depth || thread->frame[h->depth - 1].id != h->frame_id);
}

static void release_before_next(struct trace *t, const struct shown *next)
{
	if (t->held.is && t->held.is_asked_for && t->held.step.event == EVENT_STEP && frame_ended(t, next))
		t->held.step.event = was_removed(t) ? EVENT_UNWIND : EVENT_RETURN;
	release(t);
}

static void describe(struct trace *t, const struct place *place, const struct shown *shown,
		     struct trace_step *s)
{
	const struct run_site *site = t->run->site;

	s->number = t->number;
	s->event = shown->event;
	s->thread = t->run->thread->tid;
	s->object = site->object ? site->object->path : "";
	s->addr = site->addr;
	s->function = place_level_name(place, shown->level);
	s->ready = place->ready;
	s->file = shown->file;
	s->line = shown->line;
	s->column = shown->column;
}

static void show_held(struct trace *t, const struct shown *shown)
{
	struct held *h = &t->held;
	const struct function *returns = shown->event == EVENT_RETURN ? h->function : NULL;

	h->is_asked_for = true;
	h->step.left_out = t->number - t->last - 1;
	t->last = t->number;
	if (!t->opt->counts_only)
		state_build(t->program, t->run, t->opt, shown->level, returns, h->arena, &h->step);
	measure_output(t, &h->step, false);
	t->shown++;
}

/* Which call the step is of. */
static void note_held(struct trace *t, const struct place *place, const struct shown *shown)
{
	const struct run_thread *thread = t->run->thread;
	struct held *h = &t->held;

	h->is = true;
	h->is_asked_for = false;
	h->tid = thread->tid;
	h->depth = thread->n;
	h->frame_id = thread->frame[thread->n - 1].id;
	h->function = place->function;
	h->scope = place_level_scope(place, shown->level);
}

static void hold(struct trace *t, const struct place *place, const struct shown *shown)
{
	struct arena *arena = t->spare;

	t->spare = t->held.arena;
	t->held = (struct held){ .arena = arena };
	note_held(t, place, shown);
	describe(t, place, shown, &t->held.step);
}

/* The one before the first one shown, for what has changed since. */
static void look_only(struct trace *t, const struct place *place, const struct shown *shown)
{
	struct trace_step unseen = { 0 };

	if (t->opt->counts_only)
		return;
	describe(t, place, shown, &unseen);
	state_build(t->program, t->run, t->opt, shown->level, NULL, t->spare, &unseen);
	arena_reset(t->spare);
}

static bool is_to_show(struct trace *t, const struct place *place, const struct shown *shown)
{
	if (!t->has_changed || !window_has(t->opt, t->number, place, shown))
		return false;
	if (t->skipped == t->opt->skip)
		return true;
	if (++t->skipped == t->opt->skip)
		look_only(t, place, shown);
	return false;
}

/* One more step of this granularity; whether it is shown depends on the window. */
static void next(struct trace *t, const struct place *place, const struct shown *shown)
{
	bool is_asked_for;

	if (t->over)
		return;
	t->run->clock = ++t->number;
	if (t->values)
		values_step(t->values, place, shown);
	t->has_changed = !t->watched || watched_step(t->watched, place, shown);
	if (t->number < t->opt->from) {
		note_held(t, place, shown);
		if (t->number + 1 == t->opt->from)
			look_only(t, place, shown);
		return;
	}
	release_before_next(t, shown);
	is_asked_for = is_to_show(t, place, shown);
	t->over = (t->opt->to && t->number > t->opt->to) ||
		  (is_asked_for && (t->full || (t->opt->max_steps && t->shown == t->opt->max_steps)));
	if (t->over)
		return;
	hold(t, place, shown);
	if (is_asked_for)
		show_held(t, shown);
}

/* Where registers are recorded, entry values are proved by the step at a function's first
 * instruction. */
static void note_entry(struct trace *t, const struct place *place)
{
	const struct run_site *site = t->run->site;

	if (place->function && site->addr == place->function->low && site->object &&
	    site->object->flags & SP_OBJECT_REGISTERS)
		run_function_begins(t->run, place->function);
}

bool trace_step_applied(struct trace *t)
{
	const struct place *place;
	const struct shown *shown;
	size_t n;

	if (t->over)
		return false;
	t->err_at_step = t->run->out[2].len;
	if (!t->run->site)                           /* a site that a damaged stream never defined */
		return true;
	place = program_place(t->program, t->run->site);
	note_entry(t, place);
	shown = filter_step(t->filter, t->run, place, &n);
	for (size_t i = 0; i < n; i++)
		next(t, place, &shown[i]);
	return !t->over;
}

/* The step that is held back turns out to be the one at which its function returns. */
static void returns_at_held(struct trace *t)
{
	struct held *h = &t->held;

	if (!h->is || !h->function)
		return;
	h->step.event = EVENT_RETURN;
	if (h->is_asked_for && !t->opt->counts_only)
		state_add_result(t->program, t->run, t->opt, h->function, h->arena, &h->step);
}

bool trace_result_applied(struct trace *t)
{
	const struct run_frame *top = stack_top(t->run);
	const struct place *place;
	struct shown shown;

	if (t->over)
		return false;
	if (!top->at)
		return true;
	place = program_place(t->program, top->at);
	switch (filter_return(t->filter, t->run, place, &shown)) {
	case RETURN_HERE:
		returns_at_held(t);
		break;
	case RETURN_NEXT:
		t->run->site = top->at;
		next(t, place, &shown);
		break;
	case RETURN_HIDDEN:
		break;
	}
	return !t->over;
}

/* Where the thread is: the innermost frame that has had a step; NULL: none has. */
static struct run_frame *innermost_with_step(struct run_thread *thread)
{
	struct run_frame *f = &thread->frame[thread->n - 1];

	while (!f->at && f > thread->frame)
		f--;
	return f->at ? f : NULL;
}

/* Behind the last line that was shown: back in a caller, in the middle of one of its lines. */
static void show_where_it_is(struct trace *t, const struct run_frame *top)
{
	const struct place *place = program_place(t->program, top->at);
	struct shown shown = shown_as_it_is(place);

	release_before_next(t, NULL);
	t->run->site = top->at;
	next(t, place, &shown);
}

/* A signal may have come behind the last line that was shown: back in a caller, in the middle of
 * one of its lines, or where nothing is shown, before main or after it. */
static void go_where_it_ended(struct trace *t)
{
	struct run_thread *thread = t->run->thread;
	struct run_frame *top;

	if (!thread || (t->held.is && !frame_ended(t, NULL) && !filter_is_outside(t->filter)))
		return;
	top = innermost_with_step(thread);
	if (!top) {
		release_before_next(t, NULL);
		return;
	}
	stack_return(t->run, thread->n - 1 - (size_t)(top - thread->frame));
	show_where_it_is(t, top);
}

/* The step that is held back is made the one at which the error at hand happened.  Frames of
 * libraries further in are not looked at meanwhile. */
static bool go_where_error_is(struct trace *t)
{
	struct run_thread *thread = t->run->thread;
	const struct run_frame *top = thread ? innermost_with_step(thread) : NULL;
	size_t n;

	if (!top || filter_is_outside(t->filter))
		return false;
	n = thread->n;
	thread->n = (size_t)(top - thread->frame) + 1;
	if (!t->held.is || t->held.tid != thread->tid || frame_ended(t, NULL))
		show_where_it_is(t, top);
	thread->n = n;
	return t->held.is && t->held.is_asked_for;
}

static void stop_at_error(struct trace *t)
{
	t->held.step.event = EVENT_EXCEPTION;
	measure_output(t, &t->held.step, true);
	release(t);
	t->over = t->stopped = true;
}

bool trace_error_applied(struct trace *t, const struct record_error *rec)
{
	if (t->over)
		return false;
	if (!go_where_error_is(t))
		return !t->over;
	if (!t->opt->counts_only)
		errors_note(t->program, t->run, rec, t->held.arena, &t->held.step);
	if (t->opt->stop_at_error)
		stop_at_error(t);
	return !t->over;
}

static bool was_ended(const struct run *run)
{
	return run->ended && (run->end.reason == SP_END_SIGNAL || run->end.reason == SP_END_HEAP);
}

static const char *ending_words(struct trace *t, const char *ended_by)
{
	if (ended_by)
		return ended_by;
	if (t->run->end.reason == SP_END_SIGNAL)
		return cause_of_signal(t->program, t->run, t->err_at_step, t->held.arena);
	return "The program was ended here: its heap would have grown beyond the memory limit.";
}

void trace_finish(struct trace *t, const char *ended_by, bool is_torn)
{
	struct trace_step *s = &t->held.step;
	bool was_cut = ended_by || was_ended(t->run);

	if (t->values)
		values_finish(t->values);
	if (t->opt->every == EVERY_INSTRUCTION && t->number && !filter_has_instructions(t->filter))
		message_once("the recording has no steps at instructions: it was made without "
			     "--trace-instructions=yes");
	if (t->over)
		return;
	if (was_cut)
		go_where_it_ended(t);
	if (!t->held.is || !t->held.is_asked_for) {
		release(t);                      /* it ended behind the last step that was asked for */
		return;
	}
	if (was_cut) {
		s->event = EVENT_EXCEPTION;
		s->message = ending_words(t, ended_by);
	} else if (t->run->ended && t->run->end.reason == SP_END_EXIT) {
		s->event = s->event == EVENT_STEP ? EVENT_RETURN : s->event;
		const char *words = cause_of_exit(t->run->end.code, t->held.arena);
		s->message = words ? words : s->message;
	} else if (t->run->limit_reached) {
		s->message = "The recorder's step limit was reached here; the program went on.";
	} else if (!t->run->ended && !t->run->exec_path && is_torn) {
		s->message = "The recording ends here: it is cut off or damaged.";
	}
	measure_output(t, s, true);                  /* what the last line wrote has no other step to be at */
	release(t);
}

void trace_is_full(struct trace *t)
{
	t->full = true;
}

enum trace_limit trace_limit(const struct trace *t)
{
	if (t->over && t->full)
		return LIMIT_SIZE;
	if (t->stopped)
		return LIMIT_NONE;
	if (t->over && t->opt->max_steps && t->shown == t->opt->max_steps
	    && !(t->opt->to && t->number > t->opt->to))
		return LIMIT_SHOWN;
	return t->run->limit_reached && !t->over ? LIMIT_RECORDED : LIMIT_NONE;
}

const struct values *trace_values(const struct trace *t)
{
	return t->values;
}

struct program *trace_program(struct trace *t)
{
	return t->program;
}

bool trace_stopped_at_error(const struct trace *t)
{
	return t->stopped;
}

uint64_t trace_shown(const struct trace *t)
{
	return t->shown;
}

uint64_t trace_counted(const struct trace *t)
{
	return t->number;
}

const char *const *trace_files(const struct trace *t, size_t *count)
{
	*count = t->n_files;
	return t->file;
}

bool trace_has_found(const struct trace *t)
{
	return !t->watched || watched_has_found(t->watched);
}

void trace_free(struct trace *t)
{
	if (t->watched)
		watched_free(t->watched);
	if (t->values)
		values_free(t->values);
	program_free(t->program);
	filter_free(t->filter);
	arena_free(t->held.arena);
	arena_free(t->spare);
	free(t->file);
	free(t);
}
