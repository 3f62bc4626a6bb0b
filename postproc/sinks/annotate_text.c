/* annotate: the text for people. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "sinks/annotate.h"
#include "sinks/source.h"

enum { SEPARATOR = 2 };                              /* between columns */
enum { AROUND_LIMIT = 3, AROUND_FUNCTION = 1, TAB = 8 };     /* lines around those asked for */

struct printer {
	FILE *out;
	const struct sink_options *look;
	const struct annotate *all;
	const struct values *values;                 /* of --state; or NULL */
	const struct annotate_file *file;
	struct buf text;                             /* of the source */
	int executions, instructions, number;        /* widths */
	uint64_t least;                              /* lines of fewer instructions are left out */
};

/* ---- one line ---- */

static const char *colour(const struct printer *p, const char *code)
{
	return p->look->coloured ? code : "";
}

static void print_number(const struct printer *p, int width, uint64_t n)
{
	char text[TABLE_NUMBER_MAX] = "";

	table_add_number(text, n);
	fprintf(p->out, "%*s  ", width, text);
}

/* As gcov has it: ##### did not run, - has no code. */
static void print_counts(const struct printer *p, const struct annotate_line *l)
{
	uint64_t self = l ? l->self.n[PROFILE_INSTRUCTIONS] : 0;
	double share = p->all->total ? (double)self / (double)p->all->total : 0;
	const char *hot = colour(p, table_colour(share));

	if (!l || !annotate_has_run(l)) {
		fprintf(p->out, "%s%*s%s  %*s  %7s  ", l ? colour(p, "\033[35m") : "", p->executions,
			l ? "#####" : "-", l ? colour(p, "\033[0m") : "", p->instructions, "", "");
		return;
	}
	print_number(p, p->executions, l->executions);
	print_number(p, p->instructions, self);
	fprintf(p->out, "%s%6.2f%%%s  ", hot, 100 * share, *hot ? "\033[0m" : "");
}

/* Tabs as if the line began at the left edge.  Control characters would be the terminal's. */
static void print_source(FILE *out, const char *text, size_t len)
{
	size_t column = 0;

	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)text[i];
		if (c == '\t') {
			fprintf(out, "%*s", (int)(TAB - column % TAB), "");
			column += TAB - column % TAB;
			continue;
		}
		if (c != '\r')
			putc(c < ' ' || c == 0x7f ? '?' : c, out);
		column += (c & 0xc0) != 0x80;
	}
}

static void print_function(const struct printer *p, const struct annotate_function *f)
{
	char calls[TABLE_NUMBER_MAX] = "", self[TABLE_NUMBER_MAX] = "", all[TABLE_NUMBER_MAX] = "";

	table_add_number(calls, f->sums->calls);
	if (f->sums->calls != f->sums->primitive) {
		strcat(calls, "/");
		table_add_number(calls, f->sums->primitive);
	}
	table_add_number(self, f->sums->self.n[PROFILE_INSTRUCTIONS]);
	table_add_number(all, f->sums->inclusive);
	fprintf(p->out, "%s-- %s%s: ", colour(p, "\033[36m"), f->function->name,
		f->sums->is_inlined ? " [inlined]" : "");
	if (f->sums->calls)
		fprintf(p->out, "%s call%s, ", calls, f->sums->calls == 1 ? "" : "s");
	fprintf(p->out, "%s instructions, %s with what it called%s\n", self, all, colour(p, "\033[0m"));
}

static void print_functions(const struct printer *p, unsigned line)
{
	for (size_t i = annotate_function_at(p->all, p->file->path, line); i < p->all->n_functions; i++) {
		const struct profile_place *at = &p->all->function[i].function->begins;
		if (at->line != line || strcmp(at->file, p->file->path) != 0)
			return;
		print_function(p, &p->all->function[i]);
	}
}

static void print_line(const struct printer *p, unsigned line, const struct annotate_line *l,
		       const char *text, size_t len)
{
	print_functions(p, line);
	print_counts(p, l);
	fprintf(p->out, "%s%*u%s  ", colour(p, "\033[2m"), p->number, line, colour(p, "\033[0m"));
	print_source(p->out, text, len);
	putc('\n', p->out);
	if (p->values && l)
		annotate_state_print(p->out, p->values, l, text, len,
				     p->executions + SEPARATOR, p->look);
}

/* ---- one file ---- */

static int digits(uint64_t n)
{
	char text[TABLE_NUMBER_MAX] = "";

	table_add_number(text, n);
	return (int)strlen(text);
}

static int larger(int a, int b)
{
	return a > b ? a : b;
}

