/* The run: what the stream says of the program, as of the record applied last.  Knows addresses
 * and bytes; no types, no names.  Owns everything it gives out, valid until the next run_apply(). */
#ifndef RUN_RUN_H
#define RUN_RUN_H
#include <stdbool.h>
#include "base/buf.h"
#include "base/tree.h"
#include "run/counts.h"
#include "run/image.h"
#include "stream/record.h"

struct run_object {
	uint64_t id, flags, bias;
	char *path, *build_id;
	size_t n_ranges;
	struct record_range *range;
	bool loaded;
	void *debug;                                 /* the user's: its debug information */
	struct run_object *next;
};

struct run_site {
	struct run_object *object;                   /* NULL: the stream names one that it has not */
	uint64_t addr;                               /* link-time */
	bool in_row;                                 /* an instruction that begins no row */
	void *place;                                 /* the user's: what debug information says of it */
};

/* DWARF's numbers; RUN_REG_RA: where the frame's last call returns to. */
enum {
	RUN_REGS = 17, RUN_REG_FP = 6, RUN_REG_SP = 7, RUN_REG_RA = 16,
	RUN_REG_XMM0 = 17, RUN_VECTORS = 16, RUN_VECTOR_WORDS = 4, RUN_REG_ST0 = 33, RUN_X87 = 8,
};

/* What the recording has in words of 64 bits: ymm0 to 15 (xmm is the lower half), low words first;
 * st0 to 7 as doubles. */
struct run_words {
	uint64_t vector[RUN_VECTORS][RUN_VECTOR_WORDS];
	uint64_t x87[RUN_X87];
};
enum { RUN_FREED_MAX = 10000 };                      /* blocks remembered after they were freed */

/* rbx, rbp, r12 to r15 (System V ABI for amd64): what a frame that has called still has, and what a
 * frame begins with. */
#define RUN_REGS_CALLEE_SAVED 0xf048u

/* All registers where a function began. */
struct run_entry {
	const void *function;                        /* the user's: which one */
	uint64_t reg[RUN_REGS];
	uint32_t reg_known;
	struct run_words words; bool words_known;
};

/* The registers that hold results, as of the return that was recorded last: rax, rdx, and of the
 * words ymm0, the first of ymm1, st0 and st1. */
enum { RUN_RESULT_REGS = 2 };
struct run_result_registers { uint64_t reg[RUN_RESULT_REGS]; struct run_words words; };
struct run_result {
	bool any;                                    /* the recorder writes them */
	struct run_result_registers value, vbits;    /* vbits: 1, undefined */
};

struct run_frame {
	uint64_t id;                                 /* no other frame of the run ever has the same */
	uint64_t cfa;                                /* 0: the thread's first frame, or unknown */
	uint64_t call_ip, entry_ip;                  /* run-time; 0: no call made it */
	uint64_t signo;                              /* not 0: a signal handler; call_ip was interrupted */
	uint64_t reg[RUN_REGS];                      /* as of the frame's last step, by DWARF's numbers */
	uint32_t reg_known;                          /* bit n: reg[n] is known */
	struct run_site *at;                         /* its last step; NULL: none (code not traced) */
	struct run_entry *entry;                     /* see run_function_begins(); NULL: not known */
};

struct run_thread {
	uint64_t tid;
	struct run_frame *frame; size_t n, room;     /* frame[0] outermost */
	uint64_t stack_low;                          /* the stack pointer's least value so far; 0: none */
	struct map tls;                              /* id of an object -> struct record_tls, owned */
	struct run_words words;                      /* as of the last step in an object of SP_OBJECT_REGISTERS */
};

/* When and where a heap block was made or freed. */
struct run_moment {
	uint64_t steps;                              /* recorded before it */
	uint64_t clock;                              /* the run's */
	struct run_site *site;                       /* last step of the innermost frame that had one; NULL: none had */
	uint64_t call_ip;                            /* of that frame's call; 0: it has made none */
	uint64_t caller_ip;                          /* of the call of malloc, free, ... itself; 0: unknown */
};

