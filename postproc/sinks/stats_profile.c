/* stats: the tables of functions and lines. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "sinks/stats.h"

static const struct table_column function_columns[] = {
	{ "self", "self", TABLE_NUMBER, TABLE_EVERYWHERE },
	{ "share", "self_share", TABLE_SHARE, TABLE_EVERYWHERE },
	{ "inclusive", "inclusive", TABLE_NUMBER, TABLE_EVERYWHERE },
	{ "share", "inclusive_share", TABLE_SHARE, TABLE_EVERYWHERE },
	{ "calls", "calls", TABLE_PAIR, TABLE_EVERYWHERE },
	{ NULL, "primitive_calls", TABLE_NUMBER, TABLE_DATA_ONLY },
	{ NULL, "self_per_call", TABLE_RATIO, TABLE_DATA_ONLY },
	{ "per call", "inclusive_per_call", TABLE_RATIO, TABLE_EVERYWHERE },
	{ NULL, "loads", TABLE_NUMBER, TABLE_DATA_ONLY },
	{ NULL, "stores", TABLE_NUMBER, TABLE_DATA_ONLY },
	{ "function", "text", TABLE_NAME, TABLE_TEXT_ONLY },
	{ NULL, "name", TABLE_NAME, TABLE_DATA_ONLY },
	{ NULL, "file", TABLE_NAME, TABLE_DATA_ONLY },
	{ NULL, "line", TABLE_NUMBER, TABLE_DATA_ONLY },
	{ NULL, "object", TABLE_NAME, TABLE_DATA_ONLY },
	{ NULL, "process", TABLE_NAME, TABLE_DATA_ONLY },
	{ NULL, "inlined", TABLE_NUMBER, TABLE_DATA_ONLY },
	{ 0 },
};

struct stats_sums *stats_sum_up(const struct profile *p)
{
	struct stats_sums *sum = mem_alloc((p->n_functions + 1) * sizeof *sum);

	for (size_t i = 0; i < p->n_nodes; i++) {
		const struct profile_node *n = p->node[i];
		struct stats_sums *to = &sum[n->function->index];
		for (int e = 0; e < PROFILE_EVENTS; e++)
			to->self.n[e] += n->self.n[e];
		to->inclusive += n->is_inner ? 0 : n->inclusive.n[PROFILE_INSTRUCTIONS];
		to->calls += n->calls;
		to->primitive += n->is_inner ? 0 : n->calls - n->calls_back;
		to->is_inlined |= n->is_inlined;
	}
	return sum;
}

/* Where it is: its line, or else its object. */
static const char *function_text(const struct profile_function *f, bool is_inlined,
				 struct arena *a)
{
	const char *inlined = is_inlined ? " [inlined]" : "", *in = f->process ? " in " : "";
	const char *process = f->process ? f->process : "";

	if (f->begins.file)
		return arena_printf(a, "%s%s (%s:%u)%s%s", f->name, inlined,
				    stats_file_name(f->begins.file), f->begins.line, in, process);
	return f->object->path[0] ? arena_printf(a, "%s%s (%s)", f->name, inlined,
						 stats_file_name(f->object->path)) : f->name;
}

static void put_function(struct table *t, const struct profile_function *f, const struct stats_sums *sum,
			 uint64_t total, struct arena *a)
{
	uint64_t self = sum->self.n[PROFILE_INSTRUCTIONS];
	uint64_t inclusive = sum->inclusive;

	table_put_number(t, self);
	table_put_share(t, self, total);
	table_put_number(t, inclusive);
	table_put_share(t, inclusive, total);
	table_put_pair(t, sum->calls, sum->primitive);
	table_put_number(t, sum->primitive);
	table_put_ratio(t, self, sum->calls);
	table_put_ratio(t, inclusive, sum->primitive);
	table_put_number(t, sum->self.n[PROFILE_LOADS]);
	table_put_number(t, sum->self.n[PROFILE_STORES]);
	table_put_name(t, function_text(f, sum->is_inlined, a));
	table_put_name(t, f->name);
	table_put_name(t, f->begins.file);
	table_put_number(t, f->begins.line);
	table_put_name(t, f->object->path[0] ? f->object->path : NULL);
	table_put_name(t, f->process);
	table_put_number(t, sum->is_inlined);
}

