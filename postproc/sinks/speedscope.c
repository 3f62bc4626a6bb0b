/* speedscope: costs of paths of functions, for speedscope.app; docs/formats/speedscope.md.  The format
 * is that of speedscope's file-format-spec.ts: a profile for each event, whose samples are the paths
 * with their costs. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "sinks/json.h"
#include "sinks/sink.h"
#include "trace/profile_paths.h"

struct sink {
	FILE *out;
	struct buf text;
	struct profile_paths paths;
	const struct profile_path **room;    /* for a path */
	size_t (*frame)[2];                  /* by index of the function: called, inlined; from 1 on */
	size_t n_frames;
};

static void *open_speedscope(FILE *out, const struct sink_options *options)
{
	struct sink *s = mem_alloc(sizeof *s);

	(void)options;
	s->out = out;
	return s;
}

static void flush(struct sink *s)
{
	fwrite(s->text.data, 1, s->text.len, s->out);
	s->text.len = 0;
}

static uint64_t number_of(const struct profile_path *path, enum sink_event event)
{
	return event == SINK_CALLS ? path->calls : path->self.n[event];
}

/* ---- frames ---- */

static void put_name(struct buf *to, const struct profile_path *path)
{
	struct buf name = { 0 };

	buf_puts(&name, path->function->name);
	if (path->is_inlined)
		buf_puts(&name, " (inlined)");
	json_put_text(to, name.data, name.len);
	buf_free(&name);
}

static void put_frame(struct sink *s, const struct profile_path *path)
{
	struct profile_place at = path->function->begins;

	buf_puts(&s->text, s->n_frames ? ",\n{\"name\":" : "\n{\"name\":");
	put_name(&s->text, path);
	if (at.file) {
		buf_puts(&s->text, ",\"file\":");
		json_put_text(&s->text, at.file, strlen(at.file));
		buf_printf(&s->text, ",\"line\":%u", at.line);
	}
	buf_puts(&s->text, "}");
	flush(s);
}

static void put_frames(struct sink *s, const struct profile *p)
{
	s->frame = mem_alloc((p->n_functions + 1) * sizeof *s->frame);
	buf_puts(&s->text, "\"shared\":{\"frames\":[");
	for (size_t i = 0; i < s->paths.n; i++) {
		const struct profile_path *path = &s->paths.path[i];
		size_t *frame = &s->frame[path->function->index][path->is_inlined];
		if (*frame)
			continue;
		put_frame(s, path);
		*frame = ++s->n_frames;
	}
	buf_puts(&s->text, "]},\n");
}

/* ---- profiles ---- */

static void put_sample(struct sink *s, const struct profile_path *path)
{
	profile_path_list(path, s->room);
	for (size_t i = 0; i <= path->depth; i++)
		buf_printf(&s->text, "%c%zu", i ? ',' : '[',
			   s->frame[s->room[i]->function->index][s->room[i]->is_inlined] - 1);
	buf_puts(&s->text, "]");
	flush(s);
}

/* In order of the tree, so that what has a path in common is drawn as one where time goes on. */
static void put_samples(struct sink *s, enum sink_event event)
{
	const struct profile_path *path = NULL;
	const char *between = "";

	while ((path = profile_path_next(&s->paths, path)))
		if (number_of(path, event)) {
			buf_puts(&s->text, between);
			put_sample(s, path);
			between = ",\n";
		}
}

static void put_weights(struct sink *s, enum sink_event event)
{
	const struct profile_path *path = NULL;
	const char *between = "";

	while ((path = profile_path_next(&s->paths, path)))
		if (number_of(path, event)) {
			buf_printf(&s->text, "%s%" PRIu64, between, number_of(path, event));
			between = ",";
			flush(s);
		}
}

static void put_profile(struct sink *s, enum sink_event event, const char *name)
{
	uint64_t total = 0;

	for (size_t i = 0; i < s->paths.n; i++)
		total += number_of(&s->paths.path[i], event);
	buf_printf(&s->text, "%s{\"type\":\"sampled\",\"name\":\"%s\",\"unit\":\"none\",\"startValue\":0,"
		   "\"endValue\":%" PRIu64 ",\n\"samples\":[", event ? ",\n" : "", name, total);
	put_samples(s, event);
	buf_puts(&s->text, "],\n\"weights\":[");
	put_weights(s, event);
	buf_puts(&s->text, "]}");
}

static void put_profiles(struct sink *s)
{
	static const char *const name[] = {
		[SINK_INSTRUCTIONS] = "instructions", [SINK_LOADS] = "loads", [SINK_STORES] = "stores",
		[SINK_CALLS] = "calls",
	};

	buf_puts(&s->text, "\"profiles\":[");
	for (unsigned event = 0; event < sizeof name / sizeof name[0]; event++)
		put_profile(s, event, name[event]);
	buf_puts(&s->text, "]}\n");
}

static void close_speedscope(void *self, const struct trace_end *end)
{
	struct sink *s = self;
	const char *program = end->profile->recording[0].executable;

	s->paths = profile_paths(end->profile);
	s->room = mem_alloc((s->paths.depth + 1) * sizeof *s->room);
	buf_puts(&s->text, "{\"$schema\":\"https://www.speedscope.app/file-format-schema.json\","
		 "\"exporter\":\"sppgrind\",\"activeProfileIndex\":0,\"name\":");
	json_put_text(&s->text, program, strlen(program));
	buf_puts(&s->text, ",\n");
	put_frames(s, end->profile);
	put_profiles(s);
	flush(s);
	free(s->room);
	free(s->frame);
	free(s->paths.path);
	buf_free(&s->text);
	free(s);
}

const struct sink_type sink_speedscope = {
	.name = "speedscope",
	.summary = "costs of paths of functions, for speedscope.app",
	.needs = SINK_PROFILE | SINK_MERGES | SINK_WHOLE,
	.open = open_speedscope, .close = close_speedscope,
};
