/* What of a recording is shown, and how far values go.  front/ fills it from the command line. */
#ifndef TRACE_OPTIONS_H
#define TRACE_OPTIONS_H
#include <stdbool.h>
#include <stdint.h>
#include "value/value.h"

enum trace_every {
	EVERY_LINE,                                  /* one step when a line is about to run */
	EVERY_STATEMENT,                             /* one step a row of the line table, function entries too */
	EVERY_INSTRUCTION,                           /* and one an instruction, if they were recorded */
};

struct trace_options {
	enum trace_every every;
	uint64_t from, to;                           /* steps shown, counted from 1; to 0: no end */
	const char *line_file; unsigned line;        /* only steps there; NULL: in any file; 0: at any line */
	const char *changed;                         /* only steps at which this variable has changed; or NULL */
	const char *function;                        /* only steps in it; NULL: in any */
	uint64_t skip;                               /* of the steps asked for, so many first ones are not shown */
	bool counts_only;                             /* none is: they are counted */
	uint64_t max_steps;                          /* shown at most; 0: no limit */
	uint64_t max_frames;                         /* of one step's; the middle ones are left out; 0: no limit */
	struct value_limits limits;
	const char *object_dir, *source_dir;         /* looked into first for files of those names; or NULL */
	bool stop_at_error;                          /* the trace ends at the first step with a memory error */
	bool raw_input;                              /* the trace ends where the program finds no more input */
	bool startup;                                /* what runs before main and after it, too */
	bool columns;                                /* EVERY_LINE: places within a line are apart */
	const char *files;                           /* a glob: steps in such files only; NULL: all */
	bool raw;                                    /* containers as they are laid out */
	bool values;                                 /* the values that variables had are looked at, line by line */
};
#endif