static void fill_functions(struct table *t, const struct trace_end *end,
			   const struct sink_options *look, struct arena *a)
{
	const struct profile *p = end->profile;
	struct stats_sums *sum = stats_sum_up(p);

	for (size_t i = 0; i < p->n_functions; i++) {
		const struct profile_function *f = p->function[i];
		if (sum[i].inclusive && !f->is_process && stats_is_chosen(look, f->begins.file, f->name))
			put_function(t, f, &sum[i], p->total.n[PROFILE_INSTRUCTIONS], a);
	}
	free(sum);
}

const struct stats_table stats_functions = {
	.name = "functions", .rows = "functions", .heading = "FUNCTIONS, in instructions",
	.sort = "self",
	.columns = function_columns, .fill = fill_functions,
};

/* ---- lines ---- */

static const struct table_column line_columns[] = {
	{ "executions", "executions", TABLE_NUMBER, TABLE_EVERYWHERE },
	{ "instructions", "self", TABLE_NUMBER, TABLE_EVERYWHERE },
	{ "share", "self_share", TABLE_SHARE, TABLE_EVERYWHERE },
	{ "loads", "loads", TABLE_NUMBER, TABLE_EVERYWHERE },
	{ "stores", "stores", TABLE_NUMBER, TABLE_EVERYWHERE },
	{ "line", "text", TABLE_PLACE, TABLE_TEXT_ONLY },
	{ NULL, "file", TABLE_NAME, TABLE_DATA_ONLY },
	{ NULL, "line", TABLE_NUMBER, TABLE_DATA_ONLY },
	{ 0 },
};

struct profile_line *stats_list_lines(const struct profile *p, const struct sink_options *look,
				      size_t *count)
{
	struct profile_line *line;
	size_t n = 0;

	for (size_t i = 0; i < p->n_lines; i++)
		n = p->line[i].at.id >= n ? p->line[i].at.id + 1 : n;
	line = mem_alloc((n + 1) * sizeof *line);
	for (size_t i = 0; i < p->n_nodes; i++)
		for (const struct profile_line *l = p->node[i]->line; l; l = l->next) {
			if (!stats_is_chosen(look, l->at.file, p->node[i]->function->name))
				continue;
			line[l->at.id].at = l->at;
			for (int e = 0; e < PROFILE_EVENTS; e++)
				line[l->at.id].self.n[e] += l->self.n[e];
		}
	*count = n;
	return line;
}

static const char *line_text(const struct profile_line *l, const struct trace_end *end,
			     struct arena *a)
{
	if (!l->at.file)
		return "(code without lines)";
	return arena_printf(a, "%s:%u", stats_path(l->at.file, end), l->at.line);
}

static void fill_lines(struct table *t, const struct trace_end *end,
		       const struct sink_options *look, struct arena *a)
{
	size_t n;
	struct profile_line *line = stats_list_lines(end->profile, look, &n);

	for (size_t i = 0; i < n; i++) {
		const struct profile_costs *self = &line[i].self;
		if (!self->n[PROFILE_INSTRUCTIONS])
			continue;
		table_put_number(t, executions_of(end->executions, line[i].at.file, line[i].at.line));
		table_put_number(t, self->n[PROFILE_INSTRUCTIONS]);
		table_put_share(t, self->n[PROFILE_INSTRUCTIONS],
				end->profile->total.n[PROFILE_INSTRUCTIONS]);
		table_put_number(t, self->n[PROFILE_LOADS]);
		table_put_number(t, self->n[PROFILE_STORES]);
		table_put_name(t, line_text(&line[i], end, a));
		table_put_name(t, line[i].at.file);
		table_put_number(t, line[i].at.line);
	}
	free(line);
}

const struct stats_table stats_lines = {
	.name = "lines", .rows = "lines", .heading = "LINES",
	.sort = "self",
	.columns = line_columns, .fill = fill_lines,
};
