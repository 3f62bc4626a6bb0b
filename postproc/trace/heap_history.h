/* The heap's course: at most so many snapshots, spread evenly over the instructions that have run.
 * Where there are too many, each second one goes, and the next ones are taken half as often.  One
 * in ten has the bytes of each site. */
#ifndef TRACE_HEAP_HISTORY_H
#define TRACE_HEAP_HISTORY_H
#include <stddef.h>
#include <stdint.h>
#include "run/counts.h"

enum { HEAP_DETAILED = 10 };                 /* each tenth snapshot */

struct heap_share { size_t site; uint64_t bytes; };      /* site: its index */

struct heap_snapshot {
	struct counts_moment at;
	uint64_t bytes, extra;
	struct heap_share *share; size_t n_shares;       /* of sites with live bytes; or NULL */
	bool is_peak;
};

struct heap_history {
	struct heap_snapshot *snapshot; size_t n, most;  /* most: 0, nothing is kept */
	uint64_t interval;                               /* between two, in instructions */
};

/* The heap has changed; false: no snapshot is to be taken now. */
bool heap_history_is_due(const struct heap_history *h, const struct counts_moment *now);
/* Takes a snapshot, whose shares the caller fills in if it is detailed. */
struct heap_snapshot *heap_history_take(struct heap_history *h, const struct counts_moment *now);
bool heap_history_is_detailed(const struct heap_history *h);     /* the one taken last */
/* The peak takes its place among the others, or that of one at the same time. */
struct heap_snapshot *heap_history_put_peak(struct heap_history *h, const struct counts_moment *at);
void heap_history_free(struct heap_history *h);
#endif
