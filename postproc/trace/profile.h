/* The profile as people see it: the tree of calling contexts, what each of them cost, line by line,
 * and from it what functions and lines cost, and who called whom.
 *
 * As in callgrind, a function has the cost of what ran in its name: also of code of other functions
 * that was jumped into, not called; stubs of the procedure linkage table cost their caller; and
 * what the dynamic linker finds at a first call was called by the one who asked for it.
 *
 * A function that the compiler inlined is a node of its own in the tree, below the one that has its
 * code.  In the tables of functions, lines and calls it is not told apart: there the function that
 * has the code has the cost. */
#ifndef TRACE_PROFILE_H
#define TRACE_PROFILE_H
#include "trace/program.h"

enum profile_event { PROFILE_INSTRUCTIONS, PROFILE_LOADS, PROFILE_STORES, PROFILE_EVENTS };

struct profile_costs { uint64_t n[PROFILE_EVENTS]; };

/* Equal places have the same id; file NULL, line 0 and id 0: unknown. */
struct profile_place { const char *file; unsigned line, id; };

struct profile_object {                      /* an ELF file */
	const char *path, *build_id;         /* "": in none */
	uint64_t bias, low, high;            /* run-time addresses [low, high), of the first recording */
	size_t index;
};

/* One is shared by all contexts that it ran in, inlined or not. */
struct profile_function {
	const char *name;                    /* demangled symbol; its address, where it has none */
	const struct profile_object *object;
	const char *process;                 /* "program (pid)"; NULL: processes are not kept apart */
	struct profile_place begins;         /* first instruction; if only inlined, the declaration */
	bool is_process;                     /* stands for the process itself, and has no code */
	size_t index;
};

/* Costs of a line in a function or in a node of the tree. */
struct profile_line {
	const struct profile_function *of;
	struct profile_place at;
	struct profile_costs self;
	uint64_t addr;                       /* lowest that ran, link-time; 0: unknown */
	struct profile_line *next;           /* of the same node */
};

/* Of an allocation function: see heap_profile.h. */
struct profile_amount { uint64_t blocks, bytes; };
struct profile_heap { struct profile_amount allocated, live, at_peak; };

/* A function in one calling context: a path of calls.  Deep recursion makes no deeper tree, as a
 * recursive call leads back to a node on the path: see docs/stream-format.md, "The profile".
 * Threads whose first functions are the same share their nodes. */
struct profile_node {
	struct profile_node *parent, *child, *sibling;
	const struct profile_function *function;
	struct profile_place call;           /* in the parent, where this was called or inlined */
	uint64_t call_addr;                  /* lowest such call instruction, link-time; 0: unknown */
	uint64_t calls, calls_back;          /* all that led here; those from below, by recursion */
	struct profile_costs self, inclusive;
	struct profile_heap heap;
	struct profile_line *line;
	size_t index;
	bool is_inlined;                     /* and was not called: calls is 0 */
	bool is_inner;                       /* its function is on the path already */
	bool is_inner_call;                  /* likewise, looking only at those that were called */
};

/* A recursive call costs nothing, as the outermost one has it all: so the sum over all calls of a
 * function is what it cost with everything that it called. */
struct profile_call {
	const struct profile_function *from, *to;
	struct profile_place at;
	uint64_t calls;
	struct profile_costs inclusive;
};

/* A recursive call: it led from a node to one on its path. */
struct profile_back { struct profile_node *from, *to; struct profile_place at; uint64_t calls; };

struct profile_recording {
	const char *executable;              /* path; "" where the recording does not say */
	uint64_t pid;
	const char *process;                 /* "program (pid)"; if two are the same, with a number */
};

struct profile {
	struct profile_recording *recording; size_t n_recordings;
	struct profile_node **node; size_t n_nodes;      /* parents come before their children */
	struct profile_node *root;                       /* the first one; others are its siblings */
	struct profile_back *back; size_t n_back;
	struct profile_function **function; size_t n_functions;
	struct profile_object **object; size_t n_objects;
	/* Each function's, or caller's, together, in the order of functions; by place, callee. */
	struct profile_line *line; size_t n_lines;
	struct profile_call *call; size_t n_calls;
	struct profile_costs total;
	struct profile_tables *tables;                   /* private */
};

struct profile *profile_new(void);
/* Adds a recording, at its end: what has the same path is added up.  per_process: it is kept apart
 * from the others, below a node and with functions of its own. */
void profile_add(struct profile *p, struct run *run, struct program *program, bool per_process);
/* The node of a CONTEXT record of the recording that was added last; NULL: nothing ran there, or
 * there is no such context.  A stub's is the caller's. */
struct profile_node *profile_node_of(const struct profile *p, const struct run *run,
				     uint64_t context_id);
/* After the last one: sums, and the tables of functions' lines and calls. */
void profile_finish(struct profile *p);
void profile_free(struct profile *p);
/* The node behind n in the subtree below `under` (NULL: in the whole tree), parents first; NULL:
 * there is none.  Begin with `under` itself, or p->root. */
struct profile_node *profile_next(const struct profile_node *n, const struct profile_node *under);
#endif
