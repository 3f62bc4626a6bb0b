/* What the front end draws; see opt_drawn.h. */
#include "sinks/opt_drawn.h"

#include <stdlib.h>

#include "base/mem.h"

#define YES ((void *)1)

static void note(struct map *m, uint64_t addr)
{
	map_put(m, addr, YES);
}

bool opt_drawn_away(const struct value *v)
{
	return v->kind == VALUE_ARRAY && v->summary &&
	       (v->n_children == 0 || v->child[0].addr != v->addr);
}

bool opt_drawn_head(const struct opt_drawn *d, const struct value *v)
{
	return d->dialect->strict && opt_drawn_away(v) && map_get(&d->pointed, v->addr);
}

static void find_pointed(struct opt_drawn *d, const struct value *v)
{
	const struct opt_outline *l = v->kept ? opt_outline_of(v) : NULL;

	for (size_t i = 0; l && i < l->n_pointers; i++)
		if (l->pointer[i]->i)
			note(&d->pointed, (uint64_t)l->pointer[i]->i);
	if (l)
		return;
	if (v->kind == VALUE_POINTER && v->i)
		note(&d->pointed, (uint64_t)v->i);
	for (size_t i = 0; i < v->n_children; i++)
		find_pointed(d, &v->child[i]);
}

/* Most of what is drawn is not pointed at, and need not be remembered. */
static void note_target(struct opt_drawn *d, uint64_t addr)
{
	if (addr && map_get(&d->pointed, addr))
		note(&d->target, addr);
}

static void visit(struct opt_drawn *d, const struct value *v);

static void visit_children(struct opt_drawn *d, const struct value *v)
{
	for (size_t i = 0; i < v->n_children; i++)
		visit(d, &v->child[i]);
}

static void lay_out_block(struct opt_drawn *d, const struct trace_block *b)
{
	if (map_get(&d->laid_out, b->addr))
		return;
	note(&d->laid_out, b->addr);
	visit(d, b->value);
}

static void lay_out_literal(struct opt_drawn *d, const struct value *pointer)
{
	uint64_t addr = (uint64_t)pointer->i;
	const struct type *character = value_pointee(pointer);

	if (map_get(&d->laid_out, addr) || map_get(&d->target, addr))
		return;
	if (!character || type_strip(character)->size != 1)      /* a cell is drawn for each byte */
		return;
	note(&d->laid_out, addr);
	note(&d->target, addr);
	if (d->n_literals == d->room) {
		d->room = d->room ? 2 * d->room : 8;
		d->literal = mem_grow(d->literal, d->room, sizeof *d->literal);
	}
	d->literal[d->n_literals++] = (struct opt_literal){ addr, pointer->string, pointer->string_cut };
}

static void visit_pointer(struct opt_drawn *d, const struct value *v)
{
	const struct trace_block *b = map_get(&d->block, (uint64_t)v->i);

	note_target(d, v->addr);
	if (v->i && b)
		lay_out_block(d, b);
}

static int compare_addresses(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return x < y ? -1 : x > y;
}

static void list_pointees(struct opt_drawn *d)
{
	void *yes;

	if (d->pointee)
		return;
	d->pointee = mem_grow(NULL, map_count(&d->pointed) + 1, sizeof *d->pointee);
	for (size_t i = 0; map_next(&d->pointed, &i, &d->pointee[d->n_pointees], &yes); )
		d->n_pointees++;
	qsort(d->pointee, d->n_pointees, sizeof *d->pointee, compare_addresses);
}

/* How many of list are below addr. */
static size_t below(const uint64_t *list, size_t n, uint64_t addr)
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (list[mid] < addr)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static void visit_outline(struct opt_drawn *d, struct opt_outline *l)
{
	for (size_t i = 0; i < l->n_pointers; i++)
		visit_pointer(d, l->pointer[i]);
	for (size_t i = 0; i < l->n_away; i++)
		note_target(d, l->away[i]->addr);
	if (!l->n_scalars)
		return;
	list_pointees(d);
	for (size_t i = below(d->pointee, d->n_pointees, l->low);
	     i < d->n_pointees && d->pointee[i] <= l->high; i++)
		if (opt_outline_has(l, d->pointee[i]))
			note(&d->target, d->pointee[i]);
}

