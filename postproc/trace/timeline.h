/* What happened when: calls as they end, and what the program did to its heap, wrote, read and got
 * wrong, in the order of the recording.
 *
 * Time is instructions since the program began, of all its threads; in a recording without a profile
 * it is the number of rows of the line table that were recorded before. */
#ifndef TRACE_TIMELINE_H
#define TRACE_TIMELINE_H
#include "trace/program.h"

enum timeline_kind {
	TIMELINE_PROCESS, TIMELINE_THREAD,           /* the first of it that is told */
	TIMELINE_CALL,                               /* it began at `at' and took `took' */
	TIMELINE_ALLOC, TIMELINE_FREE, TIMELINE_OUTPUT, TIMELINE_INPUT, TIMELINE_ERROR,
	TIMELINE_END                                 /* of the recording: its names go */
};

struct timeline_event {
	enum timeline_kind kind;
	uint64_t thread, at, took;
	const char *name;                            /* of a function: the same pointer each time, up to the END */
	const char *text; size_t len;                /* written or read; the error's message */
	uint64_t number;                             /* the process; bytes of a block; file descriptor */
	uint64_t addr, live;                         /* the block; bytes in all blocks, after this */
};

struct timeline;

typedef void timeline_take(void *ctx, const struct timeline_event *);

struct timeline *timeline_new(struct run *run, struct program *program, timeline_take *take, void *ctx);
/* Before the record is applied to the run. */
void timeline_before(struct timeline *t, const struct record *r);
/* At the end of the recording: what has not returned ends. */
void timeline_end(struct timeline *t);
void timeline_free(struct timeline *t);
#endif
