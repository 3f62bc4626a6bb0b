/* One pass over a recording; see pass.h. */
#include "front/pass.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/message.h"
#include "front/counted.h"
#include "front/progress.h"
#include "front/summary.h"
#include "run/run.h"
#include "stream/dump.h"
#include "stream/reader.h"
#include "trace/heap_profile.h"
#include "trace/leaks.h"
#include "trace/program.h"

struct pass {
	const struct options *o;
	const char *input;                           /* the recording's name; NULL: standard input */
	struct trace_options count_only;             /* a window in which no step lies: no state is built */
	FILE *out;
	void *sink;
	struct reader *reader;
	struct run *run;
	struct trace *trace;                         /* NULL: the sink wants no steps */
	struct buf line;                             /* of a record as text */
	struct progress progress;
	struct counted counted;                      /* what the sink writes, if there is a --max-size */
	bool wants_input;                            /* --raw-input, and there was no more */
	struct leaks *leaks;                         /* of SINK_LEAKS, in the second pass; else NULL */
	struct profile *profile;                     /* of SINK_PROFILE: of the recordings so far; else NULL */
	struct program *program;                     /* likewise: of the recording; a trace has its own */
	struct executions executions;                /* of SINK_EXECUTIONS: of the recordings so far */
	struct heap_sites *heap;                     /* NULL: the sink does not ask for it */
	struct timeline *timeline;                   /* likewise */
};

static void show_step(void *ctx, const struct trace_step *step)
{
	struct pass *p = ctx;

	p->o->sink->step(p->sink, step);
	if (p->o->max_size && p->counted.bytes > p->o->max_size)
		trace_is_full(p->trace);
}

static void show_record(struct pass *p, const struct record *r)
{
	p->line.len = 0;
	dump_record(&p->line, r);
	p->o->sink->record(p->sink, p->line.data, p->line.len);
}

/* False: the sink needs no more. */
static bool take_record(struct pass *p, const struct record *r)
{
	unsigned needs = p->o->sink->needs;

	if (p->leaks)
		leaks_before(p->leaks, r);
	if (p->timeline)
		timeline_before(p->timeline, r);
	run_apply(p->run, r);
	if (p->leaks)
		leaks_after(p->leaks, r);
	if (p->heap)
		heap_sites_apply(p->heap, r);
	if (needs & SINK_RECORDS)
		show_record(p, r);
	if (p->o->trace.raw_input && r->tag == SP_REC_INPUT && r->u.io.bytes.len == 0)
		p->wants_input = true;
	if (p->trace && r->tag == SP_REC_STEP)
		return trace_step_applied(p->trace) || needs & SINK_WHOLE;
	if (p->trace && r->tag == SP_REC_ERROR)
		return trace_error_applied(p->trace, &r->u.error) || needs & SINK_WHOLE;
	if (p->trace && r->tag == SP_REC_RESULT)
		return trace_result_applied(p->trace) || needs & SINK_WHOLE;
	return true;
}

/* False: the sink needed no more before the end was reached. */
static bool take_all(struct pass *p)
{
	struct record r;

	while (reader_next(p->reader, &r)) {
		if (!take_record(p, &r) || p->wants_input)
			return false;
		progress_tell(&p->progress, p->trace ? trace_counted(p->trace) : 0, reader_offset(p->reader));
		if (reader_may_wait(p->reader))
			fflush(p->out);              /* a live reader sees what there is */
	}
	return true;
}

static int say_damage(const struct pass *p, const char *error, uint64_t at)
{
	message_warn("%s: offset %" PRIu64 ": %s", p->input ? p->input : "standard input", at, error);
	return CODE_DAMAGED;
}

/* One that was killed from outside leaves a recording without an end, which is nobody's fault. */
static int say_code(struct pass *p, const struct trace_end *end)
{
	if (end->error && !end->ended_by)
		return say_damage(p, end->error, end->error_offset);
	if (end->heap && end->heap->lacks_child)
		message_warn("the heap of a forked child is not recorded");
	if (end->profile && end->profile->total.n[PROFILE_INSTRUCTIONS] == 0) {
		message_warn("the recording has no profile: it was made with --profile=no, "
			     "or was cut off before its end");
		return CODE_NOTHING;
	}
	if (end->values && end->counted == 0) {
		message_warn("the recording has no steps: nothing is known of variables");
		return CODE_NOTHING;
	}
	if (!(p->o->sink->needs & SINK_STEPS) || end->shown > 0)
		return CODE_DONE;
	if (end->rows && p->trace && !trace_has_found(p->trace))
		message_warn("--when-changed=%s: no step has such a variable", p->o->trace.changed);
	message_warn(end->rows ? "no step lies in the part that was asked for"
		     : "the recording has no steps (was the program compiled with -g?)");
	return CODE_NOTHING;
}

static void add_to_profile(struct pass *p)
{
	profile_add(p->profile, p->run, p->program, p->o->per_process);
	if (p->heap)
		heap_sites_finish(p->heap, p->profile);
	if (p->o->sink->needs & SINK_EXECUTIONS)
		executions_add(&p->executions, p->run, p->program);
}

