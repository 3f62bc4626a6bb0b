/* folded: one line for each path of functions, for flamegraph.pl and its relatives;
 * docs/formats/folded.md. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "sinks/sink.h"
#include "trace/profile_paths.h"

struct sink { FILE *out; enum sink_event event; struct buf line; };

static void *open_folded(FILE *out, const struct sink_options *options)
{
	struct sink *s = mem_alloc(sizeof *s);

	s->out = out;
	s->event = options->event;
	return s;
}

static uint64_t number_of(const struct profile_path *path, enum sink_event event)
{
	return event == SINK_CALLS ? path->calls : path->self.n[event];
}

/* What has a meaning in the format is another character. */
static void put_name(struct buf *to, const char *name)
{
	for (; *name; name++)
		buf_add(to, *name == ';' ? ":" : *(const unsigned char *)name <= ' ' ? "_" : name, 1);
}

static void put_path(struct sink *s, const struct profile_path *path, uint64_t value,
		     const struct profile_path **room)
{
	profile_path_list(path, room);
	s->line.len = 0;
	for (size_t i = 0; i <= path->depth; i++) {
		if (i)
			buf_puts(&s->line, ";");
		put_name(&s->line, room[i]->function->name);
		if (room[i]->is_inlined)
			buf_puts(&s->line, "_[i]");
	}
	buf_printf(&s->line, " %" PRIu64 "\n", value);
	fwrite(s->line.data, 1, s->line.len, s->out);
}

static void close_folded(void *self, const struct trace_end *end)
{
	struct sink *s = self;
	struct profile_paths all = profile_paths(end->profile);
	const struct profile_path **room = mem_alloc((all.depth + 1) * sizeof *room), *path = NULL;

	while ((path = profile_path_next(&all, path))) {
		uint64_t value = number_of(path, s->event);
		if (value)
			put_path(s, path, value, room);
	}
	free(room);
	free(all.path);
	buf_free(&s->line);
	free(s);
}

const struct sink_type sink_folded = {
	.name = "folded",
	.summary = "costs of paths of functions, one a line, for flame graphs",
	.needs = SINK_PROFILE | SINK_MERGES | SINK_WHOLE,
	.open = open_folded, .close = close_folded,
};
