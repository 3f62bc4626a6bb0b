/* stats: tables of what the program cost; docs/formats/stats.md. */
#include "sinks/stats.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "sinks/json.h"
#include "trace/window.h"

static const struct stats_table *const tables[] = { &stats_functions, &stats_lines, &stats_contexts,
							  &stats_heap, &stats_sizes };
enum { N_TABLES = sizeof tables / sizeof tables[0], ROWS_OF_TEXT = 20 };

struct sink { FILE *out; const struct sink_options *look; struct arena *arena; };

bool stats_has_table(const char *name)
{
	for (size_t i = 0; i < N_TABLES; i++)
		if (strcmp(tables[i]->name, name) == 0)
			return true;
	return strcmp(name, "totals") == 0;
}

bool stats_has_column(const char *key)
{
	for (size_t i = 0; i < N_TABLES; i++)
		if (table_has_column(tables[i]->columns, key))
			return true;
	return false;
}

/* As a text: each once, in the order of the tables. */
void stats_list_columns(struct buf *to)
{
	for (size_t i = 0; i < N_TABLES; i++)
		for (const struct table_column *c = tables[i]->columns; c->key; c++) {
			bool is_new = c->where != TABLE_TEXT_ONLY;
			for (size_t j = 0; is_new && j < i; j++)
				is_new = !table_has_column(tables[j]->columns, c->key);
			if (is_new)
				buf_printf(to, "%s%s", to->len ? ", " : "", c->key);
		}
}

const char *stats_file_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

const char *stats_path(const char *file, const struct trace_end *end)
{
	size_t len = strlen(end->directory);

	return len && strncmp(file, end->directory, len) == 0 && file[len] == '/' ? file + len + 1 : file;
}

/* A symbol's name has parameters, which are not asked for: "sort(int*, int)". */
static bool is_function(const char *symbol, const char *wanted)
{
	const char *name = strstr(symbol, "operator()"), *from = name ? name + 10 : symbol;
	size_t len = (size_t)(from - symbol) + strcspn(from, "(");
	char *plain = mem_strdup(symbol);
	bool is;

	plain[len] = '\0';
	is = window_is_function(plain, wanted);
	free(plain);
	return is;
}

bool stats_is_in_files(const struct sink_options *look, const char *file)
{
	return !look->files || (file && window_is_in_files(look->files, file));
}

bool stats_is_function(const struct sink_options *look, const char *function)
{
	return !look->function || (function && is_function(function, look->function));
}

bool stats_is_chosen(const struct sink_options *look, const char *file, const char *function)
{
	return stats_is_in_files(look, file) && stats_is_function(look, function);
}

static void *open_stats(FILE *out, const struct sink_options *options)
{
	struct sink *s = mem_alloc(sizeof *s);

	s->out = out;
	s->look = options;
	s->arena = arena_new();
	return s;
}

static bool is_wanted(const struct sink *s, const char *table)
{
	return !s->look->table || strcmp(s->look->table, table) == 0;
}

static bool is_there(const struct stats_table *t, const struct trace_end *end)
{
	return !t->is_of_heap || end->heap->total.blocks;
}

static struct table *make(const struct sink *s, const struct stats_table *of,
			  const struct trace_end *end)
{
	struct table *t = table_new(of->columns);

	of->fill(t, end, s->look, s->arena);
	table_sort(t, of->sort);
	if (s->look->sort)
		table_sort(t, s->look->sort);
	return t;
}

/* ---- totals ---- */

struct total { const char *key, *title; uint64_t n; };
enum { TOTALS_MAX = 10 };

static uint64_t count_calls(const struct profile *p)
{
	uint64_t n = 0;

	for (size_t i = 0; i < p->n_calls; i++)
		n += p->call[i].calls;
	return n;
}

static size_t list_totals(const struct trace_end *end, struct total to[TOTALS_MAX])
{
	const struct profile *p = end->profile;
	size_t n = 0;

	to[n++] = (struct total){ "instructions", "instructions", p->total.n[PROFILE_INSTRUCTIONS] };
	to[n++] = (struct total){ "loads", "loads", p->total.n[PROFILE_LOADS] };
	to[n++] = (struct total){ "stores", "stores", p->total.n[PROFILE_STORES] };
	to[n++] = (struct total){ "calls", "calls", count_calls(p) };
	to[n++] = (struct total){ "allocations", "allocations", end->heap->total.blocks };
	to[n++] = (struct total){ "frees", "frees", end->heap->usage.frees };
	to[n++] = (struct total){ "temporary", "temporary blocks", end->heap->temporary };
	to[n++] = (struct total){ "bytes_allocated", "bytes allocated", end->heap->total.bytes };
	to[n++] = (struct total){ "peak_bytes", "bytes at the peak", end->heap->at_peak.bytes };
	to[n++] = (struct total){ "end_bytes", "bytes at the end", end->heap->at_end.bytes };
	return n;
}

