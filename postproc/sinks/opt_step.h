/* One step of a trace as JSON, in any dialect. */
#ifndef SINKS_OPT_STEP_H
#define SINKS_OPT_STEP_H
#include "sinks/opt_ext.h"
#include "sinks/opt_value.h"
#include "sinks/sink.h"

/* What the steps of one trace share. */
struct opt_steps {
	const struct opt_dialect *dialect;
	uint64_t max_output;                         /* bytes; 0: no limit */
	uint64_t prelude;                            /* lines of the first file that are not shown */
	char *first_file;                            /* of the first step; NULL: none yet */
	struct opt_encoder encoder;
	struct opt_ext ext;
};

void opt_steps_init(struct opt_steps *o, const struct opt_dialect *d,
		    const struct sink_options *options);
/* All but the event and its message.  Valid until the next call. */
struct json_object *opt_step(struct opt_steps *o, const struct trace_step *s);
/* The same for an entry that shows nothing; line 0: none. */
struct json_object *opt_empty_step(const struct opt_dialect *d, unsigned line);

/* Its parts, for another layout of a step.  Values are of the step that was begun last: of what
 * opt_begin_step() gives, which has all that is to be drawn. */
const struct trace_step *opt_begin_step(struct opt_steps *o, const struct trace_step *s);
/* Sets the list of names and the object of values, for the caller to add. */
void opt_encode_vars(struct opt_steps *o, const struct trace_var *var, size_t n,
		     struct json_object **order, struct json_object **values);
/* As it is in the text that the document has, and as the front end expects it. */
int64_t opt_line(const struct opt_steps *o, const char *file, unsigned line);
enum { OPT_CUT_NAME = 48 };
/* Stands for n frames in the middle of a deep stack; name is the caller's. */
struct trace_frame opt_cut_frame(size_t n, char name[OPT_CUT_NAME]);

void opt_steps_clear(struct opt_steps *o);
#endif
