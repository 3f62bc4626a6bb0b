/* callgrind: what functions and lines cost, for callgrind_annotate and kcachegrind;
 * docs/formats/callgrind.md.  The format is that of Valgrind's manual, "Callgrind Format
 * Specification". */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "sinks/sink.h"

struct sink {
	FILE *out;
	const char *file;                    /* that lines are of now */
};

static void *open_callgrind(FILE *out, const struct sink_options *options)
{
	struct sink *s = mem_alloc(sizeof *s);

	(void)options;
	s->out = out;
	return s;
}

static const char *file_of(struct profile_place at)
{
	return at.file ? at.file : "???";
}

/* A line of the format ends a name. */
static void put_name(FILE *out, const char *key, const char *name)
{
	fprintf(out, "%s=", key);
	for (; *name; name++)
		putc(*name == '\n' || *name == '\r' ? ' ' : *name, out);
	putc('\n', out);
}

static void put_costs(FILE *out, unsigned line, const struct profile_costs *costs)
{
	fprintf(out, "%u", line);
	for (int e = 0; e < PROFILE_EVENTS; e++)
		fprintf(out, " %" PRIu64, costs->n[e]);
	putc('\n', out);
}

static void put_function(struct sink *s, const struct profile_function *f)
{
	putc('\n', s->out);
	put_name(s->out, "ob", f->object->path[0] ? f->object->path : "???");
	put_name(s->out, "fl", file_of(f->begins));
	put_name(s->out, "fn", f->name);
	s->file = file_of(f->begins);
}

/* What was inlined, or included, is of another file than the function. */
static void put_file(struct sink *s, struct profile_place at, const struct profile_function *in)
{
	const char *file = file_of(at);

	if (strcmp(file, s->file))
		put_name(s->out, strcmp(file, file_of(in->begins)) ? "fi" : "fe", file);
	s->file = file;
}

static void put_line(struct sink *s, const struct profile_line *l)
{
	put_file(s, l->at, l->of);
	put_costs(s->out, l->at.line, &l->self);
}

static void put_call(struct sink *s, const struct profile_call *c)
{
	put_file(s, c->at, c->from);
	put_name(s->out, "cob", c->to->object->path[0] ? c->to->object->path : "???");
	if (strcmp(s->file, file_of(c->to->begins)))
		put_name(s->out, "cfi", file_of(c->to->begins));
	put_name(s->out, "cfn", c->to->name);
	fprintf(s->out, "calls=%" PRIu64 " %u\n", c->calls, c->to->begins.line);
	put_costs(s->out, c->at.line, &c->inclusive);
}

static void put_functions(struct sink *s, const struct profile *p)
{
	size_t line = 0, call = 0;

	for (size_t i = 0; i < p->n_functions; i++) {
		const struct profile_function *f = p->function[i];
		bool has_lines = line < p->n_lines && p->line[line].of == f;
		bool has_calls = call < p->n_calls && p->call[call].from == f;
		if (has_lines || has_calls)
			put_function(s, f);
		while (line < p->n_lines && p->line[line].of == f)
			put_line(s, &p->line[line++]);
		while (call < p->n_calls && p->call[call].from == f)
			put_call(s, &p->call[call++]);
	}
}

static void put_totals(FILE *out, const char *key, const struct profile *p)
{
	fputs(key, out);
	for (int e = 0; e < PROFILE_EVENTS; e++)
		fprintf(out, " %" PRIu64, p->total.n[e]);
	putc('\n', out);
}

static void close_callgrind(void *self, const struct trace_end *end)
{
	struct sink *s = self;

	fputs("# callgrind format\nversion: 1\ncreator: sppgrind\n", s->out);
	fprintf(s->out, "cmd: %s\n", end->executable);
	fputs("part: 1\n\npositions: line\n"
	      "event: Ir : Instructions\nevent: Dr : Loads\nevent: Dw : Stores\n"
	      "events: Ir Dr Dw\n", s->out);
	put_totals(s->out, "summary:", end->profile);
	put_functions(s, end->profile);
	putc('\n', s->out);
	put_totals(s->out, "totals:", end->profile);
	free(s);
}

const struct sink_type sink_callgrind = {
	.name = "callgrind",
	.summary = "costs of functions and lines, for callgrind_annotate and kcachegrind",
	.needs = SINK_PROFILE | SINK_WHOLE,
	.open = open_callgrind, .close = close_callgrind,
};
