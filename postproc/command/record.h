/* The program under the recorder, and its recording through a pipe into spp-post. */
#ifndef COMMAND_RECORD_H
#define COMMAND_RECORD_H
#include "command/options.h"
#include "command/places.h"

struct record_files {
	int in, trace;                               /* in: -1: our own */
	bool pass_output;
	const char *messages;                        /* what the compiler said; NULL: nothing was compiled */
};

/* Runs program and writes its trace.  *lasting: the same would come out again.  The exit code. */
int record_program(const struct command *c, const struct places *p, const char *program,
		   const struct record_files *files, bool *lasting);
#endif
