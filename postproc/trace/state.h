/* The state of the program at the step applied last: frames, globals, heap. */
#ifndef TRACE_STATE_H
#define TRACE_STATE_H
#include "trace/options.h"
#include "trace/program.h"
#include "trace/step.h"

/* Fills frames, globals and blocks of s, whose innermost frame is at that level and at the line of
 * s; everything is made in arena a. */
void state_build(struct program *p, struct run *run, const struct trace_options *opt, size_t level,
		 struct arena *a, struct trace_step *s);
#endif
