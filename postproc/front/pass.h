/* One pass over a recording: records into the run, the run into the trace, the trace into the sink. */
#ifndef FRONT_PASS_H
#define FRONT_PASS_H
#include "front/options.h"

/* The exit code: 0 done, 1 nothing to show, 3 damaged or truncated (after a message). */
int pass_run(const struct options *o, FILE *in, FILE *out);
#endif
