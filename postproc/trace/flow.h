/* Where instructions were come to from: the counts of superblocks, as a graph.
 *
 * A superblock runs from its first instruction on, up to the end or a side exit; so each time that
 * it began, something led there: a jump, the end of another superblock, a return.  What an
 * unconditional jump has led to is known.  A conditional one has either jumped or gone on; which,
 * follows where nothing else, or only what is known already, has led to one of its two ends.  This
 * is so for nearly all that compilers make; where it is not, it counts as not jumped. */
#ifndef TRACE_FLOW_H
#define TRACE_FLOW_H
#include "trace/program.h"

enum flow_kind { FLOW_ON, FLOW_JUMP, FLOW_CONDITIONAL, FLOW_CALL, FLOW_REPEATED, FLOW_AWAY };

struct flow {                                        /* of one instruction */
	uint64_t addr, len;                          /* link-time */
	enum flow_kind kind;
	uint64_t target;                             /* of jumps */
	uint64_t begun;                              /* superblocks that begin here */
	uint64_t passed;                             /* times that it was come to within one */
	uint64_t ended;                              /* times that one was left here */
	uint64_t on, taken;                          /* of those: to the next instruction, to the target */
	bool is_known;                               /* these two are */
	struct flow *jump;                           /* to here, the first one; */
	struct flow *other;                          /* and the next one with the same target */
};

/* All that ran of an object, by address.  free() it. */
struct flow *flow_find(const struct run *run, const struct run_object *o, struct object *debug,
		       size_t *count);
/* What comes before f in the code, and may go on with it; NULL: that did not run. */
struct flow *flow_before(struct flow *first, struct flow *f);
#endif
