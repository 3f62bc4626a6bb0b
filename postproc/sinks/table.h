/* A table of numbers and names, written for people, or as CSV or JSON.
 *
 * Cells are put row by row, from left to right; texts and paths stay the caller's and must live as
 * long. */
#ifndef SINKS_TABLE_H
#define SINKS_TABLE_H
#include <json.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include "sinks/sink.h"

enum table_kind {
	TABLE_NUMBER,                                /* with thousands separators in text */
	TABLE_SHARE,                                 /* of the column's total, in percent */
	TABLE_RATIO,                                 /* two numbers, and their quotient; none of 0 */
	TABLE_MEAN,                                  /* likewise, in text with decimals */
	TABLE_SOME,                                  /* a number, if the second one is not 0 */
	TABLE_PAIR,                                  /* two numbers, "12/3": one where they are the same, none for 0 */
	TABLE_NAME,                                  /* in text the last column, of any width */
	TABLE_PLACE,                                 /* likewise; its end, a line's number, is kept */
	TABLE_PATH,                                  /* likewise: names, innermost first; others, outermost */
};

enum table_where { TABLE_EVERYWHERE, TABLE_TEXT_ONLY, TABLE_DATA_ONLY };

struct table_column {
	const char *title;                           /* in text; of the first one "": the table has none */
	const char *key;                             /* in CSV and JSON, and what it is sorted by */
	enum table_kind kind;
	enum table_where where;
};

struct table_path { const struct table_path *parent; const char *name; };

struct table;

/* columns is an array that a column without key ends; it stays the caller's. */
struct table *table_new(const struct table_column *columns);
void table_put_number(struct table *t, uint64_t n);
void table_put_share(struct table *t, uint64_t n, uint64_t of);
void table_put_ratio(struct table *t, uint64_t n, uint64_t by);
void table_put_pair(struct table *t, uint64_t n, uint64_t of_these);
void table_put_name(struct table *t, const char *name);      /* NULL: there is none */
void table_put_path(struct table *t, const struct table_path *path);
size_t table_rows(const struct table *t);
/* Numbers largest first, names in their order; what is equal stays in its order.  Nothing is done
 * where there is no such column. */
void table_sort(struct table *t, const char *key);
bool table_has_column(const struct table_column *columns, const char *key);
/* limit: rows at most, 0: all.  what: the rows, of which some are left out, "functions". */
void table_print(const struct table *t, FILE *out, uint64_t limit, const char *what,
		 const struct sink_options *look);
void table_write_csv(const struct table *t, FILE *out, uint64_t limit);
struct json_object *table_json(const struct table *t, uint64_t limit);
void table_free(struct table *t);

enum { TABLE_NUMBER_MAX = 64 };
/* Appends n as tables have it, 1,234,567, to a text. */
void table_add_number(char to[TABLE_NUMBER_MAX], uint64_t n);
/* What a share is coloured with on a terminal; "": not at all. */
const char *table_colour(double share);
#endif
