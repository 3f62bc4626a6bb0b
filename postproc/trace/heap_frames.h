/* The path of a heap site as people see it: from the caller of the allocation function outwards, to
 * main, or to where the thread began; then the process, where processes are kept apart. */
#ifndef TRACE_HEAP_FRAMES_H
#define TRACE_HEAP_FRAMES_H
#include "base/buf.h"
#include "trace/heap_sites.h"

struct heap_frame {
	const struct profile_function *function;
	struct profile_place at;             /* of the call, in that function */
	uint64_t addr;                       /* of the call instruction, run-time; 0: a jump */
};

struct heap_walk { const struct heap_path *path; const struct profile_node *node; };

struct heap_walk heap_walk_from(const struct heap_site *site);
bool heap_walk_next(struct heap_walk *w, struct heap_frame *frame);      /* false: no more */
/* "0x401136: make(int) (list.c:12)", as Valgrind's tools write it: the file without its directory,
 * "in" the object where no line is known. */
void heap_frame_put(struct buf *to, const struct heap_frame *frame);
void heap_frame_put_place(struct buf *to, const struct heap_frame *frame);       /* without the address */
#endif
