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
static void put_text(FILE *out, const char *text)
{
	for (; *text; text++)
		putc(*text == '\n' || *text == '\r' ? ' ' : *text, out);
}

static void put_name(FILE *out, const char *key, const char *name)
{
	fputs(key, out);
	put_text(out, name);
	putc('\n', out);
}

static void put_costs(FILE *out, unsigned line, const struct profile_costs *costs)
{
	fprintf(out, "%u", line);
	for (int e = 0; e < PROFILE_EVENTS; e++)
		fprintf(out, " %" PRIu64, costs->n[e]);
	putc('\n', out);
}

/* Of processes that are kept apart the names differ: callgrind_annotate takes functions of the same
 * name and file for one, whatever their objects are. */
static void put_function_name(FILE *out, const char *key, const struct profile_function *f)
{
	fputs(key, out);
	if (f->process) {
		put_text(out, f->process);
		fputs(": ", out);
	}
	put_text(out, f->name);
	putc('\n', out);
}

static void put_object(FILE *out, const char *key, const struct profile_function *f)
{
	put_name(out, key, f->object->path[0] ? f->object->path : "???");
}

static void put_function(struct sink *s, const struct profile_function *f)
{
	putc('\n', s->out);
	put_object(s->out, "ob=", f);
	put_name(s->out, "fl=", file_of(f->begins));
	put_function_name(s->out, "fn=", f);
	s->file = file_of(f->begins);
}

/* What was inlined, or included, is of another file than the function. */
static void put_file(struct sink *s, struct profile_place at, const struct profile_function *in)
{
	const char *file = file_of(at);

	if (strcmp(file, s->file))
		put_name(s->out, strcmp(file, file_of(in->begins)) ? "fi=" : "fe=", file);
	s->file = file;
}

static void put_line(struct sink *s, const struct profile_line *l)
{
	put_file(s, l->at, l->of);
	put_costs(s->out, l->at.line, &l->self);
}

/* To paths that share a context nobody calls, but callgrind_annotate takes what 0 calls cost for the
 * caller's own. */
static void put_call(struct sink *s, const struct profile_call *c)
{
	put_file(s, c->at, c->from);
	put_object(s->out, "cob=", c->to);
	if (strcmp(s->file, file_of(c->to->begins)))
		put_name(s->out, "cfi=", file_of(c->to->begins));
	put_function_name(s->out, "cfn=", c->to);
	fprintf(s->out, "calls=%" PRIu64 " %u\n", c->calls ? c->calls : 1, c->to->begins.line);
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

static void put_recordings(FILE *out, const struct profile *p)
{
	put_name(out, "cmd: ", p->recording[0].executable);
	for (size_t i = 0; i < p->n_recordings && p->n_recordings > 1; i++)
		put_name(out, "desc: Recording: ", p->recording[i].process);
}

static void close_callgrind(void *self, const struct trace_end *end)
{
	struct sink *s = self;

	fputs("# callgrind format\nversion: 1\ncreator: sppgrind\n", s->out);
	put_recordings(s->out, end->profile);
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
	.needs = SINK_PROFILE | SINK_MERGES | SINK_WHOLE,
	.open = open_callgrind, .close = close_callgrind,
};