/* An aggregate is no target itself: its first scalar is, at the same address. */
static void visit(struct opt_drawn *d, const struct value *v)
{
	if (v->kept) {
		visit_outline(d, opt_outline_of(v));
		return;
	}
	switch (v->kind) {
	case VALUE_POINTER:
		visit_pointer(d, v);
		return;
	case VALUE_STRUCT:
		if (v->n_children == 0)
			note_target(d, v->addr);
		visit_children(d, v);
		return;
	case VALUE_ARRAY:
		if (opt_drawn_head(d, v))
			note_target(d, v->addr);
		visit_children(d, v);
		return;
	case VALUE_INT: case VALUE_CHAR: case VALUE_BOOL: case VALUE_FLOAT: case VALUE_COMPLEX:
	case VALUE_ENUM: case VALUE_RAW: case VALUE_ABSENT: case VALUE_STRING:
	case VALUE_UNINITIALIZED: case VALUE_UNALLOCATED:
		note_target(d, v->addr);
		return;
	}
}

static void visit_vars(struct opt_drawn *d, const struct trace_var *var, size_t n,
		       void (*f)(struct opt_drawn *, const struct value *))
{
	for (size_t i = 0; i < n; i++)
		f(d, var[i].value);
}

/* Literals come last: a char pointer may well lead into something that is drawn anyway. */
static void find_literals(struct opt_drawn *d, const struct value *v)
{
	const struct opt_outline *l = v->kept ? opt_outline_of(v) : NULL;

	for (size_t i = 0; l && i < l->n_pointers; i++)
		if (l->pointer[i]->string && l->pointer[i]->i)
			lay_out_literal(d, l->pointer[i]);
	if (l)
		return;
	if (v->kind == VALUE_POINTER && v->string && v->i)
		lay_out_literal(d, v);
	for (size_t i = 0; i < v->n_children; i++)
		find_literals(d, &v->child[i]);
}

static void visit_step(struct opt_drawn *d, const struct trace_step *s,
		       void (*f)(struct opt_drawn *, const struct value *))
{
	for (size_t i = 0; i < s->n_frames; i++)
		visit_vars(d, s->frame[i].var, s->frame[i].n_vars, f);
	visit_vars(d, s->global, s->n_globals, f);
}

void opt_drawn_fill(struct opt_drawn *d, const struct trace_step *s)
{
	visit_step(d, s, find_pointed);
	for (size_t i = 0; i < s->n_blocks; i++) {
		map_put(&d->block, s->block[i].addr, (void *)&s->block[i]);
		find_pointed(d, s->block[i].value);
	}
	visit_step(d, s, visit);
	for (size_t i = 0; d->dialect->all_blocks && i < s->n_blocks; i++)
		lay_out_block(d, &s->block[i]);
	visit_step(d, s, find_literals);
	for (size_t i = 0; i < s->n_blocks; i++)
		if (map_get(&d->laid_out, s->block[i].addr))
			find_literals(d, s->block[i].value);
}

bool opt_drawn_pointer(struct opt_drawn *d, const struct value *v)
{
	if (!d->dialect->strict)
		return !v->text;                     /* code and vtables are never drawn */
	if (v->addr && map_get(&d->source, v->addr))
		return false;
	if (v->i != 0 && !map_get(&d->target, (uint64_t)v->i))
		return false;
	if (v->addr)
		note(&d->source, v->addr);
	return true;
}

bool opt_drawn_pointed(const struct opt_drawn *d, uint64_t addr)
{
	return map_get(&d->pointed, addr);
}

bool opt_drawn_block(const struct opt_drawn *d, uint64_t addr)
{
	return map_get(&d->laid_out, addr);
}

void opt_drawn_clear(struct opt_drawn *d)
{
	map_free(&d->target);
	map_free(&d->source);
	map_free(&d->pointed);
	map_free(&d->block);
	map_free(&d->laid_out);
	free(d->literal);
	free(d->pointee);
	*d = (struct opt_drawn){ .dialect = d->dialect };
}