static const struct table_column total_columns[] = {
	{ "", "count", TABLE_NUMBER, TABLE_EVERYWHERE },
	{ "", "name", TABLE_NAME, TABLE_TEXT_ONLY },
	{ "", "name", TABLE_NAME, TABLE_DATA_ONLY },
	{ 0 },
};

static struct table *make_totals(const struct trace_end *end)
{
	struct table *t = table_new(total_columns);
	struct total total[TOTALS_MAX];
	size_t n = list_totals(end, total);

	for (size_t i = 0; i < n; i++) {
		table_put_number(t, total[i].n);
		table_put_name(t, total[i].title);
		table_put_name(t, total[i].key);
	}
	return t;
}

/* ---- text ---- */

static void print_heading(const struct sink *s, const char *text, bool is_first)
{
	fprintf(s->out, s->look->coloured ? "%s\033[1;36m%s\033[0m\n" : "%s%s\n",
		is_first ? "" : "\n", text);
}

static void print_all(const struct sink *s, const struct trace_end *end)
{
	uint64_t limit = s->look->limit == SINK_LIMIT_OWN ? ROWS_OF_TEXT : s->look->limit;
	bool is_first = true;

	if (is_wanted(s, "totals")) {
		struct table *t = make_totals(end);
		print_heading(s, "TOTALS", true);
		is_first = false;
		table_print(t, s->out, 0, "totals", s->look);
		table_free(t);
	}
	for (size_t i = 0; i < N_TABLES; i++) {
		if (!is_wanted(s, tables[i]->name) || !is_there(tables[i], end))
			continue;
		struct table *t = make(s, tables[i], end);
		print_heading(s, tables[i]->heading, is_first);
		is_first = false;
		table_print(t, s->out, limit, tables[i]->rows, s->look);
		table_free(t);
	}
}

/* ---- for programs ---- */

static uint64_t data_limit(const struct sink *s)
{
	return s->look->limit == SINK_LIMIT_OWN ? 0 : s->look->limit;
}

static void write_json(const struct sink *s, const struct trace_end *end)
{
	struct json_object *all = json_object_new_object(), *totals;
	struct total total[TOTALS_MAX];
	size_t n = list_totals(end, total);

	json_object_object_add(all, "program", json_text(end->executable, strlen(end->executable)));
	if (is_wanted(s, "totals")) {
		totals = json_object_new_object();
		for (size_t i = 0; i < n; i++)
			json_object_object_add(totals, total[i].key,
					       json_object_new_int64((int64_t)total[i].n));
		json_object_object_add(all, "totals", totals);
	}
	for (size_t i = 0; i < N_TABLES; i++) {
		if (!is_wanted(s, tables[i]->name))
			continue;
		struct table *t = make(s, tables[i], end);
		json_object_object_add(all, tables[i]->name, table_json(t, data_limit(s)));
		table_free(t);
	}
	json_write(s->out, all);
}

/* A file has one table. */
static void write_csv(const struct sink *s, const struct trace_end *end)
{
	const char *name = s->look->table ? s->look->table : tables[0]->name;
	struct table *t = NULL;

	for (size_t i = 0; i < N_TABLES && !t; i++)
		if (strcmp(name, tables[i]->name) == 0)
			t = make(s, tables[i], end);
	if (!t)
		t = make_totals(end);
	table_write_csv(t, s->out, data_limit(s));
	table_free(t);
}

static void close_stats(void *self, const struct trace_end *end)
{
	struct sink *s = self;

	if (!end->profile->n_functions)
		;                                    /* who runs the sink says so */
	else if (s->look->csv)
		write_csv(s, end);
	else if (s->look->json)
		write_json(s, end);
	else
		print_all(s, end);
	arena_free(s->arena);
	free(s);
}

/* As Memcheck counts: realloc frees a block and makes one. */
static const struct heap_rules rules = { 0 };

const struct sink_type sink_stats = {
	.name = "stats",
	.summary = "tables of what functions, lines and calling contexts cost, and of the heap",
	.needs = SINK_PROFILE | SINK_EXECUTIONS | SINK_MERGES | SINK_WHOLE,
	.heap = &rules,
	.open = open_stats, .close = close_stats,
};
