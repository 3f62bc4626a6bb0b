/* Which part of the run is main's: not what runs before it (constructors of globals) nor what runs
 * when the program exits (their destructors, functions of atexit). */
#ifndef TRACE_WITHIN_H
#define TRACE_WITHIN_H
#include "trace/program.h"

struct within;

struct within *within_new(struct program *p, const struct run *run);
/* The step or return applied last lies in main, or in a thread that runs beside it.  Of a program
 * whose main cannot be found, all do.  To be asked at every step. */
bool within_main(struct within *w);
void within_free(struct within *w);
#endif
