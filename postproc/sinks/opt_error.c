/* What the compiler says, as a document of one entry; see opt_error.h.
 *
 * Shown is the first error for which there is a line of the program: its own, or the one that includes
 * the file it is in, or makes a template fail.  Where there is none, the first error without a line. */
#include "sinks/opt_error.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "sinks/json.h"
#include "sinks/opt_source.h"
#include "sinks/opt_step.h"

/* An error, as good as it was found so far. */
struct found {
	const char *name;                            /* of the program, without its folder */
	struct buf text;                             /* with a NUL; empty: none yet */
	uint64_t line;                               /* of the program; 0: not known */
	uint64_t included_at;                        /* of the messages read last */
};

/* How messages call an error: what comes before it is a place, and what is said of it. */
static const struct { const char *mark; size_t skip; } marks[] = {
	{ ": fatal error: ", 2 }, { ": error: ", 2 },
	{ ": undefined reference to ", 2 }, { ": multiple definition of ", 2 },
	{ "): undefined reference to ", 3 },
};

/* The number that text[0..len) ends with, behind a colon; *len is then what comes before. */
static bool cut_number(const char *text, size_t *len, uint64_t *to)
{
	size_t at = *len;

	while (at > 0 && text[at - 1] >= '0' && text[at - 1] <= '9')
		at--;
	if (at == *len || at == 0 || text[at - 1] != ':')
		return false;
	*to = strtoull(text + at, NULL, 10);
	*len = at - 1;
	return true;
}

/* Whether text[0..len) ends with the name as a path's last part. */
static bool ends_with(const char *text, size_t len, const char *name)
{
	size_t n = strlen(name);

	return len >= n && memcmp(text + len - n, name, n) == 0 &&
	       (len == n || strchr("/ :(", text[len - n - 1]) != NULL);
}

/* The line of the program that a place, "path:line:column" or "path:line", says; 0: none. */
static uint64_t line_of_place(const char *place, size_t len, const char *name)
{
	uint64_t last, line;

	if (!cut_number(place, &len, &last))
		return 0;
	if (cut_number(place, &len, &line))
		last = line;
	return ends_with(place, len, name) ? last : 0;
}

/* "In file included from main.c:3:" and its like, "                 from main.c:3,". */
static void note_included(struct found *f, const char *line)
{
	const char *place = strstr(line, " from ");
	size_t len;

	if (!place || strstr(line, "error: "))
		return;
	place += strlen(" from ");
	len = strcspn(place, "\n");
	if (len > 0 && strchr(":,", place[len - 1]))
		f->included_at = line_of_place(place, len - 1, f->name);
}

/* Templates fail where they are written; what made them fail is the program's line.  gcc tells it
 * before the error ("main.cpp:6:12:   required from here"), clang behind it. */
static void note_instantiated(struct found *f, const char *line)
{
	const char *gcc = strstr(line, ":   required from here");
	const char *clang = strstr(line, ": note: in instantiation of ");

	if (gcc)
		f->included_at = line_of_place(line, (size_t)(gcc - line), f->name);
	else if (clang && f->text.len && f->line == 0)
		f->line = line_of_place(line, (size_t)(clang - line), f->name);
}

/* lld names the place behind the error: ">>> referenced by main.c:3". */
static void note_reference(struct found *f, const char *line)
{
	static const char mark[] = ">>> referenced by ";

	if (f->line || strncmp(line, mark, strlen(mark)) != 0)
		return;
	line += strlen(mark);
	f->line = line_of_place(line, strcspn(line, " \n"), f->name);
}

static void take(struct found *f, const char *text, uint64_t line)
{
	if (f->line || (f->text.len && !line))
		return;
	buf_free(&f->text);
	buf_add(&f->text, text, strcspn(text, "\r\n"));
	buf_add(&f->text, "", 1);
	f->line = line;
}

/* "error: #error text": what the program says itself. */
static const char *without_directive(const char *text)
{
	static const char directive[] = "error: #error ";

	return strncmp(text, directive, strlen(directive)) ? text : text + strlen(directive);
}

static void take_error(struct found *f, const char *line, const char *mark, size_t skip)
{
	size_t len = (size_t)(mark - line);
	uint64_t own = line_of_place(line, len, f->name), other;

	if (own)
		take(f, without_directive(mark + skip), own);
	else                                         /* in another file, which the text then names */
		take(f, cut_number(line, &len, &other) ? line : mark + skip, f->included_at);
	f->included_at = 0;
}

static void take_line(struct found *f, const char *line)
{
	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
		const char *mark = strstr(line, marks[i].mark);
		if (mark) {
			take_error(f, line, mark, marks[i].skip);
			return;
		}
	}
	if (strstr(line, ": warning: "))
		f->included_at = 0;
	note_included(f, line);
	note_instantiated(f, line);
	note_reference(f, line);
}

enum { MESSAGES_MAX = 1 << 20 };                     /* bytes: templates can fill any disk */

static void read_messages(FILE *in, struct found *f, struct buf *all)
{
	char *line = NULL;
	size_t room = 0;
	ssize_t len;

	while (all->len < MESSAGES_MAX && (len = getline(&line, &room, in)) > 0) {
		buf_add(all, line, (size_t)len);
		take_line(f, line);
	}
	free(line);
}

static struct json_object *entry(const struct found *f, const struct opt_dialect *d, uint64_t prelude)
{
	uint64_t line = f->line > prelude ? f->line - prelude : 0;
	struct json_object *o = opt_empty_step(d, line < UINT32_MAX ? (unsigned)line : 0);
	const char *text = f->text.len ? f->text.data : "The program does not compile.";

	opt_put(o, "event", json_string(d->uncaught));
	opt_add(d, o, OPT_EXCEPTION_MSG, json_text(text, strlen(text)));
	return o;
}

void opt_write_error(FILE *out, FILE *messages, const struct opt_dialect *d,
		     const struct opt_error_source *source)
{
	const char *slash = strrchr(source->path, '/');
	struct found f = { .name = slash ? slash + 1 : source->path };
	struct trace_end end = { .file = &source->path, .n_files = 1 };
	struct buf all = { 0 };

	read_messages(messages, &f, &all);
	fputs("{\"trace\":[\n", out);
	json_write(out, entry(&f, d, source->prelude));
	fputs("]", out);
	opt_write_sources(out, &end, source->prelude);
	fputs(",\"buildOutput\":", out);
	json_write(out, json_text(all.len ? all.data : "", all.len));
	fputs("}\n", out);
	buf_free(&f.text);
	buf_free(&all);
}