static int finish(struct pass *p, bool at_end)
{
	struct arena *a = arena_new();
	struct buf text = { 0 };
	const char *ended_by = p->wants_input ? NULL : ending_read(p->o->ending, &text);
	struct trace_leaks leaks;
	uint64_t error_at = 0;
	const char *error = at_end ? reader_error(p->reader, &error_at) : NULL;
	struct trace_end end;
	int code;

	if (p->trace)
		trace_finish(p->trace, ended_by, error);
	if (p->timeline)
		timeline_end(p->timeline);
	end_fill(&end, p->run, p->trace, a);
	end.wants_input = p->wants_input;
	end.ended_by = ended_by;
	end.stream_bytes = reader_offset(p->reader);
	end.source_dir = p->o->trace.source_dir;
	end.error = error;
	end.error_offset = error_at;
	if (p->leaks) {
		leaks_list(p->leaks, trace_program(p->trace), a, &leaks);
		end.leaks = &leaks;
	}
	if (p->profile) {
		add_to_profile(p);
		if (p->heap)
			heap_profile_add(p->profile, p->heap);
		profile_finish(p->profile);
		end.profile = p->profile;
	}
	end.heap = p->heap;
	end.executions = &p->executions;
	p->o->sink->close(p->sink, &end);
	code = say_code(p, &end);
	if (p->o->summary && !summary_write(p->o->summary, &end))
		code = CODE_USAGE;
	buf_free(&text);
	arena_free(a);
	return code;
}

static void begin_recording(struct pass *p, const char *name, FILE *in)
{
	unsigned needs = p->o->sink->needs;

	p->input = name;
	p->reader = reader_open(in);
	p->run = run_new();
	if (needs & SINK_STEPS)
		p->trace = trace_new(p->run, &p->o->trace, show_step, p);
	else if (needs & SINK_COUNT || (needs & SINK_VALUES && p->o->trace.values))
		p->trace = trace_new(p->run, &p->count_only, show_step, p);
	if (needs & (SINK_PROFILE | SINK_TIMELINE))
		p->program = p->trace ? trace_program(p->trace)
			     : program_new(p->run, p->o->trace.object_dir);
	if (p->heap)
		heap_sites_begin(p->heap, p->run, p->program, p->o->per_process);
	if (needs & SINK_TIMELINE)
		p->timeline = timeline_new(p->run, p->program, p->o->sink->event, p->sink);
}

static void end_recording(struct pass *p)
{
	if (p->timeline)
		timeline_free(p->timeline);
	p->timeline = NULL;
	if (p->trace)
		trace_free(p->trace);
	else if (p->program)
		program_free(p->program);
	p->trace = NULL;
	p->program = NULL;
	run_free(p->run);
	reader_close(p->reader);
}

/* One of several recordings, but not the last: adds what it has to the profile. */
static int take_earlier(struct pass *p, const char *name, FILE *in)
{
	uint64_t error_at = 0;
	const char *error;

	begin_recording(p, name, in);
	take_all(p);
	error = reader_error(p->reader, &error_at);
	if (p->timeline)
		timeline_end(p->timeline);
	if (p->profile)
		add_to_profile(p);
	end_recording(p);
	return error ? say_damage(p, error, error_at) : CODE_DONE;
}

static int take_all_earlier(struct pass *p)
{
	int code = CODE_DONE;

	for (size_t i = 0; i < p->o->n_earlier; i++) {
		const char *name = p->o->earlier[i];
		FILE *in = strcmp(name, "-") ? fopen(name, "rb") : stdin;
		if (!in) {
			message_warn("%s: %s", name, strerror(errno));
			code = CODE_USAGE;
		} else if (take_earlier(p, in == stdin ? NULL : name, in) != CODE_DONE) {
			code = CODE_DAMAGED;
		}
		if (in && in != stdin)
			fclose(in);
	}
	return code;
}

static int take_last(struct pass *p, FILE *in)
{
	bool at_end;
	int code;

	begin_recording(p, p->o->input, in);
	if (p->leaks)
		leaks_follow(p->leaks, p->run);
	progress_begin(&p->progress, p->o->progress);
	at_end = take_all(p);
	progress_end(&p->progress);
	code = finish(p, at_end);
	end_recording(p);
	return code;
}

int pass_once(const struct options *o, FILE *in, FILE *out, struct leaks *leaks)
{
	struct pass p = { .o = o, .out = out, .counted.to = out, .leaks = leaks,
			  .profile = o->sink->needs & SINK_PROFILE ? profile_new() : NULL,
			  .heap = o->sink->heap ? heap_sites_new(o->sink->heap) : NULL };
	FILE *to = o->max_size ? counted_open(&p.counted) : out;
	int code, last;

	p.count_only = o->trace;
	p.count_only.from = UINT64_MAX;
	p.sink = o->sink->open(to, &o->look);
	code = take_all_earlier(&p);
	last = take_last(&p, in);
	if (to != out)
		fclose(to);
	if (p.profile)
		profile_free(p.profile);
	if (p.heap)
		heap_sites_free(p.heap);
	executions_free(&p.executions);
	buf_free(&p.line);
	return code ? code : last;
}

uint64_t pass_count_steps(const struct options *o, FILE *in)
{
	static const struct sink_type nothing = { .needs = SINK_STEPS };
	struct options counting = *o;
	struct pass p = { .o = &counting, .out = stdout, .reader = reader_open(in), .run = run_new() };
	struct buf text = { 0 };
	uint64_t count;

	counting.sink = &nothing;
	counting.trace.counts_only = true;
	counting.trace.max_steps = 0;
	p.trace = trace_new(p.run, &counting.trace, show_step, &p);
	take_all(&p);
	trace_finish(p.trace, p.wants_input ? NULL : ending_read(o->ending, &text), false);
	count = trace_shown(p.trace);
	trace_free(p.trace);
	run_free(p.run);
	reader_close(p.reader);
	buf_free(&text);
	return count;
}