static void measure(struct printer *p)
{
	p->executions = (int)strlen("executions");
	p->instructions = (int)strlen("instructions");
	p->number = (int)strlen("line");
	for (size_t i = 0; i < p->file->n_lines; i++) {
		const struct annotate_line *l = &p->file->line[i];
		p->executions = larger(p->executions, digits(l->executions));
		p->instructions = larger(p->instructions, digits(l->self.n[PROFILE_INSTRUCTIONS]));
	}
}

static int compare_costs(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x < y) - (x > y);
}

/* So many lines are shown, and all that cost as much as the last of them. */
static uint64_t least_of(const struct annotate_file *f, uint64_t limit)
{
	uint64_t *cost, least = 0;

	if (!limit || limit >= f->n_lines)
		return 0;
	cost = mem_grow(NULL, f->n_lines, sizeof *cost);
	for (size_t i = 0; i < f->n_lines; i++)
		cost[i] = f->line[i].self.n[PROFILE_INSTRUCTIONS];
	qsort(cost, f->n_lines, sizeof *cost, compare_costs);
	least = cost[limit - 1] ? cost[limit - 1] : 1;
	free(cost);
	return least;
}

/* Of the lines from the i-th on, the first that is shown for itself; n_lines: none. */
static size_t next_shown(const struct printer *p, size_t i)
{
	while (i < p->file->n_lines && p->file->line[i].self.n[PROFILE_INSTRUCTIONS] < p->least)
		i++;
	return i;
}

/* With --limit or --function, lines with others around; else all. */
static bool is_near(const struct printer *p, unsigned line, size_t before, size_t after)
{
	const struct annotate_line *l = p->file->line;
	unsigned around = p->look->function ? AROUND_FUNCTION : AROUND_LIMIT;

	if (!p->least && !p->look->function)
		return true;
	return (before < p->file->n_lines && line - l[before].line <= around) ||
	       (after < p->file->n_lines && l[after].line - line <= around);
}

/* Each line of the text, with the next entry of the list that is not before it. */
static void print_lines(const struct printer *p)
{
	const struct annotate_file *f = p->file;
	const char *at = p->text.data, *end = at + p->text.len;
	size_t i = 0, shown_before = f->n_lines, shown = next_shown(p, 0);
	bool is_left_out = false;

	for (unsigned line = 1; at < end; line++) {
		const char *newline = memchr(at, '\n', (size_t)(end - at)), *stop = newline ? newline : end;
		const struct annotate_line *l = i < f->n_lines && f->line[i].line == line ? &f->line[i] : NULL;
		if (is_near(p, line, shown_before, shown)) {
			if (is_left_out)
				fputs("...\n", p->out);
			print_line(p, line, l, at, (size_t)(stop - at));
		}
		is_left_out = !is_near(p, line, shown_before, shown);
		i += l != NULL;
		if (shown < f->n_lines && f->line[shown].line == line) {
			shown_before = shown;
			shown = next_shown(p, shown + 1);
		}
		at = newline ? newline + 1 : end;
	}
}

static void print_without_text(const struct printer *p)
{
	fputs("(the file cannot be read: these are its lines that have code)\n", p->out);
	for (size_t i = next_shown(p, 0); i < p->file->n_lines; i = next_shown(p, i + 1))
		print_line(p, p->file->line[i].line, &p->file->line[i], "", 0);
}

static void print_heading(const struct printer *p, const struct trace_end *end)
{
	char self[TABLE_NUMBER_MAX] = "";
	double share = p->all->total ? (double)p->file->instructions / (double)p->all->total : 0;

	table_add_number(self, p->file->instructions);
	fprintf(p->out, "%s%s%s\n", colour(p, "\033[1m"), stats_path(p->file->path, end),
		colour(p, "\033[0m"));
	fprintf(p->out, "%s instructions, %.2f%% of all; %" PRIu64 " of %" PRIu64
		" lines with code executed\n\n", self, 100 * share, p->file->executed, p->file->with_code);
	fprintf(p->out, "%*s  %*s  %7s  %*s\n", p->executions, "executions", p->instructions,
		"instructions", "share", p->number, "line");
}

static void print_file(struct printer *p, const struct trace_end *end)
{
	p->text = source_read(p->file->path, end->source_dir);
	p->least = least_of(p->file, p->look->limit == SINK_LIMIT_OWN ? 0 : p->look->limit);
	measure(p);
	print_heading(p, end);
	if (p->text.len)
		print_lines(p);
	else
		print_without_text(p);
	buf_free(&p->text);
}

void annotate_print(FILE *out, const struct annotate *a, const struct trace_end *end,
		    const struct sink_options *look)
{
	struct printer p = { .out = out, .look = look, .all = a, .values = end->values };

	for (size_t i = 0; i < a->n_files; i++) {
		p.file = &a->file[i];
		fputs(i ? "\n" : "", out);
		print_file(&p, end);
	}
}
