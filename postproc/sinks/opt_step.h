/* One step of a trace as JSON, in any dialect. */
#ifndef SINKS_OPT_STEP_H
#define SINKS_OPT_STEP_H
#include "sinks/opt_value.h"
#include "sinks/sink.h"

/* What the steps of one trace share. */
struct opt_steps {
	const struct opt_dialect *dialect;
	uint64_t prelude;                            /* lines at the head of the first file that are not shown */
	char *first_file;                            /* of the first step; NULL: none yet */
	struct opt_encoder encoder;
};

void opt_steps_init(struct opt_steps *o, const struct opt_dialect *d, const struct sink_options *options);
/* All but the event and its message.  Valid until the next call. */
struct json_object *opt_step(struct opt_steps *o, const struct trace_step *s);
/* The same for an entry that shows nothing; line 0: none. */
struct json_object *opt_empty_step(const struct opt_dialect *d, unsigned line);
void opt_steps_clear(struct opt_steps *o);
#endif
