/* The program under the recorder, and its recording through a pipe into spp-post. */
#ifndef COMMAND_RECORD_H
#define COMMAND_RECORD_H
#include "command/options.h"
#include "command/places.h"

struct record_files { int in, trace; bool pass_output; };    /* in: -1: our own */

/* Runs program and writes its trace.  *lasting: the same would come out again.  The exit code. */
int record_program(const struct command *c, const struct places *p, const char *program,
		   const struct record_files *files, bool *lasting);
#endif
