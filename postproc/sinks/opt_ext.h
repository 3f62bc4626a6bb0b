/* The key "ext" of a step: what is known besides, and no front end looks at; docs/formats/opt.md. */
#ifndef SINKS_OPT_EXT_H
#define SINKS_OPT_EXT_H
#include <json.h>
#include "base/buf.h"
#include "base/map.h"
#include "sinks/opt_known.h"
#include "trace/step.h"

/* Zero-initialise one to start. */
struct opt_ext {
	struct map block;                            /* address -> struct known_block */
	struct buf changed, known;                   /* of the step at hand */
	struct buf text;                             /* of the step at hand */
};

/* Before opt_ext(): a variable of the step, by the key that it has in the frame of that identity, or
 * among the globals if that is NULL. */
void opt_ext_changed(struct opt_ext *e, const char *key, const char *frame);

/* Before opt_ext(): a value of the step. */
void opt_ext_known(struct opt_ext *e, const struct opt_owner *owner, const struct value *v);

/* first_file is the file that is not named with a line.  Valid until the next call. */
struct json_object *opt_ext(struct opt_ext *e, const struct trace_step *s, const char *first_file);
void opt_ext_clear(struct opt_ext *e);
#endif
