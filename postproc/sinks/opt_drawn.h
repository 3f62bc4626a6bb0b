/* What a front end will draw of a step, found before anything is written.
 *
 * That of the Online Python Tutor throws on a pointer whose target it does not draw and on two
 * pointers at one address; it lays a heap block out only if some pointer it has drawn holds the block's own
 * address.  So a pointer is written as one only if all of that holds (docs/formats/opt.md).  Other
 * dialects ask less. */
#ifndef SINKS_OPT_DRAWN_H
#define SINKS_OPT_DRAWN_H
#include "base/buf.h"
#include "base/map.h"
#include "sinks/opt_dialect.h"
#include "trace/step.h"

/* A string constant that a char pointer leads to; drawn as a block of characters. */
struct opt_literal { uint64_t addr; const char *text; bool cut; };

/* What the sink keeps of a value that is kept over steps: all that has to be looked at to see what
 * is drawn, and how it was written when these and those of its pointers were. */
struct opt_outline {
	const struct value **pointer; bool *is_drawn; size_t n_pointers;     /* in order */
	const struct value **away; bool *is_head; size_t n_away;     /* see opt_drawn_away() */
	uint64_t *scalar; size_t n_scalars;          /* addresses; in ascending order once sorted */
	uint64_t low, high;                          /* the least and the largest of them */
	bool is_sorted;
	bool known_in_part;                          /* something in it is, see opt_known.h */
	struct buf text;                             /* empty: not written yet */
	uint64_t written_in;                         /* step, counted from 1 */
};

/* Of a kept value; made when first asked for. */
struct opt_outline *opt_outline_of(const struct value *v);
bool opt_outline_has(struct opt_outline *l, uint64_t addr);     /* among the scalars */

struct opt_drawn {
	const struct opt_dialect *dialect;
	struct map target;                           /* addresses of scalars that are drawn and pointed at */
	uint64_t *pointee; size_t n_pointees;        /* those of pointed in ascending order, once asked for */
	struct map source;                           /* addresses where a pointer was written already */
	struct map pointed;                          /* addresses that pointers of the step hold */
	struct map block;                            /* address -> struct trace_block of the step */
	struct map laid_out;                         /* blocks and literals that are drawn */
	struct opt_literal *literal; size_t n_literals, room;
};

void opt_drawn_fill(struct opt_drawn *d, const struct trace_step *s);
/* Whether v may be written as a pointer; asked once a value, as it is written. */
bool opt_drawn_pointer(struct opt_drawn *d, const struct value *v);
bool opt_drawn_pointed(const struct opt_drawn *d, uint64_t addr);   /* a pointer of the step holds it */
bool opt_drawn_block(const struct opt_drawn *d, uint64_t addr);     /* one of the step's */
/* A container at which a pointer leads, with its elements elsewhere: it needs a cell of its own. */
bool opt_drawn_head(const struct opt_drawn *d, const struct value *v);
/* Elements that are not in the value itself, as a vector's. */
bool opt_drawn_away(const struct value *v);
void opt_drawn_clear(struct opt_drawn *d);
#endif
