/* A set of numbers (addresses, pages) as ranges that do not touch each other.  Costs what there are
 * ranges, however long they are.  Zero-initialise one to start. */
#ifndef RUN_SPANS_H
#define RUN_SPANS_H
#include <stdbool.h>
#include "base/tree.h"

struct span { struct tree_node node; uint64_t last; };       /* from its key on, last included */
struct spans { struct tree tree; };

void spans_add(struct spans *s, uint64_t first, uint64_t last);
void spans_remove(struct spans *s, uint64_t first, uint64_t last);
/* The first range that has a number of [first, last]; NULL: none. */
const struct span *spans_find(const struct spans *s, uint64_t first, uint64_t last);
void spans_free(struct spans *s);

static inline bool spans_has(const struct spans *s, uint64_t n)
{
	return s->tree.root && spans_find(s, n, n);
}
#endif
