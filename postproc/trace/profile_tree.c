/* The tree of calling contexts; see profile_tree.h.  Trees may be deep: no function here calls
 * itself. */
#include "trace/profile_tree.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* A new thing in a list; it is full at each power of two. */
static void *add(struct profile *p, void *list, size_t *n, size_t size)
{
	void **v, *new = arena_alloc(p->tables->arena, size);

	memcpy(&v, list, sizeof v);
	if (!(*n & (*n - 1)))
		v = mem_grow(v, *n ? 2 * *n : 1, sizeof *v);
	v[(*n)++] = new;
	memcpy(list, &v, sizeof v);
	return new;
}

static const char *name_of(struct profile *p, const char *s)
{
	struct ids *names = &p->tables->names;

	return s ? ids_key(names, ids_of(names, s, strlen(s) + 1)) : NULL;
}

struct profile_place profile_place(struct profile *p, const char *file, unsigned line)
{
	const char *name = name_of(p, file);
	uint64_t nowhere[2] = { 0 }, key[2] = { (uintptr_t)name, line };

	ids_of(&p->tables->places, nowhere, sizeof nowhere);
	return (struct profile_place){ name, line, (unsigned)ids_of(&p->tables->places, key, sizeof key) };
}

struct profile_object *profile_object(struct profile *p, const struct run_object *o)
{
	const char *path = name_of(p, o ? o->path : ""), *build_id = name_of(p, o ? o->build_id : "");
	uint64_t key[2] = { (uintptr_t)path, (uintptr_t)build_id };
	size_t id = ids_of(&p->tables->objects, key, sizeof key);

	if (id < p->n_objects)
		return p->object[id];
	struct profile_object *new = add(p, &p->object, &p->n_objects, sizeof *new);
	*new = (struct profile_object){ .path = path, .build_id = build_id, .index = id };
	if (!o || !o->n_ranges)
		return new;
	new->bias = o->bias;
	new->low = UINT64_MAX;
	for (size_t i = 0; i < o->n_ranges; i++) {
		uint64_t end = o->range[i].start + o->range[i].len;
		new->low = o->range[i].start < new->low ? o->range[i].start : new->low;
		new->high = end > new->high ? end : new->high;
	}
	return new;
}

struct profile_function *profile_function(struct profile *p, const struct profile_object *object,
					  const char *process, const char *name,
					  struct profile_place begins)
{
	const char *own_name = name_of(p, name), *own_process = name_of(p, process);
	uint64_t key[4] = { (uintptr_t)own_name, object->index, (uintptr_t)begins.file,
			    (uintptr_t)own_process };
	size_t id = ids_of(&p->tables->functions, key, sizeof key);

	if (id < p->n_functions)
		return p->function[id];
	struct profile_function *new = add(p, &p->function, &p->n_functions, sizeof *new);
	*new = (struct profile_function){ .name = own_name, .object = object, .begins = begins,
					  .process = own_process, .index = id };
	return new;
}

static void hang(struct profile *p, struct profile_node *n)
{
	struct profile_node **first = n->parent ? &n->parent->child : &p->root;

	n->sibling = *first;
	*first = n;
}

struct profile_node *profile_child(struct profile *p, struct profile_node *parent,
				   const struct profile_function *f, struct profile_place call,
				   bool is_inlined)
{
	uint64_t key[4] = { parent ? parent->index + 1 : 0, f->index, call.id, is_inlined };
	size_t id = ids_of(&p->tables->nodes, key, sizeof key);

	if (id < p->n_nodes)
		return p->node[id];
	struct profile_node *new = add(p, &p->node, &p->n_nodes, sizeof *new);
	*new = (struct profile_node){ .parent = parent, .function = f, .call = call, .index = id,
				      .is_inlined = is_inlined };
	hang(p, new);
	return new;
}

struct profile_node *profile_outer(struct profile_node *n)
{
	while (n->is_inlined && n->parent)
		n = n->parent;
	return n;
}

void profile_add_costs(struct profile_costs *to, const struct profile_costs *more)
{
	for (int e = 0; e < PROFILE_EVENTS; e++)
		to->n[e] += more->n[e];
}

static struct profile_line *line_of(struct profile *p, struct profile_node *n,
				    struct profile_place at)
{
	struct profile_tables *t = p->tables;
	uint64_t key = (uint64_t)n->index << 32 | at.id;         /* all are in memory: below 2^32 */
	size_t id = ids_of(&t->lines, &key, sizeof key);

	if (id < t->n_lines)
		return t->line[id];
	struct profile_line *new = add(p, &t->line, &t->n_lines, sizeof *new);
	*new = (struct profile_line){ .of = n->function, .at = at, .next = n->line };
	n->line = new;
	return new;
}

void profile_add_line(struct profile *p, struct profile_node *n, struct profile_place at,
		      uint64_t addr, const struct profile_costs *costs)
{
	struct profile_line *l = line_of(p, n, at);

	if (addr && (!l->addr || addr < l->addr))
		l->addr = addr;
	profile_add_costs(&l->self, costs);
	profile_add_costs(&n->self, costs);
	profile_add_costs(&p->total, costs);
}

void profile_add_back(struct profile *p, const struct profile_back *back)
{
	uint64_t key[3] = { back->from->index, back->to->index, back->at.id };
	size_t id = ids_of(&p->tables->backs, key, sizeof key);

	if (id == p->n_back) {
		if (!(id & (id - 1)))                            /* full at each power of two */
			p->back = mem_grow(p->back, id ? 2 * id : 1, sizeof *p->back);
		p->back[p->n_back++] = *back;
	} else {
		p->back[id].calls += back->calls;
	}
}

struct profile_node *profile_next(const struct profile_node *n, const struct profile_node *under)
{
	if (n->child)
		return n->child;
	while (n != under && !n->sibling && n->parent)
		n = n->parent;
	return n == under ? NULL : n->sibling;
}

/* On the path to a node, by index of functions: how often each is there. */
struct path { uint32_t *any, *called; };

static void enter(struct path *on, struct profile_node *n)
{
	size_t f = n->function->index;

	n->is_inner = on->any[f]++ > 0;
	n->is_inner_call = !n->is_inlined && on->called[f]++ > 0;
}

static void leave(struct path *on, const struct profile_node *n)
{
	on->any[n->function->index]--;
	on->called[n->function->index] -= !n->is_inlined;
}

static void mark_inner(struct profile *p)
{
	size_t room = p->n_functions + 1;
	struct path on = { mem_alloc(room * sizeof *on.any), mem_alloc(room * sizeof *on.called) };

	for (struct profile_node *n = p->root, *next; n; n = next) {
		next = profile_next(n, NULL);
		enter(&on, n);
		if (n->child)
			continue;
		struct profile_node *up = next ? next->parent : NULL;
		for (struct profile_node *left = n; left != up; left = left->parent)
			leave(&on, left);
	}
	free(on.any);
	free(on.called);
}

void profile_sum_up(struct profile *p)
{
	for (size_t i = p->n_nodes; i-- > 0; ) {
		struct profile_node *n = p->node[i];
		profile_add_costs(&n->inclusive, &n->self);
		if (n->parent)
			profile_add_costs(&n->parent->inclusive, &n->inclusive);
	}
	mark_inner(p);
}
