/* vgtrace: the records of the tracers that the back ends of the Online Python Tutor and of See++ run,
 * for these back ends as they are; docs/formats/vgtrace.md.
 *
 * Both guess calls and returns from how the stack differs between two records, and drop a record of
 * the caller behind a return.  So between two steps whose stacks differ by more than one frame, and
 * where they would drop a step, there are records that they drop instead: see write_between(). */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "sinks/json.h"
#include "sinks/opt_step.h"
#include "sinks/sink.h"

/* What identifies a frame of the record before, and the line it was shown at. */
struct note { uint64_t cfa; size_t level; int64_t line; };

struct vgtrace {
	FILE *out;
	struct opt_steps steps;
	struct note *note; size_t n_notes, room;     /* of the step before, outermost first */
};

static void write_record(struct vgtrace *t, const char *out, size_t out_len, struct json_object *o)
{
	fputs("=== pg_trace_inst ===\nSTDOUT: ", t->out);
	json_write(t->out, json_text_cut(out, out_len, t->steps.max_output));
	json_write(t->out, o);
}

/* No frame may be at 0x0: a step that has one is dropped. */
static struct json_object *frame_pointer(uint64_t cfa, size_t level)
{
	struct buf b = { 0 };
	struct json_object *o;

	buf_printf(&b, "0x%012" PRIx64, cfa ? cfa : 1);
	if (level)
		buf_printf(&b, ".%zu", level);
	o = json_object_new_string_len(b.data, (int)b.len);
	buf_free(&b);
	return o;
}

static struct json_object *frame(struct vgtrace *t, const struct trace_frame *f)
{
	struct json_object *o = json_object_new_object(), *order, *values;

	opt_encode_vars(&t->steps, f->var, f->n_vars, &order, &values);
	opt_put(o, "func_name", json_string(f->function));
	opt_put(o, "line", json_object_new_int64(opt_line(&t->steps, f->file, f->line)));
	opt_put(o, "FP", frame_pointer(f->cfa, f->level));
	opt_put(o, "locals", values);
	opt_put(o, "ordered_varnames", order);
	return o;
}

/* Innermost first, as the tracers walked them. */
static struct json_object *stack(struct vgtrace *t, const struct trace_step *s)
{
	struct json_object *list = json_object_new_array_ext((int)s->n_frames + 1);
	char name[OPT_CUT_NAME];

	for (size_t i = s->n_frames; i-- > 0; ) {
		json_object_array_add(list, frame(t, &s->frame[i]));
		if (s->frames_cut && i == s->cut_at) {
			struct trace_frame cut = opt_cut_frame(s->frames_cut, name);
			json_object_array_add(list, frame(t, &cut));
		}
	}
	return list;
}

static struct json_object *record_of(struct vgtrace *t, const struct trace_step *s)
{
	struct json_object *o = json_object_new_object(), *order, *values;

	s = opt_begin_step(&t->steps, s);
	opt_put(o, "func_name", json_string(s->function));
	opt_put(o, "line", json_object_new_int64(opt_line(&t->steps, s->file, s->line)));
	opt_put(o, "IP", json_address(s->addr));
	opt_put(o, "kind", json_string(opt_event(t->steps.dialect, s->event)));
	if (s->message)
		opt_put(o, "exception_msg", json_text(s->message, strlen(s->message)));
	opt_encode_vars(&t->steps, s->global, s->n_globals, &order, &values);
	opt_put(o, "globals", values);
	opt_put(o, "ordered_globals", order);
	opt_put(o, "stack", stack(t, s));
	return o;
}

/* The outermost n frames of the step before, without variables.  It is dropped if it comes behind a
 * return, is on the line that the returned frame's caller was on, and is in the function of the next
 * step: so it says that it is in that. */
static void write_dropped(struct vgtrace *t, size_t n, const char *function)
{
	struct json_object *o = json_object_new_object(), *list = json_object_new_array();

	opt_put(o, "func_name", json_string(function));
	opt_put(o, "line", json_object_new_int(0));
	opt_put(o, "stack", list);
	for (size_t i = n; i-- > 0; ) {
		struct json_object *f = json_object_new_object();
		opt_put(f, "func_name", json_string(function));
		opt_put(f, "line", json_object_new_int64(t->note[i].line));
		opt_put(f, "FP", frame_pointer(t->note[i].cfa, t->note[i].level));
		opt_put(f, "locals", json_object_new_object());
		opt_put(f, "ordered_varnames", json_object_new_array());
		json_object_array_add(list, f);
	}
	write_record(t, "", 0, o);
}

/* How many of the outermost frames are those of the step before. */
static size_t common_frames(const struct vgtrace *t, const struct trace_step *s)
{
	size_t n = 0;

	while (n < t->n_notes && n < s->n_frames && t->note[n].cfa == s->frame[n].cfa &&
	       t->note[n].level == s->frame[n].level)
		n++;
	if (s->event == EVENT_CALL && n == s->n_frames)
		n--;                                 /* in the place of one that ended */
	return n;
}

/* What the parsers need to see between the step before and s: each frame that ended, alone. */
static void write_between(struct vgtrace *t, const struct trace_step *s)
{
	size_t common = common_frames(t, s), ended = t->n_notes - common;
	bool comes_back = common == s->n_frames;     /* s is in the caller itself */
	int64_t line = opt_line(&t->steps, s->file, s->line);

	if (ended == 0 || common == 0)
		return;
	for (size_t n = t->n_notes - 1; n > common; n--)
		write_dropped(t, n, s->function);
	if (!comes_back || t->note[common - 1].line == line)
		write_dropped(t, common, s->function);
}

static void note_frames(struct vgtrace *t, const struct trace_step *s)
{
	if (s->n_frames > t->room) {
		t->room = 2 * s->n_frames;
		t->note = mem_grow(t->note, t->room, sizeof *t->note);
	}
	t->n_notes = s->n_frames;
	for (size_t i = 0; i < s->n_frames; i++) {
		const struct trace_frame *f = &s->frame[i];
		t->note[i] = (struct note){ f->cfa, f->level, opt_line(&t->steps, f->file, f->line) };
	}
}

static void write_step(void *self, const struct trace_step *s)
{
	struct vgtrace *t = self;
	bool elsewhere = t->n_notes && common_frames(t, s) == 0;

	write_between(t, s);
	note_frames(t, s);
	if (elsewhere)                               /* one parser drops this, the other the second */
		write_record(t, s->out, s->out_len, record_of(t, s));
	write_record(t, s->out, s->out_len, record_of(t, s));
}

static void *open_vgtrace(FILE *out, const struct sink_options *options)
{
	struct vgtrace *t = mem_alloc(sizeof *t);

	t->out = out;
	opt_steps_init(&t->steps, options->html ? &opt_dialect_vgtrace_html : &opt_dialect_vgtrace, options);
	return t;
}

static void close_vgtrace(void *self, const struct trace_end *end)
{
	struct vgtrace *t = self;
	if (end->limit != LIMIT_NONE)
		fputs("MAX_STEPS_EXCEEDED\n", t->out);
	opt_steps_clear(&t->steps);
	free(t->note);
	free(t);
}

const struct sink_type sink_vgtrace = {
	.name = "vgtrace",
	.summary = "records for the back ends of the Online Python Tutor and of See++",
	.needs = SINK_STEPS,
	.open = open_vgtrace, .step = write_step, .close = close_vgtrace,
};
