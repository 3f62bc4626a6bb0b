/* One pass over a recording: reader -> run -> trace -> sink.  Of several recordings the earlier ones
 * are read for the profile, and the last one as if it were alone. */
#ifndef FRONT_PASS_H
#define FRONT_PASS_H
#include "front/options.h"
#include "trace/leaks.h"

enum { CODE_DONE = 0, CODE_NOTHING = 1, CODE_USAGE = 2, CODE_DAMAGED = 3 };

/* leaks: of SINK_LEAKS, in the second pass; else NULL.  Returns the exit code. */
int pass_once(const struct options *o, FILE *in, FILE *out, struct leaks *leaks);
/* How many steps are asked for in the whole recording. */
uint64_t pass_count_steps(const struct options *o, FILE *in);
#endif
