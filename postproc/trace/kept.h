/* Values that outlive their step: of what is large to decode, the tree is kept until memory that
 * it was made from changes.  Most of what a step shows is as it was at the step before. */
#ifndef TRACE_KEPT_H
#define TRACE_KEPT_H
#include "run/run.h"
#include "value/value.h"

struct kept;

struct kept *kept_new(struct run *run);
/* A step begins: what nobody asked for in many steps is given up. */
void kept_begin_step(struct kept *k);
/* Whether keeping one of type t costs less than decoding it again. */
bool kept_is_worth(const struct decoder *d, const struct type *t);
bool kept_is_worth_block(uint64_t bytes);
/* As value_at() and value_elements(); valid until kept_begin_step(). */
const struct value *kept_at(struct kept *k, struct decoder *d, const struct type *t, uint64_t addr,
			    const struct frame_state *f);
const struct value *kept_elements(struct kept *k, struct decoder *d, const struct type *t,
				  uint64_t addr, uint64_t count);
void kept_free(struct kept *k);
#endif
