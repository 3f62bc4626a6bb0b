/* The text of the source files that a trace is of. */
#ifndef SINKS_OPT_SOURCE_H
#define SINKS_OPT_SOURCE_H
#include <stdio.h>
#include "trace/end.h"

/* Writes "code", the file of the first step without its first `skip` lines, and if there are others
 * "files", in the middle of an object; begins with a comma.  A file that cannot be read is an empty
 * string, and a message says so. */
void opt_write_sources(FILE *out, const struct trace_end *end, uint64_t skip);
/* Writes "buildOutput", what the file holds, likewise; nothing for an empty file, or none. */
void opt_write_build_output(FILE *out, const char *path);
#endif
