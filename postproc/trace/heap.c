/* Reachable heap blocks; see heap.h.
 *
 * A block takes the type of the first typed pointer that is seen to lead to it and keeps it until
 * it is freed.  char * and void * give no type; a block that only char pointers reach is shown as
 * characters, and is still free to take a type later. */
#include "trace/heap.h"

#include <string.h>

#include "base/map.h"

enum { BLOCKS_MAX = 10000 };                         /* shown in one step */

struct reach {
	struct run *run;
	struct decoder *d;
	struct map seen;                             /* address -> itself: already in the list */
	struct trace_block *block;
	const struct type **as;                      /* type to show block[i] with */
	size_t n, room;
};

static bool is_char(const struct type *t)
{
	return t->kind == TYPE_CHAR && t->size == 1;
}

static void add_block(struct reach *r, struct run_block *b, const struct type *as)
{
	static const char *const kind[] = {
#define KIND(value, name, text) [value] = text,
		SP_ALLOC_KINDS(KIND)
#undef KIND
	};

	if (r->n == r->room) {
		struct trace_block *block = r->block;
		const struct type **types = r->as;
		r->room = r->room ? 2 * r->room : 64;
		r->block = arena_array(r->d->arena, r->room, sizeof *r->block);
		r->as = arena_array(r->d->arena, r->room, sizeof *r->as);
		if (r->n) {
			memcpy(r->block, block, r->n * sizeof *block);
			memcpy(r->as, types, r->n * sizeof *types);
		}
	}
	map_put(&r->seen, b->node.key, b);
	r->as[r->n] = as;
	r->block[r->n++] = (struct trace_block){
		.addr = b->node.key, .size = b->size,
		.kind = b->kind < sizeof kind / sizeof *kind ? kind[b->kind] : "unknown",
	};
}

/* Element type to show b with, reached through a pointer to target; NULL: none. */
static const struct type *type_for(struct run_block *b, const struct type *target, uint64_t addr)
{
	const struct type *bare = type_strip(target);
	bool typed = bare->size > 0 && bare->size <= b->size && (addr - b->node.key) % bare->size == 0
		     && bare->kind != TYPE_VOID && bare->kind != TYPE_FUNCTION;

	if (!b->type && typed && !is_char(bare))
		b->type = target;
	return b->type ? b->type : typed ? target : NULL;
}

static void follow(struct reach *r, const struct value *v)
{
	const struct type *target = value_pointee(v);
	struct run_block *b = target ? run_block_at(r->run, (uint64_t)v->i) : NULL;
	const struct type *as;

	if (!b || r->n >= BLOCKS_MAX)
		return;
	as = type_for(b, target, (uint64_t)v->i);
	if (as && !map_get(&r->seen, b->node.key))
		add_block(r, b, as);
}

/* Depth is bounded by the decoder's limits. */
static void follow_all(struct reach *r, const struct value *v)
{
	if (v->kind == VALUE_POINTER)
		follow(r, v);
	if (value_referred(v))
		follow_all(r, value_referred(v));
	for (size_t i = 0; i < v->n_children; i++)
		follow_all(r, &v->child[i]);
}

static void follow_vars(struct reach *r, const struct trace_var *var, size_t n)
{
	for (size_t i = 0; i < n; i++)
		follow_all(r, var[i].value);
}

static const struct value *block_value(struct reach *r, size_t i)
{
	return value_elements(r->d, r->as[i], r->block[i].addr, r->block[i].size / type_strip(r->as[i])->size);
}

void heap_build(struct run *run, struct decoder *d, struct trace_step *s)
{
	struct reach r = { .run = run, .d = d };

	for (size_t i = 0; i < s->n_frames; i++)
		follow_vars(&r, s->frame[i].var, s->frame[i].n_vars);
	follow_vars(&r, s->global, s->n_globals);
	for (size_t i = 0; i < r.n; i++) {           /* the list grows while it is walked */
		r.block[i].value = block_value(&r, i);
		follow_all(&r, r.block[i].value);
	}
	s->block = r.block;
	s->n_blocks = r.n;
	map_free(&r.seen);
}
