/* Paths of functions; see profile_paths.h. */
#include "trace/profile_paths.h"

#include <stdlib.h>

#include "base/mem.h"
#include "trace/profile_tree.h"

/* Parents come before their children, among nodes and so among paths.  There are no more paths than
 * nodes: none moves. */
struct profile_paths profile_paths(const struct profile *p)
{
	struct profile_paths all = { mem_alloc((p->n_nodes + 1) * sizeof *all.path), 0 };
	struct profile_path **of = mem_alloc((p->n_nodes + 1) * sizeof(struct profile_path *));
	struct ids ids = { 0 };

	for (size_t i = 0; i < p->n_nodes; i++) {
		const struct profile_node *n = p->node[i];
		struct profile_path *parent = n->parent ? of[n->parent->index] : NULL;
		uint64_t key[3] = { (uintptr_t)parent, n->function->index, n->is_inlined };
		struct profile_path *path = &all.path[ids_of(&ids, key, sizeof key)];
		if (all.n < ids.n)
			all.path[all.n++] = (struct profile_path){
				parent, n->function, n->is_inlined, .depth = parent ? parent->depth + 1 : 0,
			};
		profile_add_costs(&path->self, &n->self);
		path->calls += n->calls;
		of[i] = path;
	}
	ids_free(&ids);
	free(of);
	return all;
}
