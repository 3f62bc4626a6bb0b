/* What profiles are made of: each thing once, found again by what it is.  Private to profile*.c. */
#ifndef TRACE_PROFILE_TREE_H
#define TRACE_PROFILE_TREE_H
#include "base/ids.h"
#include "trace/profile.h"

struct profile_tables {
	struct arena *arena;
	struct ids names, places, objects, functions, nodes, lines, backs;
	struct profile_line **line; size_t n_lines;      /* of nodes */
	struct profile_node **of_context; size_t n_contexts;     /* of the recording added last */
};

struct profile_place profile_place(struct profile *p, const char *file, unsigned line);
struct profile_object *profile_object(struct profile *p, const struct run_object *o);  /* or NULL */
/* Of the same name and file in the same object there is one. */
struct profile_function *profile_function(struct profile *p, const struct profile_object *object,
					  const char *process, const char *name,
					  struct profile_place begins);
/* Parent may be NULL: a root. */
struct profile_node *profile_child(struct profile *p, struct profile_node *parent,
				   const struct profile_function *f, struct profile_place call,
				   bool is_inlined);
void profile_add_line(struct profile *p, struct profile_node *n, struct profile_place at,
		      uint64_t addr, const struct profile_costs *costs);
void profile_add_back(struct profile *p, const struct profile_back *back);
void profile_add_costs(struct profile_costs *to, const struct profile_costs *more);
/* Notes the recording; returns what its process is called. */
const char *profile_add_recording(struct profile *p, const struct run *run);
/* The root that stands for a process. */
struct profile_node *profile_process(struct profile *p, const char *process);
/* Inclusive costs, and what is inner. */
void profile_sum_up(struct profile *p);
/* Of p->line and p->call. */
void profile_make_tables(struct profile *p);
/* The node that has the code: that which n was inlined in, or n. */
struct profile_node *profile_outer(struct profile_node *n);
#endif
