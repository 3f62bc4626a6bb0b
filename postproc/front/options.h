/* The command line: spp-post FORMAT [options] [FILE ...]. */
#ifndef FRONT_OPTIONS_H
#define FRONT_OPTIONS_H
#include <stdio.h>
#include "sinks/sink.h"
#include "trace/options.h"

struct options {
	const struct sink_type *sink;                /* NULL: compile-error */
	const char *code, *dialect;                  /* of compile-error: the source file; opt, seepp, both */
	const char *input;                           /* the last one; NULL: standard input */
	char *const *earlier; size_t n_earlier;      /* other recordings before it; "-": standard input */
	bool per_process;                            /* they are kept apart */
	const char *output;                          /* NULL: standard output */
	const char *ending;                          /* file that says who ended the program; NULL: none */
	const char *summary;                         /* file to write how the trace ended to; NULL: none */
	bool progress;
	uint64_t max_size;                           /* bytes of the trace; 0: no limit */
	struct trace_options trace;
	uint64_t last;                               /* only so many last ones of the steps asked for; 0: all */
	struct sink_options look;
};

enum options_result { OPTIONS_GO, OPTIONS_DONE, OPTIONS_WRONG };

/* OPTIONS_DONE: help or version was asked for and printed.  OPTIONS_WRONG: a message was printed. */
enum options_result options_parse(struct options *o, int argc, char **argv);
#endif
