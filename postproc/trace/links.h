/* What there is to follow in values: pointers, and the blocks that containers keep their elements
 * in, which are parts of the containers.
 *
 * Links of a kept value (trace/kept.h) are kept with it.  While a value is in the step, its
 * containers own their blocks: run_block's owners counts them, and such blocks are set aside. */
#ifndef TRACE_LINKS_H
#define TRACE_LINKS_H
#include "run/run.h"
#include "value/value.h"

struct owners;
struct owned { uint64_t addr, id; };

struct links {
	const struct value **pointer; size_t n_pointers, pointer_room;  /* in the order in which they are met */
	struct owned *owned; size_t n_owned, owned_room;
	struct owners *of;
	uint64_t used;                               /* in which step */
	bool passes;                                 /* of a value that is not kept: nobody else frees it */
	struct links *next, **from;                  /* of those that own now; from NULL: not one of them */
};

struct owners *owners_new(struct run *run);
/* Of a value in the step; valid until the next call, or as long as the value. */
const struct links *links_of(struct owners *o, const struct value *v);
void owners_begin_step(struct owners *o);
/* All values that the step reaches have been here: what others owned is theirs no more, until they
 * are asked for all the same. */
void owners_settle(struct owners *o);
/* When no value is kept any more. */
void owners_free(struct owners *o);
#endif
