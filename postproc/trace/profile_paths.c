/* Paths of functions; see profile_paths.h. */
#include "trace/profile_paths.h"

#include <stdlib.h>

#include "base/mem.h"
#include "trace/profile_tree.h"

/* Siblings in the order of coming; the first path is the first root. */
static void hang_all(struct profile_paths *all)
{
	struct profile_path *last_root = NULL;

	for (size_t i = all->n; i-- > 0; ) {
		struct profile_path *p = &all->path[i];
		struct profile_path **first = p->parent ? &p->parent->child : &last_root;
		p->sibling = *first;
		*first = p;
		all->depth = p->depth > all->depth ? p->depth : all->depth;
	}
}

/* Parents come before their children, among nodes and so among paths.  There are no more paths than
 * nodes: none moves. */
struct profile_paths profile_paths(const struct profile *p)
{
	struct profile_paths all = { .path = mem_alloc((p->n_nodes + 1) * sizeof *all.path) };
	struct profile_path **of = mem_alloc((p->n_nodes + 1) * sizeof(struct profile_path *));
	struct ids ids = { 0 };

	for (size_t i = 0; i < p->n_nodes; i++) {
		const struct profile_node *n = p->node[i];
		struct profile_path *parent = n->parent ? of[n->parent->index] : NULL;
		uint64_t key[3] = { (uintptr_t)parent, n->function->index, n->is_inlined };
		struct profile_path *path = &all.path[ids_of(&ids, key, sizeof key)];
		if (all.n < ids.n)
			all.path[all.n++] = (struct profile_path){
				.parent = parent, .function = n->function, .is_inlined = n->is_inlined,
				.depth = parent ? parent->depth + 1 : 0,
			};
		profile_add_costs(&path->self, &n->self);
		path->calls += n->calls;
		of[i] = path;
	}
	hang_all(&all);
	ids_free(&ids);
	free(of);
	return all;
}

struct profile_path *profile_path_next(const struct profile_paths *all, const struct profile_path *p)
{
	if (!p)
		return all->n ? all->path : NULL;
	if (p->child)
		return p->child;
	while (!p->sibling && p->parent)
		p = p->parent;
	return p->sibling;
}

void profile_path_list(const struct profile_path *p, const struct profile_path **to)
{
	for (; p; p = p->parent)
		to[p->depth] = p;
}
