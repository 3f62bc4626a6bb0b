/* Reachable heap blocks; see heap.h.
 *
 * A block takes the type of the first typed pointer that is seen to lead to it and keeps it until
 * it is freed.  char * and void * give no type; a block that only char pointers reach is shown as
 * characters, and is still free to take a type later.  A smart pointer that owns an object within
 * a block (behind the counts, as make_shared has it) makes the block begin there.
 *
 * A block that a container keeps its elements in is not listed: the container shows them, each at
 * its own address, so that pointers into the block have where to lead. */
#include "trace/heap.h"

#include <string.h>

#include "base/map.h"

enum { BLOCKS_MAX = 10000 };                         /* shown in one step */

struct reach {
	struct run *run;
	struct decoder *d;
	struct map seen;                             /* address -> index in the list, plus 1 */
	struct map owned;                            /* address -> block with elements of a container */
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
	map_put(&r->seen, b->node.key, (void *)(r->n + 1));
	r->as[r->n] = as;
	r->block[r->n++] = (struct trace_block){
		.addr = b->node.key + b->type_at, .size = b->size - b->type_at,
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

/* The object that a smart pointer owns is in the block's midst: the block begins with it, also if
 * another pointer came first. */
static void begin_at_owned(struct reach *r, struct run_block *b, const struct type *target,
			   uint64_t addr)
{
	uint64_t at = addr - b->node.key, size = type_strip(target)->size;
	size_t listed = (size_t)map_get(&r->seen, b->node.key);

	if (!at || b->type_at == at || !size || size > b->size - at)
		return;
	b->type = target;
	b->type_at = at;
	if (listed) {
		r->as[listed - 1] = target;
		r->block[listed - 1].addr = addr;
		r->block[listed - 1].size = b->size - at;
	}
}

static void follow(struct reach *r, const struct value *v)
{
	const struct type *target = value_pointee(v);
	struct run_block *b = target ? run_block_at(r->run, (uint64_t)v->i) : NULL;
	const struct type *as;

	if (!b || r->n >= BLOCKS_MAX)
		return;
	if (v->owns)
		begin_at_owned(r, b, target, (uint64_t)v->i);
	as = type_for(b, target, (uint64_t)v->i);
	if (as && !map_get(&r->seen, b->node.key))
		add_block(r, b, as);
}

/* Elements of one block mostly come one after another. */
static void mark_owned(struct reach *r, const struct value *container)
{
	struct run_block *b = NULL;

	for (size_t i = 0; i < container->n_children; i++) {
		uint64_t addr = container->child[i].addr;
		if (b && addr - b->node.key < b->size)
			continue;
		b = addr ? run_block_at(r->run, addr) : NULL;
		if (b && container->addr - b->node.key >= b->size)
			map_put(&r->owned, b->node.key, b);
	}
}

/* Depth is bounded by the decoder's limits. */
static void follow_all(struct reach *r, const struct value *v)
{
	if (v->kind == VALUE_POINTER)
		follow(r, v);
	else if (v->summary && v->kind == VALUE_ARRAY)
		mark_owned(r, v);
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
	const struct trace_block *b = &r->block[i];
	struct run_block *of = run_block_at(r->run, b->addr);
	bool is_one = of && of->type_at;
	uint64_t count = is_one ? 1 : b->size / type_strip(r->as[i])->size;

	return value_elements(r->d, r->as[i], b->addr, count);
}

/* A pointer may have been met before the container that it leads into. */
static size_t drop_owned(struct reach *r)
{
	size_t kept = 0;

	for (size_t i = 0; i < r->n; i++) {
		struct run_block *b = run_block_at(r->run, r->block[i].addr);
		if (!b || !map_get(&r->owned, b->node.key))
			r->block[kept++] = r->block[i];
	}
	return kept;
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
	s->n_blocks = drop_owned(&r);
	map_free(&r.seen);
	map_free(&r.owned);
}
