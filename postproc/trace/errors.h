/* Memory errors, as the recorder found them, in the step that they happened at. */
#ifndef TRACE_ERRORS_H
#define TRACE_ERRORS_H
#include "trace/program.h"
#include "trace/step.h"

enum { ERRORS_MAX = 20 };                            /* told of one step */

/* Adds one, of the running thread, to a step whose arena is a.  The first one's words are the step's
 * message. */
void errors_note(struct program *p, const struct run *run, const struct record_error *rec,
		 struct arena *a, struct trace_step *s);
/* "write", "condition", ...; "other" for a kind that is not known. */
const char *errors_kind_name(uint64_t kind);
#endif
