/* Calling contexts as heap sites have them: each call that the program made is on the path once,
 * whether the procedure linkage table and the dynamic linker, which looks a function up at its
 * first call, passed it on or not.  So all calls of malloc from one place are one path, whichever
 * thread made them, and in whichever of several recordings of a program. */
#ifndef TRACE_HEAP_PATHS_H
#define TRACE_HEAP_PATHS_H
#include "base/ids.h"
#include "trace/program.h"

struct heap_path {
	const struct heap_path *parent;      /* NULL: a thread starts here */
	uint64_t context;                    /* id of the first CONTEXT that is this path, … */
	size_t recording;                    /* … in that recording, from 1 on */
	uint64_t from, to;                   /* run-time addresses of the call; 0 without a parent */
	size_t index;
	bool passes_on;                      /* a stub, or the linker */
};

/* Zero-initialise one to start. */
struct heap_paths {
	struct arena *arena;
	struct ids keys, programs;
	uint64_t program;                    /* of the recording */
	size_t recording;                    /* the one at hand; the user counts them */
	struct heap_path **path; size_t n_paths;         /* by id of the key */
	struct heap_path **of_context; size_t n_contexts;
};

/* A recording's contexts come.  apart: its paths are no other recording's. */
void heap_paths_begin(struct heap_paths *p, const struct run *run, bool apart);
/* NULL: context is NULL. */
const struct heap_path *heap_path_of(struct heap_paths *p, struct run *run, struct program *program,
				     const struct counts_context *context);
void heap_paths_free(struct heap_paths *p);
#endif
