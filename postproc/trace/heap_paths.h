/* Calling contexts as heap sites have them: each call that the program made is on the path once,
 * whether the procedure linkage table and the dynamic linker, which looks a function up at its
 * first call, passed it on or not.  So all calls of malloc from one place are one path. */
#ifndef TRACE_HEAP_PATHS_H
#define TRACE_HEAP_PATHS_H
#include "base/ids.h"
#include "trace/program.h"

struct heap_path {
	const struct heap_path *parent;      /* NULL: a thread starts here */
	uint64_t context;                    /* id of the first CONTEXT that is this path */
	uint64_t from, to;                   /* run-time addresses of the call that led here; 0 without a parent */
	size_t index;
	bool passes_on;                      /* a stub, or the linker: what it calls, its caller calls */
};

/* Zero-initialise one to start. */
struct heap_paths {
	struct arena *arena;
	struct ids keys;
	struct heap_path **path; size_t n_paths;         /* by id of the key */
	struct heap_path **of_context; size_t n_contexts;
};

/* NULL: context is NULL. */
const struct heap_path *heap_path_of(struct heap_paths *p, struct run *run, struct program *program,
				     const struct counts_context *context);
void heap_paths_free(struct heap_paths *p);
#endif
