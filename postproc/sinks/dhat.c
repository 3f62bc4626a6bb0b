/* dhat: heap blocks by the place that made them, for Valgrind's dh_view.html; docs/formats/dhat.md.
 * The format is described in Valgrind's dhat/dh_main.c, version 2. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/ids.h"
#include "base/mem.h"
#include "sinks/json.h"
#include "sinks/sink.h"
#include "trace/heap_frames.h"

enum { SHORT_LIVED = 500 };                  /* instructions: as in DHAT's own files */

struct sink {
	FILE *out;
	struct buf text;
	struct ids frames;                   /* texts, each once */
};

static void *open_dhat(FILE *out, const struct sink_options *options)
{
	struct sink *s = mem_alloc(sizeof *s);

	(void)options;
	s->out = out;
	return s;
}

static void put_string(struct sink *s, const char *p, size_t len)
{
	s->text.len = 0;
	json_put_text(&s->text, p, len);
	fwrite(s->text.data, 1, s->text.len, s->out);
}

static void put_amount(FILE *out, const char *name, struct heap_amount a)
{
	fprintf(out, "\n  ,\"%sb\":%" PRIu64 ",\"%sbk\":%" PRIu64, name, a.bytes, name, a.blocks);
}

/* Frame 0 is the viewer's root. */
static void put_frames(struct sink *s, const struct heap_site *site)
{
	struct heap_walk walk = heap_walk_from(site);
	struct heap_frame frame;
	const char *before = "";

	fputs("\n  ,\"fs\":[", s->out);
	while (heap_walk_next(&walk, &frame)) {
		s->text.len = 0;
		heap_frame_put(&s->text, &frame);
		fprintf(s->out, "%s%zu", before, ids_of(&s->frames, s->text.data, s->text.len) + 1);
		before = ",";
	}
	fputs("]\n  }\n", s->out);
}

/* As the viewer takes them: this many stand for it and more. */
enum { TIMES_MAX = 0xffff };

/* A negative number: so many times the next one. */
static void put_times(FILE *out, const struct heap_site *site)
{
	const char *before = "\n  ,\"acc\":[";

	for (size_t i = 0, n; i < site->n_times; i += n) {
		uint64_t times = site->times[i];
		for (n = 1; i + n < site->n_times && site->times[i + n] == times; n++)
			;
		fputs(before, out);
		if (n > 1)
			fprintf(out, "-%zu,", n);
		fprintf(out, "%" PRIu64, times < TIMES_MAX ? times : TIMES_MAX);
		before = ",";
	}
	fputs("]", out);
}

static void put_accesses(FILE *out, const struct heap_site *site)
{
	fprintf(out, "\n  ,\"rb\":%" PRIu64 ",\"wb\":%" PRIu64, site->reads, site->writes);
	if (site->times)
		put_times(out, site);
}

static void put_site(struct sink *s, const struct heap_site *site, bool with_accesses)
{
	fprintf(s->out, "{\"tb\":%" PRIu64 ",\"tbk\":%" PRIu64 "\n  ,\"tl\":%" PRIu64,
		site->total.bytes, site->total.blocks, site->lifetimes);
	put_amount(s->out, "m", site->most);
	put_amount(s->out, "g", site->at_peak);
	put_amount(s->out, "e", site->at_end);
	if (with_accesses)
		put_accesses(s->out, site);
	put_frames(s, site);
}

static void put_frame_table(struct sink *s)
{
	fputs(" ]\n,\"ftbl\":\n [\"[root]\"\n", s->out);
	for (size_t i = 0; i < s->frames.n; i++) {
		const char *text = ids_key(&s->frames, i);
		fputs(" ,", s->out);
		put_string(s, text, strlen(text));
		putc('\n', s->out);
	}
	fputs(" ]\n}\n", s->out);
}

static void close_dhat(void *self, const struct trace_end *end)
{
	struct sink *s = self;
	const struct heap_sites *h = end->heap;

	fputs("{\"dhatFileVersion\":2\n,\"mode\":\"heap\",\"verb\":\"Allocated\"\n"
	      ",\"bklt\":true,\"tu\":\"instrs\",\"Mtu\":\"Minstr\"\n", s->out);
	fprintf(s->out, ",\"bkacc\":%s,\"tuth\":%d\n,\"cmd\":", h->has_accesses ? "true" : "false",
		SHORT_LIVED);
	put_string(s, end->executable, strlen(end->executable));
	fprintf(s->out, "\n,\"pid\":%" PRIu64 "\n,\"te\":%" PRIu64 "\n,\"tg\":%" PRIu64 "\n,\"pps\":\n [",
		end->pid, h->instructions, h->peak.instructions);
	for (size_t i = 0; i < h->n_sites; i++) {
		fputs(i ? " ," : "", s->out);
		put_site(s, h->site[i], h->has_accesses);
	}
	put_frame_table(s);
	ids_free(&s->frames);
	buf_free(&s->text);
	free(s);
}

static const struct heap_rules rules = { .stays = true };

const struct sink_type sink_dhat = {
	.name = "dhat",
	.summary = "heap blocks by the place that made them, for Valgrind's dh_view.html",
	.needs = SINK_PROFILE | SINK_MERGES | SINK_WHOLE, .heap = &rules,
	.open = open_dhat, .close = close_dhat,
};
