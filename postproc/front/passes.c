/* Which passes over the recording a format needs; see passes.h. */
#include "front/passes.h"

#include <errno.h>
#include <string.h>

#include "base/message.h"
#include "front/again.h"
#include "front/pass.h"
#include "run/run.h"
#include "stream/reader.h"
#include "trace/program.h"

/* Which steps are the last ones is known only at the end: the recording is read twice. */
static int run_last(const struct options *o, struct again *again, FILE *out)
{
	struct options second = *o;
	uint64_t count = pass_count_steps(o, again->in);

	again_rewind(again);
	second.trace.skip = count > o->last ? count - o->last : 0;
	return pass_once(&second, again->in, out, NULL);
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
	code = pass_once(o, again->in, out, leaks);
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

int passes_run(const struct options *o, FILE *in, FILE *out)
{
	if (o->sink->needs & SINK_LEAKS || (o->last && o->sink->needs & SINK_STEPS))
		return run_twice(o, in, out);
	return pass_once(o, in, out, NULL);
}
