/* The values that variables had when lines were about to run: first and last, smallest and largest,
 * how many, and how many different ones.
 *
 * Looked at are scalars of the innermost call: its parameters, and locals in scope that have been
 * declared.  At a call, only parameters.  What is undefined is no value.  Different values are
 * counted exactly up to VALUES_DISTINCT of one variable at one line (while there are no more than
 * some millions in all). */
#ifndef TRACE_VALUES_H
#define TRACE_VALUES_H
#include "trace/filter.h"
#include "trace/program.h"

enum { VALUES_DISTINCT = 1000 };

struct values_range {
	const char *name;
	const struct variable *variable;
	bool at_call;                                /* was looked at when the function was called */
	uint64_t count, distinct;                    /* of its values */
	bool more_distinct;                          /* at least so many */
	/* No such things of pointers: least and most are NULL. */
	const struct value *first, *last, *least, *most;
};

/* Of one line; those of the same line may be several, of several objects. */
struct values_line {
	const char *file; unsigned line;
	uint64_t steps;                              /* that have it */
	struct values_range *range; size_t n;        /* in the order in which they had values */
};

struct values;

struct values *values_new(struct program *p, struct run *run, const struct trace_options *opt);
/* At each step, whether it is shown or not. */
void values_step(struct values *v, const struct place *place, const struct shown *shown);
/* After the last one; valid until values_free(). */
void values_finish(struct values *v);
/* Those of a line, after values_finish(). */
const struct values_line *values_of(const struct values *v, const char *file, unsigned line,
				    size_t *count);
void values_free(struct values *v);
#endif
