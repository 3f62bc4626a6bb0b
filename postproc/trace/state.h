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
/* Where frame i of the running thread is, and what its variables are to be looked for with; *entry
 * becomes what f->entry points to, if that is known.  NULL: no debug information there. */
const struct place *state_frame(struct program *p, struct run *run, size_t i, struct arena *a,
				struct frame_state *f, struct frame_state *entry);
struct decoder state_decoder(struct program *p, const struct trace_options *opt, struct arena *a);
#endif
