/* A table; see table.h. */
#include "sinks/table_cells.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

struct table *table_new(const struct table_column *columns)
{
	struct table *t = mem_alloc(sizeof *t);

	t->column = columns;
	while (columns[t->n_columns].key)
		t->n_columns++;
	return t;
}

static void put(struct table *t, struct cell c)
{
	if (t->n_cells == t->room) {
		t->room = t->room ? 2 * t->room : 64;
		t->cell = mem_grow(t->cell, t->room, sizeof *t->cell);
	}
	t->cell[t->n_cells++] = c;
}

void table_put_number(struct table *t, uint64_t n)
{
	put(t, (struct cell){ .n = n });
}

void table_put_share(struct table *t, uint64_t n, uint64_t of)
{
	put(t, (struct cell){ .n = n, .by = of });
}

void table_put_ratio(struct table *t, uint64_t n, uint64_t by)
{
	put(t, (struct cell){ .n = n, .by = by });
}

void table_put_pair(struct table *t, uint64_t n, uint64_t of_these)
{
	put(t, (struct cell){ .n = n, .by = of_these });
}

void table_put_name(struct table *t, const char *name)
{
	put(t, (struct cell){ .text = name });
}

void table_put_path(struct table *t, const struct table_path *path)
{
	put(t, (struct cell){ .path = path });
}

size_t table_rows(const struct table *t)
{
	return t->n_cells / t->n_columns;
}

/* ---- in order ---- */

/* What comes first is less. */
static int compare_cells(const struct cell *a, const struct cell *b, enum table_kind kind)
{
	double x = cell_quotient(a), y = cell_quotient(b);

	switch (kind) {
	case TABLE_NAME:
	case TABLE_PLACE:
		return strcmp(a->text ? a->text : "", b->text ? b->text : "");
	case TABLE_PATH:
		return strcmp(a->path->name, b->path->name);
	case TABLE_RATIO:
	case TABLE_MEAN:
	case TABLE_SOME:
	case TABLE_SHARE:
		return (x < y) - (x > y);
	case TABLE_NUMBER:
	case TABLE_PAIR:
		return (a->n < b->n) - (a->n > b->n);
	}
	return 0;
}

struct order { const struct table *t; size_t column; };

/* What is equal stays in its order. */
static int compare_rows(const void *a, const void *b, void *ctx)
{
	const struct order *by = ctx;
	const struct table *t = by->t;
	const struct cell *x = *(const struct cell *const *)a, *y = *(const struct cell *const *)b;
	int order = compare_cells(x + by->column, y + by->column, t->column[by->column].kind);

	return order ? order : (x > y) - (x < y);
}

bool table_has_column(const struct table_column *columns, const char *key)
{
	for (; columns->key; columns++)
		if (columns->where != TABLE_TEXT_ONLY && strcmp(columns->key, key) == 0)
			return true;
	return false;
}

static size_t column_of(const struct table *t, const char *key)
{
	size_t i = 0;

	while (i < t->n_columns && strcmp(t->column[i].key, key))
		i++;
	return i;
}

void table_sort(struct table *t, const char *key)
{
	struct order by = { t, column_of(t, key) };
	size_t n = table_rows(t);
	const struct cell **row;
	struct cell *sorted;

	if (by.column == t->n_columns || n < 2)
		return;
	row = mem_grow(NULL, n, sizeof *row);
	sorted = mem_grow(NULL, t->n_cells, sizeof *sorted);
	for (size_t i = 0; i < n; i++)
		row[i] = t->cell + i * t->n_columns;
	qsort_r(row, n, sizeof *row, compare_rows, &by);
	for (size_t i = 0; i < n; i++)
		memcpy(sorted + i * t->n_columns, row[i], t->n_columns * sizeof *sorted);
	free(row);
	free(t->cell);
	t->cell = sorted;
	t->room = t->n_cells;
}
