/* heap: who allocated what was there at the peak, what was never freed, and what was freed at once;
 * docs/formats/heap.md. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "sinks/heap_rows.h"
#include "sinks/json.h"
#include "sinks/sink.h"
#include "sinks/table.h"

enum { ROWS_OF_TEXT = 20 };

struct sink { FILE *out; const struct sink_options *look; };

static void *open_heap(FILE *out, const struct sink_options *options)
{
	struct sink *s = mem_alloc(sizeof *s);

	s->out = out;
	s->look = options;
	return s;
}

/* ---- tables ---- */

static const struct table_column peak_columns[] = {
	{ "bytes", "bytes", TABLE_NUMBER, TABLE_EVERYWHERE },
	{ "share", "share", TABLE_SHARE, TABLE_EVERYWHERE },
	{ "blocks", "blocks", TABLE_NUMBER, TABLE_EVERYWHERE },
	{ "allocated by", "path", TABLE_PATH, TABLE_EVERYWHERE },
	{ 0 },
};

static const struct table_column temporary_columns[] = {
	{ "blocks", "blocks", TABLE_NUMBER, TABLE_EVERYWHERE },
	{ "of", "total_blocks", TABLE_NUMBER, TABLE_EVERYWHERE },
	{ "bytes each", "bytes_per_block", TABLE_RATIO, TABLE_EVERYWHERE },
	{ "allocated by", "path", TABLE_PATH, TABLE_EVERYWHERE },
	{ 0 },
};

static const struct table_column size_columns[] = {
	{ "from", "from", TABLE_NUMBER, TABLE_EVERYWHERE },
	{ "to", "to", TABLE_NUMBER, TABLE_EVERYWHERE },
	{ "blocks", "blocks", TABLE_NUMBER, TABLE_EVERYWHERE },
	{ "share", "share", TABLE_SHARE, TABLE_EVERYWHERE },
	{ 0 },
};

static const struct table_column site_columns[] = {
	{ NULL, "function", TABLE_NAME, TABLE_DATA_ONLY },
	{ NULL, "file", TABLE_NAME, TABLE_DATA_ONLY },
	{ NULL, "line", TABLE_NUMBER, TABLE_DATA_ONLY },
	{ NULL, "kind", TABLE_NAME, TABLE_DATA_ONLY },
	{ NULL, "total_bytes", TABLE_NUMBER, TABLE_DATA_ONLY },
	{ NULL, "total_blocks", TABLE_NUMBER, TABLE_DATA_ONLY },
	{ NULL, "peak_bytes", TABLE_NUMBER, TABLE_DATA_ONLY },
	{ NULL, "peak_blocks", TABLE_NUMBER, TABLE_DATA_ONLY },
	{ NULL, "end_bytes", TABLE_NUMBER, TABLE_DATA_ONLY },
	{ NULL, "end_blocks", TABLE_NUMBER, TABLE_DATA_ONLY },
	{ NULL, "temporary_blocks", TABLE_NUMBER, TABLE_DATA_ONLY },
	{ NULL, "lifetime_instructions", TABLE_RATIO, TABLE_DATA_ONLY },
	{ NULL, "bytes_read", TABLE_NUMBER, TABLE_DATA_ONLY },
	{ NULL, "bytes_written", TABLE_NUMBER, TABLE_DATA_ONLY },
	{ NULL, "path", TABLE_PATH, TABLE_DATA_ONLY },
	{ 0 },
};

static struct table *make_amounts(const struct heap_rows *rows, uint64_t total, bool at_end)
{
	struct table *t = table_new(peak_columns);

	for (const struct heap_row *r = rows->row; r < rows->row + rows->n; r++) {
		const struct heap_amount *a = at_end ? &r->at_end : &r->at_peak;
		if (!a->blocks)
			continue;
		table_put_number(t, a->bytes);
		table_put_share(t, a->bytes, total);
		table_put_number(t, a->blocks);
		table_put_path(t, r->path);
	}
	table_sort(t, "bytes");
	return t;
}

