/* The tables of stats: what a recording cost.  Each is made of the end of the recording. */
#ifndef SINKS_STATS_H
#define SINKS_STATS_H
#include <stdbool.h>
#include "base/arena.h"
#include "base/buf.h"
#include "sinks/table.h"

struct stats_table {
	const char *name;                            /* of --table, and the key in JSON */
	const char *heading;                         /* in text */
	const char *rows;                            /* what they are, in words */
	const char *sort;                            /* its own order */
	const struct table_column *columns;
	bool is_of_heap;
	/* What is made for the cells goes to a. */
	void (*fill)(struct table *t, const struct trace_end *end, const struct sink_options *look,
		     struct arena *a);
};

extern const struct stats_table stats_functions, stats_lines, stats_contexts, stats_heap, stats_sizes;

/* What was counted of a function: over its nodes. */
struct stats_sums {
	struct profile_costs self;
	uint64_t inclusive;                          /* instructions; of the outermost calls */
	uint64_t calls, primitive;                   /* primitive: while no other call of it ran */
	bool is_inlined;                             /* somewhere */
};
struct stats_sums *stats_sum_up(const struct profile *p);    /* by index; free() it */
/* Costs of lines, of all chosen functions that they are in: a line of a template, or of an inlined
 * function, is in several.  By id, those without instructions too; free() it. */
struct profile_line *stats_list_lines(const struct profile *p, const struct sink_options *look,
				      size_t *count);

bool stats_has_table(const char *name);
bool stats_has_column(const char *key);              /* one of the tables */
void stats_list_columns(struct buf *to);
/* Without the recording's directory, where the file lies below it. */
const char *stats_path(const char *file, const struct trace_end *end);
const char *stats_file_name(const char *path);       /* without its directory */
/* What --file and --function ask for. */
bool stats_is_function(const struct sink_options *look, const char *function);
bool stats_is_in_files(const struct sink_options *look, const char *file);
bool stats_is_chosen(const struct sink_options *look, const char *file, const char *function);
#endif
