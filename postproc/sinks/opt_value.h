/* Values in the Online Python Tutor's encodings: C_DATA, C_STRUCT, C_ARRAY,
 * C_MULTIDIMENSIONAL_ARRAY. */
#ifndef SINKS_OPT_VALUE_H
#define SINKS_OPT_VALUE_H
#include <json.h>
#include "sinks/opt_drawn.h"

/* What the encodings of one trace share: the step at hand, and texts that come again and again,
 * made once.  Zero-initialise one to start. */
struct opt_encoder {
	struct opt_drawn drawn;
	struct json_object *c_data;                  /* "C_DATA" */
	struct map label;                            /* const struct type * -> struct opt_label */
	struct arena *arena;                         /* of the step at hand; see opt_encoder_next() */
};

/* The step's values were written: begins the next one. */
void opt_encoder_next(struct opt_encoder *e);

struct json_object *opt_value(struct opt_encoder *e, const struct value *v);
/* A block or literal as the C_ARRAY that a heap entry has to be. */
struct json_object *opt_block(struct opt_encoder *e, const struct trace_block *b);
struct json_object *opt_literal(struct opt_encoder *e, const struct opt_literal *l);
void opt_encoder_clear(struct opt_encoder *e);
/* Names and types are put into the page as HTML. */
struct json_object *opt_html(const char *s);
#endif
