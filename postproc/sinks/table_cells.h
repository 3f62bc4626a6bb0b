/* What a table is made of; for table.c and table_data.c. */
#ifndef SINKS_TABLE_CELLS_H
#define SINKS_TABLE_CELLS_H
#include "sinks/table.h"

/* SHARE, RATIO, PAIR: n and by; NAME: text; PATH: path. */
struct cell { uint64_t n, by; const char *text; const struct table_path *path; };

struct table {
	const struct table_column *column; size_t n_columns;
	struct cell *cell; size_t n_cells, room;     /* row by row */
};

static inline double cell_quotient(const struct cell *c)
{
	return c->by ? (double)c->n / (double)c->by : 0;
}

static inline size_t table_rows_within(const struct table *t, uint64_t limit)
{
	size_t n = table_rows(t);

	return limit && limit < n ? (size_t)limit : n;
}
#endif
