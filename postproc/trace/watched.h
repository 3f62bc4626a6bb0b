/* The variables of one name, and whether one of them has changed: --when-changed.
 *
 * A local is watched in each call that has it, also while functions that it calls run.  Of
 * variables with containers in them what is shown is compared, so that a change beyond
 * --max-elements is none; of others all bytes, up to WATCHED_BYTES. */
#ifndef TRACE_WATCHED_H
#define TRACE_WATCHED_H
#include "trace/filter.h"
#include "trace/options.h"
#include "trace/program.h"

struct watched;

enum { WATCHED_BYTES = 1 << 20 };

/* opt->changed is "NAME" or "FUNCTION:NAME". */
struct watched *watched_new(struct program *p, struct run *run, const struct trace_options *opt);
/* At each step, whether it is shown or not: has one changed since the step before?  The value with
 * which a variable comes into being is no change. */
bool watched_step(struct watched *w, const struct place *place, const struct shown *shown);
bool watched_has_found(const struct watched *w);     /* there was such a variable at some step */
void watched_free(struct watched *w);
#endif
