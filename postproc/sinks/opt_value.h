/* Values in the Online Python Tutor's encodings: C_DATA, C_STRUCT, C_ARRAY,
 * C_MULTIDIMENSIONAL_ARRAY. */
#ifndef SINKS_OPT_VALUE_H
#define SINKS_OPT_VALUE_H
#include <json.h>
#include "sinks/opt_drawn.h"

struct json_object *opt_value(struct opt_drawn *d, const struct value *v);
/* A block or literal as the C_ARRAY that a heap entry has to be. */
struct json_object *opt_block(struct opt_drawn *d, const struct trace_block *b);
struct json_object *opt_literal(const struct opt_literal *l);
/* Names and types are put into the page as HTML. */
struct json_object *opt_html(const char *s);
#endif
