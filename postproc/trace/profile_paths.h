/* The tree of contexts without the places of calls: paths of functions, for formats that have no
 * more. */
#ifndef TRACE_PROFILE_PATHS_H
#define TRACE_PROFILE_PATHS_H
#include "trace/profile.h"

struct profile_path {
	const struct profile_path *parent;   /* it comes before; NULL: a root */
	const struct profile_function *function;
	bool is_inlined;
	struct profile_costs self;
	uint64_t calls;
	size_t depth;                        /* 0: a root */
};

struct profile_paths { struct profile_path *path; size_t n; };

struct profile_paths profile_paths(const struct profile *p);         /* free() the paths */
#endif
