/* stats: the tables of heap sites, and of sizes. */
#include "sinks/heap_rows.h"
#include "sinks/stats.h"

static const struct table_column site_columns[] = {
	{ "bytes", "bytes", TABLE_NUMBER, TABLE_EVERYWHERE },
	{ "share", "bytes_share", TABLE_SHARE, TABLE_EVERYWHERE },
	{ "blocks", "blocks", TABLE_NUMBER, TABLE_EVERYWHERE },
	{ "at peak", "peak_bytes", TABLE_NUMBER, TABLE_EVERYWHERE },
	{ NULL, "peak_blocks", TABLE_NUMBER, TABLE_DATA_ONLY },
	{ "at end", "end_bytes", TABLE_NUMBER, TABLE_EVERYWHERE },
	{ NULL, "end_blocks", TABLE_NUMBER, TABLE_DATA_ONLY },
	{ NULL, "most_bytes", TABLE_NUMBER, TABLE_DATA_ONLY },
	{ "temporary", "temporary", TABLE_NUMBER, TABLE_EVERYWHERE },
	{ "lifetime", "lifetime", TABLE_RATIO, TABLE_EVERYWHERE },
	{ "reads/B", "reads_per_byte", TABLE_MEAN, TABLE_EVERYWHERE },
	{ "writes/B", "writes_per_byte", TABLE_MEAN, TABLE_EVERYWHERE },
	{ "unused B", "never_used", TABLE_SOME, TABLE_EVERYWHERE },
	{ "made by <- who called it", "path", TABLE_PATH, TABLE_EVERYWHERE },
	{ NULL, "allocator", TABLE_NAME, TABLE_DATA_ONLY },
	{ 0 },
};

/* Bytes of each of its blocks that nothing was read from or written to, in all of them. */
static uint64_t never_used(const struct heap_site *site)
{
	uint64_t n = 0;

	for (size_t i = 0; i < site->n_times; i++)
		n += site->times[i] == 0;
	return n;
}

/* Where nothing says of accesses, by is 0, and there is no number. */
static void put_accesses(struct table *t, const struct heap_site *site, bool is_known)
{
	table_put_ratio(t, site->reads, is_known ? site->total.bytes : 0);
	table_put_ratio(t, site->writes, is_known ? site->total.bytes : 0);
	table_put_ratio(t, never_used(site), is_known && site->times ? 1 : 0);
}

static void put_site(struct table *t, const struct heap_site *site, const struct heap_sites *h,
		     struct arena *a)
{
	table_put_number(t, site->total.bytes);
	table_put_share(t, site->total.bytes, h->total.bytes);
	table_put_number(t, site->total.blocks);
	table_put_number(t, site->at_peak.bytes);
	table_put_number(t, site->at_peak.blocks);
	table_put_number(t, site->at_end.bytes);
	table_put_number(t, site->at_end.blocks);
	table_put_number(t, site->most.bytes);
	table_put_number(t, site->temporary);
	table_put_ratio(t, site->lifetimes, site->total.blocks);
	put_accesses(t, site, h->has_accesses);
	table_put_path(t, heap_rows_path(a, site));
	table_put_name(t, heap_kind_name(site->kind));
}

static bool is_chosen(const struct heap_site *site, const struct sink_options *look)
{
	struct heap_walk walk = heap_walk_from(site);
	struct heap_frame frame;

	if (!look->files && !look->function)
		return true;
	return heap_walk_next(&walk, &frame) &&
	       stats_is_chosen(look, frame.at.file, frame.function->name);
}

static void fill_sites(struct table *t, const struct trace_end *end, const struct sink_options *look,
		       struct arena *a)
{
	const struct heap_sites *h = end->heap;

	for (size_t i = 0; i < h->n_sites; i++)
		if (is_chosen(h->site[i], look))
			put_site(t, h->site[i], h, a);
}

const struct stats_table stats_heap = {
	.name = "heap", .rows = "sites", .heading = "HEAP, by where blocks were made",
	.sort = "bytes",
	.columns = site_columns, .is_of_heap = true, .fill = fill_sites,
};

/* ---- sizes ---- */

static const struct table_column size_columns[] = {
	{ "blocks", "blocks", TABLE_NUMBER, TABLE_EVERYWHERE },
	{ "share", "blocks_share", TABLE_SHARE, TABLE_EVERYWHERE },
	{ "bytes of one", "text", TABLE_NAME, TABLE_TEXT_ONLY },
	{ NULL, "from", TABLE_NUMBER, TABLE_DATA_ONLY },
	{ NULL, "to", TABLE_NUMBER, TABLE_DATA_ONLY },
	{ 0 },
};

/* From one power of two to before the next, as struct heap_sites has them. */
static void fill_sizes(struct table *t, const struct trace_end *end, const struct sink_options *look,
		       struct arena *a)
{
	const struct heap_sites *h = end->heap;

	(void)look;
	for (unsigned i = 0; i < HEAP_SIZES; i++) {
		uint64_t from = i ? (uint64_t)1 << (i - 1) : 0, to = i ? from - 1 + from : 0;
		char low[TABLE_NUMBER_MAX] = "", high[TABLE_NUMBER_MAX] = "";
		if (!h->size[i])
			continue;
		table_add_number(low, from);
		table_add_number(high, to);
		table_put_number(t, h->size[i]);
		table_put_share(t, h->size[i], h->total.blocks);
		table_put_name(t, from == to ? arena_printf(a, "%s", low)
			       : arena_printf(a, "%s to %s", low, high));
		table_put_number(t, from);
		table_put_number(t, to);
	}
}

const struct stats_table stats_sizes = {
	.name = "sizes", .rows = "sizes", .heading = "SIZES of heap blocks",
	.sort = "",
	.columns = size_columns, .is_of_heap = true, .fill = fill_sizes,
};
