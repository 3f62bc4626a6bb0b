/* Which of the recorded steps are shown: the rules that make rows of the line table into steps as
 * people expect them.
 *
 * With EVERY_LINE, a step is shown when its frame comes to another line, or back to the same one
 * (a loop).  The entry of a function with a prologue is not shown itself: the first step behind it
 * is, as a call with the entry's line and the parameters set, and then as a step of its own line. */
#ifndef TRACE_FILTER_H
#define TRACE_FILTER_H
#include "trace/options.h"
#include "trace/program.h"

struct filter;
enum filter_show { SHOW_NOTHING = 0, SHOW_CALL = 1, SHOW_STEP = 2 };  /* call first, then step */

struct filter *filter_new(enum trace_every every);
/* A set of filter_show for the step applied to the run last, which is at place. */
unsigned filter_step(struct filter *f, const struct run *run, const struct place *place);
void filter_free(struct filter *f);
#endif
