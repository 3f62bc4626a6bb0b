/* The value that a function returns, from the registers at its return. */
#ifndef TRACE_RESULT_H
#define TRACE_RESULT_H
#include "trace/program.h"
#include "trace/step.h"

/* Of a function, at the RESULT record applied last; NULL: it returns none. */
const struct value *result_value(struct program *p, const struct run *run, struct decoder *d,
				 const struct function *function);
/* Makes it the step's: `returned`, and the innermost frame's last variable. */
void result_add(struct trace_step *s, const struct value *v, struct arena *a);
#endif
