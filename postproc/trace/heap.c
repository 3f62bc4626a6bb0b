/* The heap of a step; see heap.h.
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

#include "trace/kept.h"
#include "trace/links.h"
#include "trace/origin.h"

enum { BLOCKS_MAX = 10000 };                         /* shown in one step */

struct reach {
	struct program *program;
	struct run *run;
	struct decoder *d;
	struct kept *kept;
	struct owners *owners;
	uint64_t mark;                               /* of blocks that a pointer shown leads to */
	struct trace_block *block;
	struct run_block **of;                       /* block[i]; its index is i + 1 */
	const struct type **as;                      /* type to show block[i] with */
	size_t n, room;
	struct trace_freed *freed; size_t n_freed, freed_room;
};

static bool is_char(const struct type *t)
{
	return t->kind == TYPE_CHAR && t->size == 1;
}

static const char *kind_name(uint64_t kind)
{
	static const char *const name[] = {
#define KIND(value, name, text) [value] = text,
		SP_ALLOC_KINDS(KIND)
#undef KIND
	};

	return kind < sizeof name / sizeof *name ? name[kind] : "unknown";
}

static void *grown(struct reach *r, const void *old, size_t n, size_t room, size_t each)
{
	void *p = arena_array(r->d->arena, room, each);

	if (n)
		memcpy(p, old, n * each);
	return p;
}

/* Where b is listed, plus 1; 0: it is not, so far. */
static size_t listed_at(const struct reach *r, struct run_block *b)
{
	if (b->mark != r->mark) {
		b->mark = r->mark;
		b->index = 0;
	}
	return b->index;
}

static void list(struct reach *r, struct run_block *b, const struct type *as,
		 struct trace_block block)
{
	if (r->n == r->room) {
		r->room = r->room ? 2 * r->room : 64;
		r->block = grown(r, r->block, r->n, r->room, sizeof *r->block);
		r->of = grown(r, r->of, r->n, r->room, sizeof *r->of);
		r->as = grown(r, r->as, r->n, r->room, sizeof *r->as);
	}
	r->of[r->n] = b;
	r->as[r->n] = as;
	r->block[r->n++] = block;
}

static void add_block(struct reach *r, struct run_block *b, const struct type *as)
{
	list(r, b, as, (struct trace_block){
		.addr = b->node.key + b->type_at, .size = b->size - b->type_at,
		.kind = kind_name(b->kind), .made = origin_of(r->program, &b->made),
	});
	b->index = r->n;
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
	size_t listed = listed_at(r, b);

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

static void add_freed(struct reach *r, struct run_block *b, const struct type *type)
{
	if (r->n_freed == r->freed_room) {
		r->freed_room = r->freed_room ? 2 * r->freed_room : 8;
		r->freed = grown(r, r->freed, r->n_freed, r->freed_room, sizeof *r->freed);
	}
	r->freed[r->n_freed++] = (struct trace_freed){
		.addr = b->node.key, .size = b->size, .kind = kind_name(b->kind), .type = type,
		.made = origin_of(r->program, &b->made),
		.freed = origin_of(r->program, &b->freed),
	};
	b->mark = r->mark;
}

/* A pointer to no live block. */
static void follow_dangling(struct reach *r, const struct type *target, uint64_t addr)
{
	struct run_block *b;

	if (addr < r->run->heap_low || addr > r->run->heap_high)
		return;
	b = run_freed_at(r->run, addr);
	if (b && b->mark != r->mark && r->n_freed < BLOCKS_MAX)
		add_freed(r, b, type_for(b, target, addr));
}

static void follow(struct reach *r, const struct value *v)
{
	const struct type *target = value_pointee(v);
	struct run_block *b = target ? run_block_at(r->run, (uint64_t)v->i) : NULL;
	const struct type *as;

	if (target && !b)
		follow_dangling(r, target, (uint64_t)v->i);
	if (!b || r->n >= BLOCKS_MAX)
		return;
	if (type_strip(target)->incomplete)
		target = complete(r, type_strip(target));
	if (v->owns)
		begin_at_owned(r, b, target, (uint64_t)v->i);
	as = type_for(b, target, (uint64_t)v->i);
	if (!listed_at(r, b) && as)
		add_block(r, b, as);
}

static void follow_all(struct reach *r, const struct value *v)
{
	const struct links *l = links_of(r->owners, v);

	for (size_t i = 0; i < l->n_pointers; i++)
		follow(r, l->pointer[i]);
}

static void follow_vars(struct reach *r, const struct trace_var *var, size_t n)
{
	for (size_t i = 0; i < n; i++)
		follow_all(r, var[i].value);
}

static const struct value *block_value(struct reach *r, size_t i)
{
	const struct trace_block *b = &r->block[i];
	uint64_t count = r->of[i]->type_at ? 1 : b->size / type_strip(r->as[i])->size;

	if (r->kept && kept_is_worth_block(b->size))
		return kept_elements(r->kept, r->d, r->as[i], b->addr, count);
	return value_elements(r->d, r->as[i], b->addr, count);
}

/* The list grows while it is walked. */
static void fill_from(struct reach *r, size_t first)
{
	for (size_t i = first; i < r->n; i++) {
		r->block[i].value = block_value(r, i);
		follow_all(r, r->block[i].value);
	}
}

/* A pointer may have been met before the container that it leads into. */
static void finish(struct reach *r, size_t first, struct trace_step *s)
{
	size_t kept = first;

	for (size_t i = first; i < r->n; i++)
		if (!r->of[i]->owners)
			r->block[kept++] = r->block[i];
	s->block = r->block;
	s->n_blocks = kept;
	s->freed = r->freed;
	s->n_freed = r->n_freed;
}

void heap_build(struct program *p, struct run *run, struct decoder *d, struct trace_step *s)
{
	struct reach r = { .run = run, .d = d, .program = p, .kept = program_kept(p),
			   .owners = program_owners(p), .mark = ++run->marks };

	for (size_t i = 0; i < s->n_frames; i++)
		follow_vars(&r, s->frame[i].var, s->frame[i].n_vars);
	follow_vars(&r, s->global, s->n_globals);
	fill_from(&r, 0);
	owners_end_step(r.owners);
	finish(&r, 0, s);
}

static void list_again(struct reach *r, const struct trace_step *s)
{
	for (size_t i = 0; i < s->n_blocks; i++) {
		struct run_block *b = run_block_at(r->run, s->block[i].addr);
		list(r, b, NULL, s->block[i]);
		if (b) {                             /* not freed since */
			b->mark = r->mark;
			b->index = r->n;
		}
	}
}

/* Values that are kept are the step's already, and may not be made anew while it waits. */
void heap_add(struct program *p, struct run *run, struct decoder *d, struct trace_step *s,
	      const struct value *v)
{
	struct reach r = { .run = run, .d = d, .program = p, .owners = program_owners(p),
			   .mark = ++run->marks };

	list_again(&r, s);
	r.freed = grown(&r, s->freed, s->n_freed, s->n_freed, sizeof *r.freed);
	r.n_freed = r.freed_room = s->n_freed;
	follow_all(&r, v);
	fill_from(&r, s->n_blocks);
	finish(&r, s->n_blocks, s);
}
