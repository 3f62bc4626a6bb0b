/* Heap sites as tables have them: sites whose paths differ only in which call of a line it was are
 * one row. */
#ifndef SINKS_HEAP_ROWS_H
#define SINKS_HEAP_ROWS_H
#include "sinks/table.h"
#include "trace/heap_frames.h"

struct heap_row {
	uint64_t kind;
	struct heap_amount total, at_end, at_peak;
	uint64_t lifetimes, temporary, reads, writes;
	bool has_frame; struct heap_frame frame;     /* who called the allocation function */
	const struct table_path *path;               /* that function first, then "f (list.c:12)" … */
};

struct heap_rows { struct heap_row *row; size_t n; struct arena *arena; };

/* In the order of the sites.  The paths are those of all callers. */
struct heap_rows *heap_rows_make(const struct heap_sites *h);
void heap_rows_free(struct heap_rows *rows);
/* A site's allocation function, and behind it its callers, each with the place of its call. */
const struct table_path *heap_rows_path(struct arena *a, const struct heap_site *s);
#endif