static struct table *make_temporary(const struct heap_rows *rows)
{
	struct table *t = table_new(temporary_columns);

	for (const struct heap_row *r = rows->row; r < rows->row + rows->n; r++) {
		if (!r->temporary)
			continue;
		table_put_number(t, r->temporary);
		table_put_number(t, r->total.blocks);
		table_put_ratio(t, r->total.bytes, r->total.blocks);
		table_put_path(t, r->path);
	}
	table_sort(t, "blocks");
	return t;
}

static struct table *make_sizes(const struct heap_sites *h)
{
	struct table *t = table_new(size_columns);

	for (unsigned i = 0; i < HEAP_SIZES; i++) {
		if (!h->size[i])
			continue;
		table_put_number(t, i ? UINT64_C(1) << (i - 1) : 0);
		table_put_number(t, i ? (UINT64_C(2) << (i - 1)) - 1 : 0);
		table_put_number(t, h->size[i]);
		table_put_share(t, h->size[i], h->total.blocks);
	}
	return t;
}

static void put_site(struct table *t, const struct heap_row *r)
{
	table_put_name(t, r->has_frame ? r->frame.function->name : NULL);
	table_put_name(t, r->has_frame ? r->frame.at.file : NULL);
	table_put_number(t, r->frame.at.line);
	table_put_name(t, heap_kind_name(r->kind));
	table_put_number(t, r->total.bytes);
	table_put_number(t, r->total.blocks);
	table_put_number(t, r->at_peak.bytes);
	table_put_number(t, r->at_peak.blocks);
	table_put_number(t, r->at_end.bytes);
	table_put_number(t, r->at_end.blocks);
	table_put_number(t, r->temporary);
	table_put_ratio(t, r->lifetimes, r->total.blocks);
	table_put_number(t, r->reads);
	table_put_number(t, r->writes);
	table_put_path(t, r->path);
}

static struct table *make_sites(const struct heap_rows *rows)
{
	struct table *t = table_new(site_columns);

	for (size_t i = 0; i < rows->n; i++)
		put_site(t, &rows->row[i]);
	table_sort(t, "total_bytes");
	table_sort(t, "peak_bytes");
	return t;
}

/* ---- text ---- */

/* "1,045": as the tables have it. */
static const char *grouped(char to[static 32], uint64_t n)
{
	char *at = to + 31;

	*at = '\0';
	for (int digits = 0; n || !digits; n /= 10, digits++) {
		if (digits && digits % 3 == 0)
			*--at = ',';
		*--at = (char)('0' + n % 10);
	}
	return at;
}

static void print_heading(const struct sink *s, const char *name, const struct heap_amount *a)
{
	char bytes[32], blocks[32];

	fprintf(s->out, s->look->coloured ? "\n\033[1;36m%s\033[0m" : "\n%s", name);
	if (a)
		fprintf(s->out, ": %s byte%s in %s block%s", grouped(bytes, a->bytes),
			a->bytes == 1 ? "" : "s", grouped(blocks, a->blocks), a->blocks == 1 ? "" : "s");
}

static void print_table(const struct sink *s, struct table *t, const char *rows)
{
	uint64_t limit = s->look->limit == SINK_LIMIT_OWN ? ROWS_OF_TEXT : s->look->limit;

	putc('\n', s->out);
	if (table_rows(t))
		table_print(t, s->out, limit, rows, s->look);
	table_free(t);
}

static void print_totals(const struct sink *s, const struct heap_sites *h)
{
	char allocs[32], frees[32], bytes[32];

	fprintf(s->out, "total heap usage: %s allocs, %s frees, %s bytes allocated\n",
		grouped(allocs, h->usage.allocs), grouped(frees, h->usage.frees),
		grouped(bytes, h->usage.bytes));
	if (h->has_accesses)
		fprintf(s->out, "bytes read: %s, written: %s\n", grouped(frees, h->reads),
			grouped(bytes, h->writes));
}

