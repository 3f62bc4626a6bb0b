/* Heap blocks that no pointer shown leads to: what else does, as Memcheck's leak check has it. */
#ifndef TRACE_APART_H
#define TRACE_APART_H
#include "trace/origin.h"

/* A block that a pointer shown leads to, but does not say what is there (void *). */
struct apart_met { struct run_block *block; bool inside; };

struct apart_block { struct run_block *block; enum trace_reach reach; };

struct apart_query {
	struct program *program;
	struct run *run;
	const struct trace_frame *innermost;         /* NULL: none */
	uint64_t mark;                               /* of the blocks that are listed; uses the next one too */
	const struct apart_met *met; size_t n_met;
	size_t max;                                  /* more than so many are not looked at */
	uint64_t max_words;                          /* nor more words that lead to them */
	bool all;                                    /* blocks that containers have made too, if not lost */
	struct arena *arena;                         /* of the answer */
};

/* By address, reach being one of the last four; blocks that a container has made only if they are
 * lost, unless all are asked for, those of libraries never.  NULL: none, or too many. */
const struct apart_block *apart_find(const struct apart_query *q, size_t *count);
/* to leads to the block's first byte, or to the first of an array of objects, which new[] puts
 * behind their number. */
bool apart_is_start(const struct run_block *b, uint64_t to);
#endif
