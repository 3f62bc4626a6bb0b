/* How often lines were begun: come to from another line, or by a jump back within the same one, as
 * loops on one line make it.  That is how often a step has the line (docs/steps.md), but for those
 * of calls that the compiler inlined at the line.  It is counted by the profile, so it needs no
 * steps, and is of the whole run.  Optimised code may have instructions of a line where none of its
 * statements begins; there it is how often the one of them ran that ran most. */
#ifndef TRACE_EXECUTIONS_H
#define TRACE_EXECUTIONS_H
#include "base/arena.h"
#include "base/map.h"
#include "trace/program.h"

struct execution {
	const char *file; unsigned line;
	uint64_t begun, most;                        /* most: that one of its instructions ran */
	unsigned recording;                          /* that most is of, counted from 1 */
	const char *function;                        /* that has the code; NULL: unknown; of several one */
	bool is_traced;                              /* the program's own, not the system's */
	bool begins;                                 /* a statement of it does */
};

/* By file and line, each once.  Of traced objects all lines that have code, of others those that
 * ran.  Zero-initialise one to start. */
struct executions {
	struct execution *at; size_t n, room;
	unsigned recordings;
	struct arena *strings;
	struct map copies;                           /* of the program's, by their addresses there */
};

/* Adds those of a recording, at its end.  Keeps nothing of it. */
void executions_add(struct executions *e, struct run *run, struct program *program);
uint64_t execution_times(const struct execution *x);
/* 0: none, or it did not run. */
uint64_t executions_of(const struct executions *e, const char *file, unsigned line);
void executions_free(struct executions *e);
#endif
