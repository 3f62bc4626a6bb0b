/* What the Online Python Tutor front end will draw of a step, found before anything is written.
 *
 * The front end throws on a pointer whose target it does not draw and on two pointers at one
 * address; it lays a heap block out only if some pointer it has drawn holds the block's own
 * address.  So a pointer is written as one only if all of that holds (docs/formats/opt.md). */
#ifndef SINKS_OPT_DRAWN_H
#define SINKS_OPT_DRAWN_H
#include "base/map.h"
#include "trace/step.h"

/* A string constant that a char pointer leads to; drawn as a block of characters. */
struct opt_literal { uint64_t addr; const char *text; bool cut; };

struct opt_drawn {
	struct map target;                           /* addresses of scalars that are drawn */
	struct map source;                           /* addresses where a pointer was written already */
	struct map pointed;                          /* addresses that pointers of the step hold */
	struct map block;                            /* address -> struct trace_block of the step */
	struct map laid_out;                         /* blocks and literals that are drawn */
	struct opt_literal *literal; size_t n_literals, room;
};

void opt_drawn_fill(struct opt_drawn *d, const struct trace_step *s);
/* Whether v may be written as a pointer; asked once a value, as it is written. */
bool opt_drawn_pointer(struct opt_drawn *d, const struct value *v);
/* A container at which a pointer leads, with its elements elsewhere: it needs a cell of its own. */
bool opt_drawn_head(const struct opt_drawn *d, const struct value *v);
/* Elements that are not in the value itself, as a vector's. */
bool opt_drawn_away(const struct value *v);
void opt_drawn_clear(struct opt_drawn *d);
#endif
