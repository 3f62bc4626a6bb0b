/* Words of memory that may be addresses of heap blocks, aligned ones as pointers are.
 *
 * Looked up by where they lead to, and brought up to date when asked for, at the cost of the pages
 * that have changed since: a run that nobody asks about has no cost. */
#ifndef RUN_REFS_H
#define RUN_REFS_H
#include "run/run.h"

struct refs;

struct refs *refs_new(struct run *run);
void refs_update(struct refs *refs);
/* Calls found for each word that leads into a block; in no useful order.  How many were looked at. */
uint64_t refs_into(struct refs *refs, const struct run_block *b,
		   void (*found)(void *ctx, uint64_t at, uint64_t to), void *ctx);
void refs_free(struct refs *refs);
#endif
