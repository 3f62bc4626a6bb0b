/* What a front end would not draw by itself: heap blocks that no pointer to their beginning leads to,
 * and blocks that were freed.
 *
 * Front ends lay out a block only if a pointer holds its address, so such a block gets a pointer: a
 * global that the program does not have, "(leaked) 0x4d71c80", at an address that no program has.
 * docs/formats/opt.md has the rules. */
#ifndef SINKS_OPT_EXTRA_H
#define SINKS_OPT_EXTRA_H
#include "sinks/opt_drawn.h"
#include "sinks/sink.h"

/* The step with such globals and blocks, or s itself if there is nothing to add; d is filled with s.
 * What is added lives in the arena. */
const struct trace_step *opt_with_extras(const struct opt_drawn *d, const struct sink_options *options,
					 const struct trace_step *s, struct arena *a);
#endif
