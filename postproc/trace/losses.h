/* When the last pointer to a heap block went, of blocks that are known to be lost in the end.
 *
 * The recording is applied for the second time: the first has told which blocks are lost.  Every
 * aligned word of memory and every register that leads to one of them is followed from the record
 * that stores it to the one that it goes with. */
#ifndef TRACE_LOSSES_H
#define TRACE_LOSSES_H
#include "run/run.h"

enum loss_cause {
	LOSS_NEVER_STORED,                           /* no pointer was ever there */
	LOSS_OVERWRITTEN,
	LOSS_FRAME_ENDED,                            /* the call whose frame had it ended */
	LOSS_HOLDER_FREED,                           /* the heap block that had it was freed */
	LOSS_UNMAPPED,                               /* the memory that had it was unmapped */
	LOSS_AT_END,                                 /* with the end of the program */
};

/* Where the last pointer was. */
struct loss_frame { struct run_site *site; uint64_t ip, cfa, fp; };   /* site NULL: in no frame */

struct loss {
	enum loss_cause cause;
	struct run_moment when;
	uint64_t with;                               /* id of the block that led to it and was lost then; 0: none */
	uint64_t at;                                 /* address of the pointer; 0: a register, or never stored */
	struct loss_frame frame;                     /* that had it */
};

struct losses;

/* id: of n blocks, ascending.  only_start[i]: pointers to the inside of the block are still there
 * in the end; what is looked for is the last one to its beginning. */
struct losses *losses_new(struct run *run, const uint64_t *id, const bool *only_start, size_t n);
void losses_before(struct losses *l, const struct record *rec);      /* run_apply() of each record */
void losses_after(struct losses *l, const struct record *rec);
/* After the last record. */
void losses_settle(struct losses *l);
const struct loss *losses_of(const struct losses *l, size_t i);      /* of id[i] */
void losses_free(struct losses *l);
#endif
