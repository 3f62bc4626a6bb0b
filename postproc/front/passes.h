/* From recordings to one format: once over each of them, or twice, where what is to be shown is known
 * only at the end. */
#ifndef FRONT_PASSES_H
#define FRONT_PASSES_H
#include "front/options.h"

/* in: the last of the recordings.  Returns the exit code. */
int passes_run(const struct options *o, FILE *in, FILE *out);
#endif
