/* annotate: which lines of which files, and what was counted there. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "sinks/annotate.h"
#include "trace/place.h"

/* ---- lines ---- */

static int compare_places(const char *file_a, unsigned a, const char *file_b, unsigned b)
{
	int order = file_a == file_b ? 0 : strcmp(file_a, file_b);

	return order ? order : (a > b) - (a < b);
}

static int compare_lines(const void *a, const void *b)
{
	const struct annotate_line *x = a, *y = b;

	return compare_places(x->file, x->line, y->file, y->line);
}

static void join(struct annotate_line *to, const struct annotate_line *more)
{
	to->has_code |= more->has_code;
	to->is_wanted |= more->is_wanted;
	to->is_traced |= more->is_traced;
	to->executions += more->executions;
	for (int e = 0; e < PROFILE_EVENTS; e++)
		to->self.n[e] += more->self.n[e];
}

/* Lines that have code, and lines that have costs: most are both. */
static void list_lines(struct annotate *a, const struct trace_end *end,
		       const struct sink_options *look)
{
	const struct executions *e = end->executions;
	size_t n_costs, n = 0;
	struct profile_line *cost = stats_list_lines(end->profile, look, &n_costs);

	a->line = mem_grow(NULL, e->n + n_costs + 1, sizeof *a->line);
	for (size_t i = 0; i < e->n; i++)
		if (stats_is_in_files(look, e->at[i].file))
			a->line[n++] = (struct annotate_line){
				.file = e->at[i].file, .line = e->at[i].line, .has_code = e->at[i].begins,
				.executions = execution_times(&e->at[i]), .is_traced = e->at[i].is_traced,
				.is_wanted = stats_is_function(look, e->at[i].function) };
	for (size_t i = 0; i < n_costs; i++)
		if (cost[i].at.file && cost[i].self.n[PROFILE_INSTRUCTIONS])
			a->line[n++] = (struct annotate_line){
				.file = cost[i].at.file, .line = cost[i].at.line, .self = cost[i].self,
				.is_wanted = true };
	free(cost);
	a->n_lines = n;
}

static void merge_lines(struct annotate *a)
{
	size_t n = 0;

	qsort(a->line, a->n_lines, sizeof *a->line, compare_lines);
	for (size_t i = 0; i < a->n_lines; i++)
		if (n && compare_lines(&a->line[n - 1], &a->line[i]) == 0)
			join(&a->line[n - 1], &a->line[i]);
		else
			a->line[n++] = a->line[i];
	a->n_lines = n;
}

static void drop_unwanted(struct annotate *a)
{
	size_t n = 0;

	for (size_t i = 0; i < a->n_lines; i++)
		if (a->line[i].is_wanted)
			a->line[n++] = a->line[i];
	a->n_lines = n;
}

/* ---- files ---- */

static bool is_shown(const struct annotate_file *f, const struct sink_options *look)
{
	if (look->files || look->function)
		return f->n_lines > 0;
	for (size_t i = 0; i < f->n_lines; i++)
		if (f->line[i].is_traced)
			return f->instructions && !is_system_file(f->path);
	return false;
}

static struct annotate_file file_from(const struct annotate *a, size_t first)
{
	struct annotate_file f = { .path = a->line[first].file, .line = &a->line[first] };

	for (size_t i = first; i < a->n_lines && strcmp(a->line[i].file, f.path) == 0; i++) {
		f.n_lines++;
		f.instructions += a->line[i].self.n[PROFILE_INSTRUCTIONS];
		f.with_code += a->line[i].has_code;
		f.executed += a->line[i].has_code && annotate_has_run(&a->line[i]);
	}
	return f;
}

static int compare_files(const void *a, const void *b)
{
	const struct annotate_file *x = a, *y = b;

	if (x->instructions != y->instructions)
		return x->instructions < y->instructions ? 1 : -1;
	return strcmp(x->path, y->path);
}

static void list_files(struct annotate *a, const struct sink_options *look)
{
	for (size_t i = 0, n; i < a->n_lines; i += n) {
		struct annotate_file f = file_from(a, i);
		n = f.n_lines;
		if (!is_shown(&f, look))
			continue;
		if (!(a->n_files & (a->n_files - 1)))    /* full at each power of two */
			a->file = mem_grow(a->file, a->n_files ? 2 * a->n_files : 1, sizeof *a->file);
		a->file[a->n_files++] = f;
	}
	if (a->n_files)
		qsort(a->file, a->n_files, sizeof *a->file, compare_files);
}

/* ---- functions ---- */

static int compare_functions(const void *a, const void *b)
{
	const struct profile_function *x = ((const struct annotate_function *)a)->function;
	const struct profile_function *y = ((const struct annotate_function *)b)->function;
	int order = compare_places(x->begins.file, x->begins.line, y->begins.file, y->begins.line);

	return order ? order : strcmp(x->name, y->name);
}

static void list_functions(struct annotate *a, const struct profile *p,
			   const struct sink_options *look)
{
	a->sums = stats_sum_up(p);
	a->function = mem_grow(NULL, p->n_functions + 1, sizeof *a->function);
	for (size_t i = 0; i < p->n_functions; i++) {
		const struct profile_function *f = p->function[i];
		if (f->begins.file && a->sums[i].inclusive &&
		    stats_is_chosen(look, f->begins.file, f->name))
			a->function[a->n_functions++] = (struct annotate_function){ f, &a->sums[i] };
	}
	qsort(a->function, a->n_functions, sizeof *a->function, compare_functions);
}

size_t annotate_function_at(const struct annotate *a, const char *file, unsigned line)
{
	size_t low = 0, high = a->n_functions;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct profile_place *at = &a->function[middle].function->begins;
		if (compare_places(at->file, at->line, file, line) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct annotate *annotate_new(const struct trace_end *end, const struct sink_options *look)
{
	struct annotate *a = mem_alloc(sizeof *a);

	a->total = end->profile->total.n[PROFILE_INSTRUCTIONS];
	list_lines(a, end, look);
	merge_lines(a);
	drop_unwanted(a);
	list_files(a, look);
	list_functions(a, end->profile, look);
	return a;
}

void annotate_free(struct annotate *a)
{
	free(a->line);
	free(a->file);
	free(a->function);
	free(a->sums);
	free(a);
}
