/* The heap of a step: blocks that pointers lead to from frames, globals and other such blocks, live
 * ones and freed ones. */
#ifndef TRACE_HEAP_H
#define TRACE_HEAP_H
#include "trace/program.h"
#include "trace/step.h"

/* Fills s->block and s->freed in the order in which they are reached; frames and globals must be
 * there. */
void heap_build(struct program *p, struct run *run, struct decoder *d, struct trace_step *s);
/* The same for one more value, when the step has been built already. */
void heap_add(struct program *p, struct run *run, struct decoder *d, struct trace_step *s,
	      const struct value *v);
#endif
