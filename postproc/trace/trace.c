/* The run as a sequence of steps; see trace.h. */
#include "trace/trace.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/mem.h"
#include "run/stack.h"
#include "trace/filter.h"
#include "trace/program.h"
#include "trace/state.h"

/* A step that waits until the next one shows whether it was its call's last. */
struct held {
	bool is;
	struct trace_step step;
	struct arena *arena;
	uint64_t tid, frame_id;
	size_t depth;                                /* frames of the thread, shown or not */
};

struct trace {
	struct run *run;
	const struct trace_options *opt;
	trace_show *show;
	void *ctx;
	struct program *program;
	struct filter *filter;
	struct held held;
	struct arena *spare;                         /* the next step's, while one is held */
	uint64_t number, shown;
	size_t told[3];                              /* bytes of run->out up to the step shown last */
	bool over;
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
	t->filter = filter_new(opt->every);
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

static void measure_output(struct trace *t, struct trace_step *s)
{
	s->in_len = t->run->out[0].len;
	s->out_len = t->run->out[1].len;
	s->err_len = t->run->out[2].len;
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
	point_at_output(t, &t->held.step);
	if (t->held.step.file)
		note_file(t, t->held.step.file);
	t->show(t->ctx, &t->held.step);
	t->held.is = false;
	arena_reset(used);
}

static bool frame_ended(const struct trace *t)
{
	const struct run_thread *thread = map_get(&t->run->threads, t->held.tid);

	return !thread || thread->n < t->held.depth
	       || thread->frame[t->held.depth - 1].id != t->held.frame_id;
}

static void release_before_next(struct trace *t)
{
	if (t->held.is && t->held.step.event == EVENT_STEP && frame_ended(t))
		t->held.step.event = EVENT_RETURN;
	release(t);
}

static void describe(struct trace *t, const struct place *place, struct trace_step *s)
{
	const struct run_site *site = t->run->site;

	s->thread = t->run->thread->tid;
	s->object = site->object ? site->object->path : "";
	s->addr = site->addr;
	s->function = place->function ? place->function->name : "???";
	s->ready = place->ready;
	if (place->line) {
		s->file = place->line->file;
		s->line = place->line->line;
		s->column = place->line->column;
	}
}

static void hold(struct trace *t, const struct place *place, enum trace_event event)
{
	struct held *h = &t->held;
	struct arena *arena = t->spare;
	const struct run_thread *thread = t->run->thread;

	t->spare = h->arena;
	*h = (struct held){ .is = true, .arena = arena, .tid = thread->tid, .depth = thread->n,
			    .frame_id = thread->frame[thread->n - 1].id };
	h->step.number = t->number;
	h->step.event = event;
	describe(t, place, &h->step);
	if (event == EVENT_CALL && place->entry_line) {
		h->step.line = place->entry_line->line;
		h->step.column = place->entry_line->column;
	}
	state_build(t->program, t->run, t->opt, arena, &h->step);
	if (event == EVENT_CALL && h->step.n_frames > 0)
		((struct trace_frame *)h->step.frame)[h->step.n_frames - 1].line = h->step.line;
	measure_output(t, &h->step);
	t->shown++;
}

/* One more step of this granularity; whether it is shown depends on the window. */
static void next(struct trace *t, const struct place *place, enum trace_event event)
{
	if (t->over)
		return;
	t->number++;
	if (t->number < t->opt->from)
		return;
	release_before_next(t);
	if (t->opt->to && t->number > t->opt->to)
		t->over = true;
	else if (t->opt->max_steps && t->shown == t->opt->max_steps)
		t->over = true;
	else
		hold(t, place, event);
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
	unsigned show;

	if (t->over)
		return false;
	if (!t->run->site)                           /* a site that a damaged stream never defined */
		return true;
	place = program_place(t->program, t->run->site);
	note_entry(t, place);
	show = filter_step(t->filter, t->run, place);
	if (show & SHOW_CALL)
		next(t, place, EVENT_CALL);
	if (show & SHOW_STEP)
		next(t, place, EVENT_STEP);
	return !t->over;
}

static const char *signal_words(struct trace *t, uint64_t signo)
{
	int n = signo < 65 ? (int)signo : 0;
	const char *name = sigabbrev_np(n), *words = sigdescr_np(n);

	if (!name)
		return arena_printf(t->held.arena, "The program was ended by signal %d.", n);
	return arena_printf(t->held.arena, "The program was ended by SIG%s (%s).", name, words);
}

/* A signal may have come behind the last line that was shown: back in a caller, in the middle of
 * one of its lines. */
static void go_where_it_ended(struct trace *t)
{
	struct run_thread *thread = t->run->thread;
	struct run_frame *top;

	if (!thread || !frame_ended(t))
		return;
	release_before_next(t);
	top = &thread->frame[thread->n - 1];
	while (!top->at && top > thread->frame)
		top--;
	if (!top->at)
		return;
	stack_return(t->run, thread->n - 1 - (size_t)(top - thread->frame));
	t->run->site = top->at;
	t->number++;
	hold(t, program_place(t->program, top->at), EVENT_STEP);
}

void trace_finish(struct trace *t)
{
	struct trace_step *s = &t->held.step;

	if (!t->held.is || t->over)
		return;
	if (t->run->ended && t->run->end.reason == SP_END_SIGNAL) {
		go_where_it_ended(t);
		s->event = EVENT_EXCEPTION;
		s->message = signal_words(t, t->run->end.code);
	} else if (t->run->ended && t->run->end.reason == SP_END_EXIT && s->event == EVENT_STEP)
		s->event = EVENT_RETURN;
	measure_output(t, s);                        /* what the last line wrote has no other step to be at */
	release(t);
}

enum trace_limit trace_limit(const struct trace *t)
{
	if (t->over && t->opt->max_steps && t->shown == t->opt->max_steps
	    && !(t->opt->to && t->number > t->opt->to))
		return LIMIT_SHOWN;
	return t->run->limit_reached && !t->over ? LIMIT_RECORDED : LIMIT_NONE;
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

void trace_free(struct trace *t)
{
	program_free(t->program);
	filter_free(t->filter);
	arena_free(t->held.arena);
	arena_free(t->spare);
	free(t->file);
	free(t);
}
