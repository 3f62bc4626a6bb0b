/* The state of the program at the step applied last: frames, globals, heap. */
#ifndef TRACE_STATE_H
#define TRACE_STATE_H
#include "trace/options.h"
#include "trace/program.h"
#include "trace/step.h"

/* Fills frames, globals and blocks of s, whose innermost frame is at that level and at the line of
 * s; everything is made in arena a.  returns: the function that is about to return, as a RESULT
 * record says, the last one applied; NULL: none. */
void state_build(struct program *p, struct run *run, const struct trace_options *opt, size_t level,
		 const struct function *returns, struct arena *a, struct trace_step *s);
/* The function of a step that was built before returns at it, as the RESULT record applied last
 * says. */
void state_add_result(struct program *p, struct run *run, const struct trace_options *opt,
		      const struct function *returns, struct arena *a, struct trace_step *s);
#endif
