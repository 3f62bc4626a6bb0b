/* One pass over a recording; see pass.h. */
#include "front/pass.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/message.h"
#include "front/again.h"
#include "front/counted.h"
#include "front/progress.h"
#include "front/summary.h"
#include "run/run.h"
#include "stream/dump.h"
#include "stream/reader.h"
#include "trace/leaks.h"
#include "trace/program.h"

enum { CODE_DONE = 0, CODE_NOTHING = 1, CODE_USAGE = 2, CODE_DAMAGED = 3 };

struct pass {
	const struct options *o;
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
	run_apply(p->run, r);
	if (p->leaks)
		leaks_after(p->leaks, r);
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

/* One that was killed from outside leaves a recording without an end, which is nobody's fault. */
static int say_code(struct pass *p, const struct trace_end *end)
{
	if (end->error && !end->ended_by) {
		message_warn("%s: offset %" PRIu64 ": %s", p->o->input ? p->o->input : "standard input",
			     end->error_offset, end->error);
		return CODE_DAMAGED;
	}
	if (end->profile && end->profile->n_functions == 0) {
		message_warn("the recording has no profile: it was made with --profile=no, "
			     "or was cut off before its end");
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

static int finish(struct pass *p, bool at_end)
{
	struct arena *a = arena_new();
	struct buf text = { 0 };
	const char *ended_by = p->wants_input ? NULL : ending_read(p->o->ending, &text);
	struct trace_leaks leaks;
	struct profile *profile = NULL;
	uint64_t error_at = 0;
	const char *error = at_end ? reader_error(p->reader, &error_at) : NULL;
	struct trace_end end;
	struct program *program = NULL;
	int code;

	if (p->trace)
		trace_finish(p->trace, ended_by, error);
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
	if (p->o->sink->needs & SINK_PROFILE) {
		program = program_new(p->run, p->o->trace.object_dir);
		profile = profile_new();
		profile_add(profile, p->run, program, NULL);
		profile_finish(profile);
		end.profile = profile;
	}
	p->o->sink->close(p->sink, &end);
	code = say_code(p, &end);
	if (p->o->summary && !summary_write(p->o->summary, &end))
		code = CODE_USAGE;
	if (profile)
		profile_free(profile);
	if (program)
		program_free(program);
	buf_free(&text);
	arena_free(a);
	return code;
}

static int run_once(const struct options *o, FILE *in, FILE *out, struct leaks *leaks)
{
	struct pass p = { .o = o, .out = out, .counted.to = out, .reader = reader_open(in),
			  .run = run_new(), .leaks = leaks };
	FILE *to = o->max_size ? counted_open(&p.counted) : out;
	bool at_end;
	int code;

	p.count_only = o->trace;
	p.count_only.from = UINT64_MAX;
	if (o->sink->needs & SINK_STEPS)
		p.trace = trace_new(p.run, &o->trace, show_step, &p);
	else if (o->sink->needs & SINK_COUNT)
		p.trace = trace_new(p.run, &p.count_only, show_step, &p);
	if (leaks)
		leaks_follow(leaks, p.run);
	p.sink = o->sink->open(to, &o->look);
	progress_begin(&p.progress, o->progress);
	at_end = take_all(&p);
	progress_end(&p.progress);
	code = finish(&p, at_end);
	if (to != out)
		fclose(to);
	if (p.trace)
		trace_free(p.trace);
	buf_free(&p.line);
	run_free(p.run);
	reader_close(p.reader);
	return code;
}

/* How many steps are asked for in the whole recording. */
static uint64_t count_steps(const struct options *o, FILE *in)
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

/* Which steps are the last ones is known only at the end: the recording is read twice. */
static int run_last(const struct options *o, struct again *again, FILE *out)
{
	struct options second = *o;
	uint64_t count = count_steps(o, again->in);

	again_rewind(again);
	second.trace.skip = count > o->last ? count - o->last : 0;
	return run_once(&second, again->in, out, NULL);
}

/* So is which blocks are lost. */
static struct leaks *find_leaks(const struct options *o, FILE *in)
{
	struct run *run = run_new();
	struct program *program = program_new(run, o->trace.object_dir);
	struct reader *reader = reader_open(in);
	struct leaks *leaks;
	struct record r;

	while (reader_next(reader, &r))
		run_apply(run, &r);
	leaks = leaks_find(run, program);
	reader_close(reader);
	program_free(program);
	run_free(run);
	return leaks;
}

static int run_leaks(const struct options *o, struct again *again, FILE *out)
{
	struct leaks *leaks = find_leaks(o, again->in);
	int code;

	again_rewind(again);
	code = run_once(o, again->in, out, leaks);
	leaks_free(leaks);
	return code;
}

static int run_twice(const struct options *o, FILE *in, FILE *out)
{
	struct again again;
	int code;

	if (!again_open(&again, in)) {
		message_warn("cannot keep the recording, which is read twice: %s", strerror(errno));
		return CODE_USAGE;
	}
	code = o->sink->needs & SINK_LEAKS ? run_leaks(o, &again, out) : run_last(o, &again, out);
	again_close(&again);
	return code;
}

int pass_run(const struct options *o, FILE *in, FILE *out)
{
	if (o->sink->needs & SINK_LEAKS || (o->last && o->sink->needs & SINK_STEPS))
		return run_twice(o, in, out);
	return run_once(o, in, out, NULL);
}
