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

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "trace/kept.h"

enum { BLOCKS_MAX = 10000 };                         /* shown in one step */

/* What there is to follow in a value, in the order in which it is met: pointers, and the blocks
 * that containers keep their elements in. */
struct links {
	const struct value **pointer; size_t n_pointers, pointer_room;
	uint64_t *owned; size_t n_owned, owned_room;
};

struct reach {
	struct run *run;
	struct decoder *d;
	struct map seen;                             /* address -> index in the list, plus 1 */
	struct map owned;                            /* addresses of blocks with elements of a container */
	struct trace_block *block;
	const struct type **as;                      /* type to show block[i] with */
	size_t n, room;
	struct program *program;
	struct kept *kept;
	struct links links;                          /* of the value at hand */
	const struct links **owning; size_t n_owning, owning_room;   /* kept ones with blocks owned */
};

static bool is_char(const struct type *t)
{
	return t->kind == TYPE_CHAR && t->size == 1;
}

static void make_room(struct reach *r)
{
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
}

static void add_block(struct reach *r, struct run_block *b, const struct type *as)
{
	static const char *const kind[] = {
#define KIND(value, name, text) [value] = text,
		SP_ALLOC_KINDS(KIND)
#undef KIND
	};

	make_room(r);
	map_put(&r->seen, b->node.key, (void *)(r->n + 1));
	r->as[r->n] = as;
	r->block[r->n++] = (struct trace_block){
		.addr = b->node.key + b->type_at, .size = b->size - b->type_at,
		.kind = b->kind < sizeof kind / sizeof *kind ? kind[b->kind] : "unknown",
	};
}

/* As some other object may have it. */
static const struct type *complete(struct reach *r, const struct type *declared)
{
	const struct type *found = program_complete_type(r->program, declared);

	return found ? found : declared;
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
	if (type_strip(target)->incomplete)
		target = complete(r, type_strip(target));
	if (v->owns)
		begin_at_owned(r, b, target, (uint64_t)v->i);
	as = type_for(b, target, (uint64_t)v->i);
	if (as && !map_get(&r->seen, b->node.key))
		add_block(r, b, as);
}

static void add_pointer(struct links *l, const struct value *v)
{
	if (l->n_pointers == l->pointer_room) {
		l->pointer_room = l->pointer_room ? 2 * l->pointer_room : 4;
		l->pointer = mem_grow(l->pointer, l->pointer_room, sizeof *l->pointer);
	}
	l->pointer[l->n_pointers++] = v;
}

static void add_owned(struct links *l, uint64_t addr)
{
	if (l->n_owned == l->owned_room) {
		l->owned_room = l->owned_room ? 2 * l->owned_room : 4;
		l->owned = mem_grow(l->owned, l->owned_room, sizeof *l->owned);
	}
	l->owned[l->n_owned++] = addr;
}

/* Elements of one block mostly come one after another. */
static void find_owned(struct reach *r, struct links *l, const struct value *container)
{
	struct run_block *b = NULL;

	for (size_t i = 0; i < container->n_children; i++) {
		uint64_t addr = container->child[i].addr;
		if (b && addr - b->node.key < b->size)
			continue;
		b = addr ? run_block_at(r->run, addr) : NULL;
		if (b && container->addr - b->node.key >= b->size)
			add_owned(l, b->node.key);
	}
}

/* Depth is bounded by the decoder's limits. */
static void find_links(struct reach *r, struct links *l, const struct value *v)
{
	if (v->kind == VALUE_POINTER && v->i && value_pointee(v))
		add_pointer(l, v);
	else if (v->summary && v->kind == VALUE_ARRAY)
		find_owned(r, l, v);
	if (value_referred(v))
		find_links(r, l, value_referred(v));
	for (size_t i = 0; i < v->n_children; i++)
		find_links(r, l, &v->child[i]);
}

static void free_links(void *links)
{
	struct links *l = links;

	free(l->pointer);
	free(l->owned);
	free(l);
}

static const struct links *links_of(struct reach *r, const struct value *v)
{
	struct links *l = v->kept ? v->kept->of_trace.data : &r->links;

	if (!l) {
		l = mem_alloc(sizeof *l);
		v->kept->of_trace = (struct value_note){ l, free_links };
	} else if (v->kept)
		return l;
	l->n_pointers = l->n_owned = 0;
	find_links(r, l, v);
	return l;
}

static void mark_owned(struct reach *r, const struct links *l)
{
	for (size_t i = 0; i < l->n_owned; i++)
		map_put(&r->owned, l->owned[i], r);
}

/* To be marked only if blocks are listed at all. */
static void add_owning(struct reach *r, const struct links *l)
{
	if (r->n_owning == r->owning_room) {
		r->owning_room = r->owning_room ? 2 * r->owning_room : 16;
		r->owning = mem_grow(r->owning, r->owning_room, sizeof *r->owning);
	}
	r->owning[r->n_owning++] = l;
}

/* A container's blocks go, and others come, only when memory of its own changes. */
static void follow_all(struct reach *r, const struct value *v)
{
	const struct links *l = links_of(r, v);

	for (size_t i = 0; i < l->n_pointers; i++)
		follow(r, l->pointer[i]);
	if (l->n_owned && v->kept)
		add_owning(r, l);
	else
		mark_owned(r, l);
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

	if (r->kept && kept_is_worth_block(b->size))
		return kept_elements(r->kept, r->d, r->as[i], b->addr, count);
	return value_elements(r->d, r->as[i], b->addr, count);
}

/* A pointer may have been met before the container that it leads into. */
static size_t drop_owned(struct reach *r)
{
	size_t kept = 0;

	for (size_t i = 0; r->n && i < r->n_owning; i++)
		mark_owned(r, r->owning[i]);
	for (size_t i = 0; i < r->n; i++) {
		struct run_block *b = run_block_at(r->run, r->block[i].addr);
		if (!b || !map_get(&r->owned, b->node.key))
			r->block[kept++] = r->block[i];
	}
	return kept;
}

/* The blocks from the first on get their values; the list grows while it is walked. */
static void finish(struct reach *r, size_t first, struct trace_step *s)
{
	for (size_t i = first; i < r->n; i++) {
		r->block[i].value = block_value(r, i);
		follow_all(r, r->block[i].value);
	}
	s->block = r->block;
	s->n_blocks = drop_owned(r);
	map_free(&r->seen);
	map_free(&r->owned);
	free(r->owning);
	free(r->links.pointer);
	free(r->links.owned);
}

void heap_build(struct program *p, struct run *run, struct decoder *d, struct trace_step *s)
{
	struct reach r = { .run = run, .d = d, .program = p, .kept = program_kept(p) };

	for (size_t i = 0; i < s->n_frames; i++)
		follow_vars(&r, s->frame[i].var, s->frame[i].n_vars);
	follow_vars(&r, s->global, s->n_globals);
	finish(&r, 0, s);
}

/* What is kept belongs to the values of the step, and may not be made anew while it waits. */
void heap_add(struct program *p, struct run *run, struct decoder *d, struct trace_step *s,
	      const struct value *v)
{
	struct reach r = { .run = run, .d = d, .program = p };

	for (size_t i = 0; i < s->n_blocks; i++) {
		struct run_block *b = run_block_at(run, s->block[i].addr);
		if (b)                               /* not freed since */
			map_put(&r.seen, b->node.key, (void *)(i + 1));
		make_room(&r);
		r.block[r.n++] = s->block[i];
	}
	size_t n = r.n;
	follow_all(&r, v);
	finish(&r, n, s);
}
