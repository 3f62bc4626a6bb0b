/* Values in the Online Python Tutor's encodings: C_DATA, C_STRUCT, C_ARRAY,
 * C_MULTIDIMENSIONAL_ARRAY. */
#ifndef SINKS_OPT_VALUE_H
#define SINKS_OPT_VALUE_H
#include <json.h>
#include "base/arena.h"
#include "sinks/opt_drawn.h"
#include "sinks/opt_label.h"
#include "sinks/sink.h"

/* What the encodings of one trace share. */
struct opt_encoder {
	const struct opt_dialect *dialect;
	struct sink_options options;
	struct opt_drawn drawn;
	struct opt_labels labels;
	struct opt_outline *kept; size_t next_pointer;       /* of the kept value being written, or NULL */
	struct buf text;                             /* of the value being written, if it is not kept */
	struct buf *to;                              /* where the value being written goes */
	const struct trace_step *carried;            /* its heap is still to be written; see opt_shape.h */
	uint64_t without_place;                      /* arrows that begin in no memory, so far */
	uint64_t steps;                              /* written before this one */
	struct arena *arena;                         /* of the step at hand; see opt_encoder_next() */
};

void opt_encoder_init(struct opt_encoder *e, const struct opt_dialect *d, const struct sink_options *);
/* Begins a step; the values of the one before end here.  Gives the step with all that is to be
 * drawn (opt_extra.h), to take the values from. */
const struct trace_step *opt_encoder_next(struct opt_encoder *e, const struct trace_step *s);

/* Each is one object that stands for the whole text: a tree of objects would cost more than all
 * else that there is to do for a value. */
struct json_object *opt_value(struct opt_encoder *e, const struct value *v);
/* A block or literal as the C_ARRAY that a heap entry has to be. */
struct json_object *opt_block(struct opt_encoder *e, const struct trace_block *b);
struct json_object *opt_literal(struct opt_encoder *e, const struct opt_literal *l);
void opt_encoder_clear(struct opt_encoder *e);
#endif
