/* Which of the recorded steps are shown: the rules that make rows of the line table into steps as
 * people expect them, docs/steps.md.
 *
 * With EVERY_LINE, a step is shown when its frame comes to another line, or back to the same one
 * (a loop).  The entry of a function with a prologue is not shown itself: the first step behind it
 * is, as a call with the entry's line and the parameters set, and then as a step of its own line.
 * An inlined call is shown as a step at the line that it is in, where its caller was not there
 * already, a call, and a step, all at the first row of the inlined code. */
#ifndef TRACE_FILTER_H
#define TRACE_FILTER_H
#include "trace/options.h"
#include "trace/program.h"
#include "trace/step.h"

struct filter;

/* One step to show: the frame's inlined calls further in than level have not been made yet. */
struct shown {
	enum trace_event event;                      /* EVENT_STEP, EVENT_CALL or EVENT_RETURN */
	size_t level;                                /* of the place: see trace/place.h */
	const char *file; unsigned line, column;     /* file: NULL where unknown */
};

/* opt stays the caller's. */
struct filter *filter_new(const struct trace_options *opt, struct program *p, const struct run *run);
/* What to show, in this order, of the step applied to the run last, which is at place: valid until
 * the next call. */
const struct shown *filter_step(struct filter *f, const struct run *run, const struct place *place,
				size_t *count);
/* The innermost frame, which is at place, is about to return.  RETURN_HERE: the step counted last
 * is its last; RETURN_NEXT: *s is one more, to show; RETURN_HIDDEN: it has no steps. */
enum returning { RETURN_HIDDEN, RETURN_HERE, RETURN_NEXT };
enum returning filter_return(struct filter *f, const struct run *run, const struct place *place,
			     struct shown *s);
/* There were steps at instructions that begin no row. */
bool filter_has_instructions(const struct filter *f);
/* The step applied last is not shown wherever it is: it lies before main or after it. */
bool filter_is_outside(const struct filter *f);
/* The step as the place has it, in the innermost inlined call. */
struct shown shown_as_it_is(const struct place *place);
void filter_free(struct filter *f);
#endif