static void print_all(const struct sink *s, const struct heap_sites *h, const struct heap_rows *rows)
{
	char made[32], at[32], of[32];

	print_totals(s, h);
	print_heading(s, "AT THE PEAK", &h->at_peak);
	fprintf(s->out, ", after %s of %s instructions", grouped(at, h->peak.instructions),
		grouped(of, h->instructions));
	print_table(s, make_amounts(rows, h->at_peak.bytes, false), "sites");
	print_heading(s, "AT THE END, NOT FREED", &h->at_end);
	print_table(s, make_amounts(rows, h->at_end.bytes, true), "sites");
	print_heading(s, "TEMPORARY", NULL);
	fprintf(s->out, ": %s of %s blocks, freed before their thread made another one",
		grouped(made, h->temporary), grouped(of, h->total.blocks));
	print_table(s, make_temporary(rows), "sites");
	print_heading(s, "SIZES", NULL);
	print_table(s, make_sizes(h), "sizes");
}

/* ---- for programs ---- */

static void add_number(struct json_object *to, const char *key, uint64_t n)
{
	json_object_object_add(to, key, json_object_new_int64((int64_t)n));
}

static struct json_object *totals_json(const struct heap_sites *h)
{
	struct json_object *o = json_object_new_object();

	add_number(o, "allocations", h->usage.allocs);
	add_number(o, "frees", h->usage.frees);
	add_number(o, "bytes_allocated", h->usage.bytes);
	add_number(o, "peak_bytes", h->at_peak.bytes);
	add_number(o, "peak_blocks", h->at_peak.blocks);
	add_number(o, "peak_instructions", h->peak.instructions);
	add_number(o, "end_bytes", h->at_end.bytes);
	add_number(o, "end_blocks", h->at_end.blocks);
	add_number(o, "end_instructions", h->instructions);
	add_number(o, "temporary_blocks", h->temporary);
	if (h->nanoseconds) {
		add_number(o, "peak_nanoseconds", h->peak.nanoseconds);
		add_number(o, "end_nanoseconds", h->nanoseconds);
	}
	if (h->has_accesses) {
		add_number(o, "bytes_read", h->reads);
		add_number(o, "bytes_written", h->writes);
	}
	return o;
}

static struct json_object *rows_json(struct table *t, uint64_t limit)
{
	struct json_object *o = table_json(t, limit);

	table_free(t);
	return o;
}

static void write_json(const struct sink *s, const struct trace_end *end,
		       const struct heap_rows *rows, uint64_t limit)
{
	struct json_object *all = json_object_new_object();

	json_object_object_add(all, "program", json_text(end->executable, strlen(end->executable)));
	json_object_object_add(all, "totals", totals_json(end->heap));
	json_object_object_add(all, "sites", rows_json(make_sites(rows), limit));
	json_object_object_add(all, "sizes", rows_json(make_sizes(end->heap), 0));
	json_write(s->out, all);
}

static void close_heap(void *self, const struct trace_end *end)
{
	struct sink *s = self;
	struct heap_rows *rows = heap_rows_make(end->heap);
	uint64_t limit = s->look->limit == SINK_LIMIT_OWN ? 0 : s->look->limit;

	if (!end->profile->n_functions)
		;                                    /* who runs the sink says so */
	else if (s->look->json)
		write_json(s, end, rows, limit);
	else if (s->look->csv) {
		struct table *t = make_sites(rows);
		table_write_csv(t, s->out, limit);
		table_free(t);
	} else
		print_all(s, end->heap, rows);
	heap_rows_free(rows);
	free(s);
}

static const struct heap_rules rules = { .stays = false };

const struct sink_type sink_heap = {
	.name = "heap",
	.summary = "who allocated what: at the peak, at the end, temporary; a table",
	.needs = SINK_PROFILE | SINK_MERGES | SINK_WHOLE, .heap = &rules,
	.open = open_heap, .close = close_heap,
};