struct run_block {                               /* a heap block, live or freed */
	struct tree_node node;                       /* key: address */
	uint64_t id;                                 /* no other block of the run ever has the same */
	uint64_t size, kind;
	struct run_moment made, freed;
	const void *type; uint64_t type_at;          /* the user's, from that byte on: stick until the block is freed */
	uint64_t mark; size_t index, owners;         /* the user's */
	bool is_aside;                               /* see run_set_aside() */
	struct run_block *older, *newer;             /* of the live ones that are not aside, or the freed ones */
};

struct run_blocks { struct run_block *first, *last; };

enum { RUN_RECENT_BLOCKS = 1024, RUN_ERROR_KINDS = SP_ERROR_MEMPOOL + 1 };

struct run {
	struct image image;
	struct watch watch;                          /* of memory, and of which blocks are there */
	struct tree heap;                            /* of struct run_block, live ones */
	struct run_blocks live;                      /* but for those aside */
	struct tree freed;                           /* of struct run_block, where nothing was made since */
	struct run_blocks freed_in_order;
	uint64_t block_ids;                          /* given out */
	uint64_t clock;                              /* the user's: goes into moments */
	uint64_t marks;                              /* the user's: of blocks, given out */
	struct run_block *recent_block[RUN_RECENT_BLOCKS];   /* looked up last, by address */
	uint64_t heap_low, heap_high;                /* all blocks ever were in [low, high) */
	struct map sites, arcs, threads, objects_by_id;
	struct run_object *objects;                  /* in order of loading */
	struct run_object **objects_end;
	struct run_thread *thread;                   /* the running one; NULL before the first */
	struct run_site *site;                       /* of the step applied last */
	struct buf out[3];                           /* bytes read from 0, written to 1 and 2, so far */
	struct run_result result;
	uint64_t frame_ids;                          /* given out */
	struct counts counts;                        /* the profile */
	uint64_t steps;                              /* STEP records so far */
	uint64_t pid;
	char *executable, *directory;
	bool undefined;                              /* it is recorded which bits are undefined */
	bool forked;                                 /* of a forked child: nothing but its profile is */
	uint64_t errors, errors_of[RUN_ERROR_KINDS]; /* ERROR records so far; by kind, [0]: of others */
	bool paused, limit_reached;
	bool ended; struct record_end end;
	char *exec_path;                             /* not NULL: another program took its place */
};

struct run *run_new(void);
void run_apply(struct run *r, const struct record *rec);
/* The step applied last is at the first instruction of a function: its registers are kept with the
 * frame, which may see several functions one after the other (tail calls).  What is not the same
 * when one begins twice, which may be a loop back to its start, becomes unknown. */
void run_function_begins(struct run *r, const void *function);
/* A frame that has called and its callee: its registers are known as they were at the call (or
 * signal), all of them. */
bool run_called_with(const struct run_frame *caller, const struct run_frame *callee);
/* The call that an arc stands for; false: no such arc. */
bool run_arc(const struct run *r, uint64_t id, uint64_t *from, uint64_t *to);
/* The objects that were loaded at its ends when the recorder told of it; NULL: none. */
struct run_object *run_arc_caller(const struct run *r, uint64_t id);
struct run_object *run_arc_callee(const struct run *r, uint64_t id);
struct run_object *run_object_at(const struct run *r, uint64_t addr);         /* NULL: none loaded there */
/* The running thread's block of an object's thread-local storage; 0: none, or not yet. */
uint64_t run_tls(const struct run *r, const struct run_object *o);
struct run_block *run_block_at(struct run *r, uint64_t addr);           /* that contains addr; NULL: none */
/* The moment of the record applied last, which has brought the stack up to date: if it is of an
 * allocation, the stack's top is the allocation function's frame. */
struct run_moment run_now(struct run *r);
/* A freed block that contained addr, of the last RUN_FREED_MAX, if no other has taken any of its
 * place.  NULL: none. */
struct run_block *run_freed_at(struct run *r, uint64_t addr);
/* How many of len bytes from addr on are addressable, as far as the recording tells: not where a
 * block was freed, below the running thread's stack pointer, and what the program gave up itself. */
size_t run_addressable(struct run *r, uint64_t addr, size_t len);
/* A live block that the user does not want to meet in r->live. */
void run_set_aside(struct run *r, struct run_block *b, bool aside);
void run_free(struct run *r);
#endif
