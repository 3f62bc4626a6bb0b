/* Pointers and containers in values; see links.h. */
#include "trace/links.h"

#include <stdlib.h>

#include "base/mem.h"

struct owners {
	struct run *run;
	uint64_t step;
	struct links *owning;
	struct links passing;                        /* of a value that is not kept */
};

struct owners *owners_new(struct run *run)
{
	struct owners *o = mem_alloc(sizeof *o);

	o->run = run;
	return o;
}

static void add_pointer(struct links *l, const struct value *v)
{
	if (l->n_pointers == l->pointer_room) {
		l->pointer_room = l->pointer_room ? 2 * l->pointer_room : 4;
		l->pointer = mem_grow(l->pointer, l->pointer_room, sizeof *l->pointer);
	}
	l->pointer[l->n_pointers++] = v;
}

static void add_owned(struct links *l, const struct run_block *b)
{
	if (l->n_owned == l->owned_room) {
		l->owned_room = l->owned_room ? 2 * l->owned_room : 4;
		l->owned = mem_grow(l->owned, l->owned_room, sizeof *l->owned);
	}
	l->owned[l->n_owned++] = (struct owned){ b->node.key, b->id };
}

/* Elements of one block mostly come one after another. */
static void find_owned(struct run *run, struct links *l, const struct value *container)
{
	struct run_block *b = NULL;

	for (size_t i = 0; i < container->n_children; i++) {
		uint64_t addr = container->child[i].addr;
		if (b && addr - b->node.key < b->size)
			continue;
		b = addr ? run_block_at(run, addr) : NULL;
		if (b && container->addr - b->node.key >= b->size)
			add_owned(l, b);
	}
}

/* Depth is bounded by the decoder's limits. */
static void find_links(struct run *run, struct links *l, const struct value *v)
{
	if (v->kind == VALUE_POINTER && v->i && value_pointee(v))
		add_pointer(l, v);
	else if (v->summary && v->kind == VALUE_ARRAY)
		find_owned(run, l, v);
	if (value_referred(v))
		find_links(run, l, value_referred(v));
	for (size_t i = 0; i < v->n_children; i++)
		find_links(run, l, &v->child[i]);
}

/* Another block may have taken the place of one that was owned. */
static void count_owner(struct run *run, const struct owned *owned, bool more)
{
	struct run_block *b = run_block_at(run, owned->addr);

	if (!b || b->id != owned->id)
		return;
	b->owners += more ? 1 : (size_t)-1;
	run_set_aside(run, b, b->owners > 0);
}

static void own(struct owners *o, struct links *l)
{
	l->from = &o->owning;
	l->next = o->owning;
	if (l->next)
		l->next->from = &l->next;
	o->owning = l;
	for (size_t i = 0; i < l->n_owned; i++)
		count_owner(o->run, &l->owned[i], true);
}

static void disown(struct links *l)
{
	*l->from = l->next;
	if (l->next)
		l->next->from = l->from;
	l->from = NULL;
	for (size_t i = 0; i < l->n_owned; i++)
		count_owner(l->of->run, &l->owned[i], false);
}

static void free_links(void *links)
{
	struct links *l = links;

	if (l->from)
		disown(l);
	free(l->pointer);
	free(l->owned);
	free(l);
}

/* Blocks of a value that is not kept are owned in this step all the same. */
static void own_passing(struct owners *o)
{
	struct links *l = mem_alloc(sizeof *l);

	l->of = o;
	l->owned = o->passing.owned;
	l->n_owned = o->passing.n_owned;
	o->passing.owned = NULL;
	o->passing.owned_room = 0;
	l->passes = true;
	l->used = o->step;
	own(o, l);
}

static const struct links *passing_links(struct owners *o, const struct value *v)
{
	o->passing.n_pointers = o->passing.n_owned = 0;
	find_links(o->run, &o->passing, v);
	if (o->passing.n_owned)
		own_passing(o);
	return &o->passing;
}

const struct links *links_of(struct owners *o, const struct value *v)
{
	struct links *l;

	if (!v->kept)
		return passing_links(o, v);
	l = v->kept->of_trace.data;
	if (!l) {
		l = mem_alloc(sizeof *l);
		l->of = o;
		find_links(o->run, l, v);
		v->kept->of_trace = (struct value_note){ l, free_links };
	}
	l->used = o->step;
	if (l->n_owned && !l->from)
		own(o, l);
	return l;
}

void owners_begin_step(struct owners *o)
{
	o->step++;
}

void owners_settle(struct owners *o)
{
	for (struct links *l = o->owning, *next; l; l = next) {
		next = l->next;
		if (l->used == o->step)
			continue;
		if (l->passes)
			free_links(l);
		else
			disown(l);
	}
	o->step++;
}

void owners_free(struct owners *o)
{
	while (o->owning)
		free_links(o->owning);
	free(o->passing.pointer);
	free(o->passing.owned);
	free(o);
}
