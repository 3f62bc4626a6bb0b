/* The exception that ended a program of C++. */
#ifndef TRACE_UNCAUGHT_H
#define TRACE_UNCAUGHT_H
#include "trace/program.h"

/* "Uncaught exception of type T: what", in arena a; NULL: it was ended by something else.  said: what
 * it wrote to standard error at its end. */
const char *uncaught_words(struct program *p, struct run *run, const char *said, struct arena *a);
#endif
