/* What is known of a class once it was asked for: which printer shows it, and where the parts are
 * that printers ask for by name.  Both are searched for by strings, and a container's elements
 * would each ask again. */
#ifndef VALUE_LAYOUT_H
#define VALUE_LAYOUT_H
#include "value/print.h"

enum { LAYOUT_PARTS = 16 };              /* that are remembered of a class */

struct layout {
	const struct type *type;
	const struct printer_row *row;           /* the first for types of this name; NULL: none */
	/* part: of an object at address 0; without a type: there is none. */
	struct layout_part { const char *path; struct part part; } known[LAYOUT_PARTS];
	size_t n_known;
};

/* NULL: l is NULL, or t is no class. */
struct layout *layout_of(struct layouts *l, const struct type *t);
/* As part_find() for an object at addr; path is a constant. */
bool layout_find(struct layout *l, const char *path, uint64_t addr, struct part *to);
#endif
