/* The profile as people see it: what functions and lines cost, and who called whom.
 *
 * As in callgrind, a function has the cost of what ran in its name: also of code of other functions
 * that was jumped into, not called; stubs of the procedure linkage table cost their caller; and
 * what the dynamic linker finds at a first call was called by the one who asked for it. */
#ifndef TRACE_PROFILE_H
#define TRACE_PROFILE_H
#include "base/arena.h"
#include "trace/program.h"

enum profile_event { PROFILE_INSTRUCTIONS, PROFILE_LOADS, PROFILE_STORES, PROFILE_EVENTS };

struct profile_costs { uint64_t n[PROFILE_EVENTS]; };

struct profile_place { const char *file; unsigned line; };           /* NULL, 0: unknown */

struct profile_function {
	const char *name;                    /* demangled symbol; its address, where it has none */
	const char *object;                  /* path; "": in none */
	struct profile_place begins;
	size_t index;
};

struct profile_line {
	const struct profile_function *of;
	struct profile_place at;
	struct profile_costs self;
};

/* A recursive call costs nothing, as the outermost one has it all: so the sum over all calls of a
 * function is what it cost with everything that it called. */
struct profile_call {
	const struct profile_function *from, *to;
	struct profile_place at;
	uint64_t calls;
	struct profile_costs inclusive;
};

struct profile {
	struct profile_function **function; size_t n_functions;
	/* Each function's, or caller's, together, in the order of functions; by place, callee. */
	struct profile_line *line; size_t n_lines;
	struct profile_call *call; size_t n_calls;
	struct profile_costs total;
	struct arena *arena;                 /* of names; other strings are the program's */
};

/* At the end of the recording. */
void profile_find(struct profile *p, struct run *run, struct program *program);
void profile_free(struct profile *p);
#endif
