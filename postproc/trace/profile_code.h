/* Code of one recording, as profiles need it: addresses to functions, lines and inlined calls.
 * Private to profile*.c. */
#ifndef TRACE_PROFILE_CODE_H
#define TRACE_PROFILE_CODE_H
#include "trace/profile_tree.h"

struct profile_code;

struct inlining {                            /* an inlined call */
	const struct inlining *outer;        /* in another one; NULL: in the function that has the code */
	const struct profile_function *function;
	struct profile_place call;
	size_t id;                           /* from 1 on */
};

/* Instructions of one piece that follow each other, of one line and inlined call. */
struct code_span {
	size_t piece;
	struct profile_place at;
	uint64_t addr;                       /* link-time */
	const struct inlining *in;           /* NULL: none */
	struct profile_costs once;           /* each time that the piece runs */
};
struct code_spans {
	const struct code_span *span; size_t n;
	const struct profile_object *object;
	bool is_stub;
};

/* process: the functions' own; NULL: they are shared with other recordings. */
struct profile_code *code_open(struct profile *p, struct run *run, struct program *program,
			       const char *process);
void code_close(struct profile_code *c);
/* In an object, loaded or not any more: the newest one there; NULL: in none. */
struct run_object *code_object_at(struct profile_code *c, uint64_t addr);
/* Addresses are link-time; o may be NULL. */
const struct profile_function *code_function(struct profile_code *c, struct run_object *o,
					     uint64_t addr);
/* What stands for paths that the recorder had no contexts for (--max-contexts). */
const struct profile_function *code_other_paths(struct profile_code *c);
struct profile_place code_place(struct profile_code *c, struct run_object *o, uint64_t addr);
/* The innermost inlined call at an address; NULL: none. */
const struct inlining *code_inlining(struct profile_code *c, struct run_object *o, uint64_t addr);
bool code_is_stub(struct profile_code *c, struct run_object *o, uint64_t addr);
/* Made when first asked for. */
const struct code_spans *code_spans_of(struct profile_code *c, const struct counts_code *code);
#endif
