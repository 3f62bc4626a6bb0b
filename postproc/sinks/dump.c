/* dump: the stream as text, one record a line. */
#include "sinks/sink.h"

static void *open_dump(FILE *out, const struct sink_options *options)
{
	(void)options;
	return out;
}

static void write_record(void *self, const char *line, size_t len)
{
	fwrite(line, 1, len, self);
}

static void close_dump(void *self, const struct trace_end *end)
{
	(void)self;
	(void)end;
}

const struct sink_type sink_dump = {
	.name = "dump", .summary = "the stream as text, one record a line",
	.needs = SINK_RECORDS | SINK_WHOLE,
	.open = open_dump, .record = write_record, .close = close_dump,
};
