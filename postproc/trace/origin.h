/* Where heap blocks come from. */
#ifndef TRACE_ORIGIN_H
#define TRACE_ORIGIN_H
#include "trace/program.h"
#include "trace/step.h"

/* Whose code has called malloc, new and the like. */
enum maker {
	MAKER_PROGRAM,                               /* code with steps */
	MAKER_HEADER,                                /* of the system's headers, compiled into the program */
	MAKER_LIBRARY,                               /* of a library, or without debug information */
};

struct trace_origin origin_of(struct program *p, const struct run_moment *m);
enum maker origin_maker(struct program *p, const struct run_moment *m);
const char *origin_kind(uint64_t kind);              /* of enum sp_alloc_kind: "malloc", "new[]", ... */
#endif
