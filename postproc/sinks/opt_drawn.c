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
	return opt_drawn_away(v) && map_get(&d->pointed, v->addr);
}

static void find_pointed(struct opt_drawn *d, const struct value *v)
{
	if (v->kind == VALUE_POINTER && v->i)
		note(&d->pointed, (uint64_t)v->i);
	for (size_t i = 0; i < v->n_children; i++)
		find_pointed(d, &v->child[i]);
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

	if (map_get(&d->laid_out, addr) || map_get(&d->target, addr))
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

	if (v->addr)
		note(&d->target, v->addr);
	if (v->i && b)
		lay_out_block(d, b);
}

/* An aggregate is no target itself: its first scalar is, at the same address. */
static void visit(struct opt_drawn *d, const struct value *v)
{
	switch (v->kind) {
	case VALUE_POINTER:
		visit_pointer(d, v);
		return;
	case VALUE_STRUCT:
		if (v->n_children == 0 && v->addr)
			note(&d->target, v->addr);
		visit_children(d, v);
		return;
	case VALUE_ARRAY:
		if (opt_drawn_head(d, v))
			note(&d->target, v->addr);
		visit_children(d, v);
		return;
	case VALUE_INT: case VALUE_CHAR: case VALUE_BOOL: case VALUE_FLOAT: case VALUE_COMPLEX:
	case VALUE_ENUM: case VALUE_RAW: case VALUE_ABSENT: case VALUE_STRING:
		if (v->addr)
			note(&d->target, v->addr);
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
	visit_step(d, s, find_literals);
	for (size_t i = 0; i < s->n_blocks; i++)
		if (map_get(&d->laid_out, s->block[i].addr))
			find_literals(d, s->block[i].value);
}

bool opt_drawn_pointer(struct opt_drawn *d, const struct value *v)
{
	if (!v->addr || map_get(&d->source, v->addr))
		return false;
	if (v->i != 0 && !map_get(&d->target, (uint64_t)v->i))
		return false;
	note(&d->source, v->addr);
	return true;
}

void opt_drawn_clear(struct opt_drawn *d)
{
	map_free(&d->target);
	map_free(&d->source);
	map_free(&d->pointed);
	map_free(&d->block);
	map_free(&d->laid_out);
	free(d->literal);
	*d = (struct opt_drawn){ 0 };
}
