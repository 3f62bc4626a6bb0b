/* The dialects of one trace: how they spell its keys, and what their front ends draw.
 *
 * A dialect is a row of facts; what is written follows from them, so that a front end more is a row
 * more.  docs/formats/opt.md and seepp.md say what each fact looks like. */
#ifndef SINKS_OPT_DIALECT_H
#define SINKS_OPT_DIALECT_H
#include <json.h>
#include <stdbool.h>
#include "sinks/opt_shape.h"
#include "trace/step.h"

enum opt_key {
	OPT_FUNC_NAME, OPT_STACK, OPT_ORDERED_GLOBALS, OPT_EXCEPTION_MSG, OPT_FRAME_ID,
	OPT_UNIQUE_HASH, OPT_ORDERED_VARNAMES, OPT_ENCODED_LOCALS, OPT_IS_HIGHLIGHTED,
	OPT_IS_PARENT, OPT_IS_ZOMBIE, OPT_PARENT_FRAME_IDS,
};

/* Where it says that the trace is shorter than the program. */
enum opt_limit {
	OPT_LIMIT_ENTRY,                             /* an entry behind the last step; it is not shown */
	OPT_LIMIT_LAST,                              /* the last step */
	OPT_LIMIT_COPY,                              /* a copy of the last step: right for both */
};

struct opt_dialect {
	const struct opt_shape *shape;
	unsigned address_digits;                     /* at least */
	bool snake, camel;                           /* func_name, funcName, or one beside the other */
	bool html;                                   /* names are put into the page as HTML */
	bool grids;                                  /* arrays of arrays have an encoding of their own */
	bool refs;                                   /* the type "ref" is drawn, as "pointer" is */
	bool strict;                                 /* a pointer to what is not drawn is an error */
	bool all_blocks;                             /* each of the heap is drawn, led to or not */
	bool shows_errors;                           /* an exception is shown, and the trace goes on */
	bool marks_lost;                             /* what no pointer leads to is shown as such */
	unsigned line_shift;                         /* is taken off again by the front end */
	const char *step, *uncaught;                 /* events */
	enum opt_limit limit;
};

extern const struct opt_dialect opt_dialect_opt, opt_dialect_seepp, opt_dialect_both,
	opt_dialect_vgtrace, opt_dialect_vgtrace_html;

const struct opt_dialect *opt_dialect_by_name(const char *name);     /* NULL: unknown */
const char *opt_event(const struct opt_dialect *d, enum trace_event event);
/* Adds value under the key as the dialect spells it. */
void opt_add(const struct opt_dialect *d, struct json_object *o, enum opt_key key,
	     struct json_object *value);
/* The same, where all dialects spell it alike. */
void opt_put(struct json_object *o, const char *key, struct json_object *value);
#endif
