/* The heap by site: what was allocated where, what of it was there when the heap was largest, and
 * what became of it.  Memory: that of the sites and of the live blocks.
 *
 * A site is a path of calls down to the allocation function, each with the place of its call, and
 * which kind of function that is.  Where it is asked for, the heap's course over time is kept too
 * (heap_history.h). */
#ifndef TRACE_HEAP_SITES_H
#define TRACE_HEAP_SITES_H
#include "trace/heap_history.h"
#include "trace/heap_paths.h"
#include "trace/profile.h"

struct heap_amount { uint64_t blocks, bytes, extra; };   /* extra: see struct heap_rules */

/* How a format counts. */
struct heap_rules {
	/* What realloc makes larger or smaller is still its first site's block, and as old; else realloc
	 * frees it and makes another. */
	bool stays;
	uint64_t admin, rounding;            /* extra: so much for a block, and up to a multiple */
	size_t snapshots;                    /* of the heap's course, at most; 0: none */
};

enum { HEAP_SIZES = 65 };                    /* size 0; 1; 2 and 3; 4 to 7; ... */

struct heap_site {
	const struct heap_path *path;        /* NULL: the recording does not say */
	uint64_t kind;                       /* enum sp_alloc_kind */
	const struct profile_node *node;     /* of the allocation function; NULL: unknown */
	struct heap_amount total;            /* a realloc makes one block of the new size */
	struct heap_amount at_end;
	struct heap_amount at_peak;          /* of the recording with the highest one */
	struct heap_amount most;             /* where its own bytes were most */
	uint64_t lifetimes;                  /* of all blocks, in instructions */
	uint64_t temporary;                  /* blocks freed before their thread made another one */
	uint64_t size[HEAP_SIZES];           /* blocks, by size */
	uint64_t reads, writes;              /* bytes, of all blocks, where the recording says so */
	/* How often each byte of its blocks was accessed, if all have the same size and none is
	 * realloc's; else NULL. */
	uint64_t *times; size_t n_times;
	size_t index;
	bool sizes_differ;                   /* private, as what follows */
	struct heap_amount live, highest;
	uint64_t peak;                       /* number of the peak that highest is of */
};

struct heap_sites {
	struct heap_site **site; size_t n_sites;         /* in the order of their first blocks */
	struct heap_amount total, at_end, at_peak;
	uint64_t temporary, reads, writes;
	struct { uint64_t allocs, frees, bytes; } usage;         /* as Memcheck counts */
	bool has_accesses;                   /* what is read and written is recorded */
	bool lacks_child;                    /* a forked one, whose heap is not recorded */
	uint64_t size[HEAP_SIZES];
	uint64_t instructions, nanoseconds;              /* that all recordings took */
	struct counts_moment peak;                       /* the last of the highest points */
	struct heap_history history;
	struct heap_private *private;
};

struct heap_sites *heap_sites_new(const struct heap_rules *rules);
/* A recording is about to be read, one of several perhaps: what was allocated in the same place of
 * the same program is added up, unless they are to be kept apart. */
void heap_sites_begin(struct heap_sites *h, struct run *run, struct program *program, bool apart);
/* Each record, after run_apply(). */
void heap_sites_apply(struct heap_sites *h, const struct record *rec);
/* At its end: profile is what it was just added to. */
void heap_sites_finish(struct heap_sites *h, const struct profile *profile);
void heap_sites_free(struct heap_sites *h);
/* The name of the function of a kind: "malloc", "new[]". */
const char *heap_kind_name(uint64_t kind);
#endif
