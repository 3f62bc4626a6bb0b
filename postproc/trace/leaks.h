/* Heap blocks that are live at the end of the recording, by Memcheck's four kinds, and where the
 * last pointer to each lost one went.
 *
 * Takes two passes: which blocks are lost is known at the end of the first. */
#ifndef TRACE_LEAKS_H
#define TRACE_LEAKS_H
#include "trace/losses.h"
#include "trace/origin.h"

struct trace_leak {
	uint64_t addr, size;
	const char *kind;                            /* "malloc", "new[]", ... */
	enum trace_reach reach;                      /* one of the last four */
	struct trace_origin made;
	/* The rest: of lost ones only, and where the recording knows. */
	enum loss_cause cause;
	struct trace_origin lost;                    /* while this step ran */
	uint64_t with;                               /* address of the block that led to it; 0: none */
	const char *pointer;                         /* what the last pointer was: "p", "list"; or NULL */
};

struct trace_leaks {
	const struct trace_leak *leak; size_t n;     /* in the order in which they were made */
	bool too_many;                               /* more pointers than are looked at: nothing is known */
	uint64_t library_blocks, library_bytes;      /* that libraries have made; what leads to them is unknown */
};

struct leaks;

/* At the end of the first pass. */
struct leaks *leaks_find(struct run *run, struct program *p);
/* In the second one: at its start, around each run_apply(), at its end. */
void leaks_follow(struct leaks *l, struct run *run);
void leaks_before(struct leaks *l, const struct record *rec);
void leaks_after(struct leaks *l, const struct record *rec);
/* Everything in *list points into l, p or arena a. */
void leaks_list(struct leaks *l, struct program *p, struct arena *a, struct trace_leaks *list);
void leaks_free(struct leaks *l);
#endif
