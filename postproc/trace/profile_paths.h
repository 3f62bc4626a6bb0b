/* The tree of contexts without the places of calls: paths of functions, for formats that have no
 * more. */
#ifndef TRACE_PROFILE_PATHS_H
#define TRACE_PROFILE_PATHS_H
#include "trace/profile.h"

struct profile_path {
	struct profile_path *parent;         /* NULL: a root */
	struct profile_path *child, *sibling;
	const struct profile_function *function;
	bool is_inlined;
	struct profile_costs self;
	uint64_t calls;
	size_t depth;                        /* 0: a root */
};

struct profile_paths { struct profile_path *path; size_t n, depth; };    /* depth: the largest */

struct profile_paths profile_paths(const struct profile *p);         /* free() the paths */
/* In order of the tree, parents first; after NULL comes the first; NULL: there is no other. */
struct profile_path *profile_path_next(const struct profile_paths *all, const struct profile_path *p);
/* The path as an array of p->depth + 1, the root first. */
void profile_path_list(const struct profile_path *p, const struct profile_path **to);
#endif
