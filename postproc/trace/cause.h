/* How the program ended, in words for people. */
#ifndef TRACE_CAUSE_H
#define TRACE_CAUSE_H
#include "trace/program.h"

/* A signal ended it.  What it wrote to standard error from err_from on belongs to the end: the C
 * library says there which assertion failed, that of C++ which exception nobody caught.  The text is
 * the program's, not always UTF-8; made in arena a. */
const char *cause_of_signal(struct program *p, struct run *run, size_t err_from, struct arena *a);
/* It exited; NULL: with 0. */
const char *cause_of_exit(uint64_t code, struct arena *a);
#endif
