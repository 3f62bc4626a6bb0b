/* Values that are undefined in part: what is known of them, for the key "ext"; docs/formats/opt.md. */
#ifndef SINKS_OPT_KNOWN_H
#define SINKS_OPT_KNOWN_H
#include "base/buf.h"
#include "sinks/opt_drawn.h"

/* Where a value is: a variable by its key and its frame's identity, NULL for a global; or, where
 * key is NULL, the block at an address. */
struct opt_owner { const char *key, *frame; uint64_t block; };

/* Whether some of the value's bits are known, but not all. */
bool opt_known_in_part(const struct value *v);
/* Appends an object for each such part of v, behind a comma where there is something before. */
void opt_known_put(struct buf *to, const struct opt_owner *owner, const struct value *v);
#endif
