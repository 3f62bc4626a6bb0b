/* info: what the recording is of, how much of it there is, how it ended. */
#include <inttypes.h>

#include "sinks/sink.h"
#include "trace/errors.h"

static void *open_info(FILE *out, const struct sink_options *options)
{
	(void)options;
	return out;
}

static void print_ending(FILE *out, const struct trace_end *e)
{
	fputs("ended:       ", out);
	if (e->exec_path && !e->ended)
		fprintf(out, "replaced by %s (exec)\n", e->exec_path);
	else if (!e->ended)
		fputs("unknown: the recording has no end\n", out);
	else if (e->reason == SP_END_EXIT)
		fprintf(out, "exit code %" PRIu64 "\n", e->code);
	else if (e->reason == SP_END_SIGNAL)
		fprintf(out, "signal %" PRIu64 " (%s)\n", e->code, e->signal_name);
	else if (e->reason == SP_END_HEAP)
		fprintf(out, "heap limit, exit code %" PRIu64 "\n", e->code);
	else
		fprintf(out, "step limit, exit code %" PRIu64 "\n", e->code);
}

static void print_heap(FILE *out, const struct trace_end *e)
{
	if (e->ended)
		fprintf(out, "heap:        %" PRIu64 " allocations, %" PRIu64 " frees, %" PRIu64
			" bytes allocated\n", e->allocs, e->frees, e->alloc_bytes);
	if (!e->forked)
		fprintf(out, "at the end:  %" PRIu64 " bytes in %" PRIu64 " blocks\n", e->live_bytes,
			e->live_blocks);
}

/* "3: 2 write, 1 condition" */
static void print_errors(FILE *out, const struct trace_end *e)
{
	const char *between = ": ";

	if (!e->errors)
		return;
	fprintf(out, "errors:      %" PRIu64, e->errors);
	for (uint64_t kind = 0; kind < RUN_ERROR_KINDS; kind++) {
		if (!e->errors_of[kind])
			continue;
		fprintf(out, "%s%" PRIu64 " %s", between, e->errors_of[kind], errors_kind_name(kind));
		between = ", ";
	}
	fputs("\n", out);
}

static void close_info(void *self, const struct trace_end *e)
{
	FILE *out = self;

	fprintf(out, "program:     %s\n", e->executable);
	fprintf(out, "directory:   %s\n", e->directory);
	if (e->forked)
		fputs("forked:      a child, of which only the profile is recorded\n", out);
	for (size_t i = 0; i < e->n_objects; i++)
		fprintf(out, "object:      %s%s%s%s\n", e->object[i].path,
			e->object[i].build_id[0] ? "  build-id " : "", e->object[i].build_id,
			e->object[i].traced ? "" : "  (system)");
	fprintf(out, "rows:        %" PRIu64 " of the line table run, %" PRIu64 " different ones%s\n", e->rows,
		e->sites, e->limit_recorded ? "; the step limit was reached" : "");
	fprintf(out, "steps:       %" PRIu64 "\n", e->counted);
	fprintf(out, "stream:      %" PRIu64 " bytes", e->stream_bytes);
	if (e->counted)
		fprintf(out, ", %.2f a step", (double)e->stream_bytes / (double)e->counted);
	fputs("\n", out);
	print_heap(out, e);
	print_errors(out, e);
	fprintf(out, "output:      %" PRIu64 " bytes, %" PRIu64 " to standard error\n", e->out_len,
		e->err_len);
	fprintf(out, "input:       %" PRIu64 " bytes\n", e->in_len);
	print_ending(out, e);
	if (e->error)
		fprintf(out, "stream ends: at offset %" PRIu64 ": %s\n", e->error_offset, e->error);
	else
		fputs("stream ends: whole\n", out);
}

const struct sink_type sink_info = {
	.name = "info", .summary = "program, objects, steps, bytes, heap totals, how it ended",
	.needs = SINK_COUNT | SINK_WHOLE,
	.open = open_info, .close = close_info,
};
