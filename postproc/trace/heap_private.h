/* What the heap by site is counted with.  Private to heap_sites.c, heap_use.c and heap_finish.c. */
#ifndef TRACE_HEAP_PRIVATE_H
#define TRACE_HEAP_PRIVATE_H
#include "base/map.h"
#include "trace/heap_sites.h"

struct block {
	struct heap_site *site;
	uint64_t size, made;                 /* made: after so many instructions */
	uint64_t number;                     /* in the order of allocation */
	struct block *next;                  /* of those to be used again */
};

struct heap_private {
	struct run *run;
	struct program *program;
	struct heap_rules rules;
	struct heap_paths paths;
	struct ids sites;                    /* by path and kind */
	struct arena *arena;
	struct map blocks;                   /* by address */
	struct block *unused;
	struct map last;                     /* by thread: uint64_t, number of the newest block */
	uint64_t numbers, peaks;             /* given out */
	bool begun, apart;
	struct heap_amount live, highest;    /* of the recording at hand */
	uint64_t allocs, frees, bytes;       /* likewise */
	struct counts_moment peak;
};

/* Before a site's live blocks change, and at the end. */
static inline void heap_note_peak(const struct heap_sites *h, struct heap_site *s)
{
	if (s->peak != h->private->peaks)
		s->highest = s->live;
	s->peak = h->private->peaks;
}

/* What a live block's ACCESSES says. */
void heap_add_accesses(struct heap_sites *h, const struct record_accesses *rec);
/* realloc has copied so many bytes. */
void heap_add_copy(struct heap_sites *h, struct heap_site *s, uint64_t bytes);
void heap_take_snapshot(struct heap_sites *h);
#endif
