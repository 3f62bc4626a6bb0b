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

#include "trace/apart.h"
#include "trace/kept.h"
#include "trace/links.h"

enum {
	BLOCKS_MAX = 10000,                          /* shown in one step */
	WORDS_MAX = 2000000,                         /* looked at in one; blocks of a damaged stream may overlap */
};

struct heap {
	struct program *program;
	struct run *run;
	struct decoder *d;
	struct kept *kept;
	struct owners *owners;
	uint64_t mark;                               /* of blocks that a pointer shown leads to */
	uint64_t mark_apart;                         /* of the program's other blocks */
	struct trace_block *block;
	struct run_block **of;                       /* block[i]; its index is i + 1 */
	const struct type **as;                      /* type to show block[i] with */
	size_t n, room;
	struct apart_met *met; size_t n_met, met_room;
	struct trace_freed *freed; size_t n_freed, freed_room;
};

static bool is_char(const struct type *t)
{
	return t->kind == TYPE_CHAR && t->size == 1;
}

static void *grown(struct heap *h, const void *old, size_t n, size_t room, size_t each)
{
	void *p = arena_array(h->d->arena, room, each);

	if (n)
		memcpy(p, old, n * each);
	return p;
}

/* Where b is listed, plus 1; 0: it is not, so far. */
static size_t listed_at(const struct heap *h, struct run_block *b)
{
	if (b->mark != h->mark) {
		b->mark = h->mark;
		b->index = 0;
	}
	return b->index;
}

static struct trace_block describe(struct heap *h, const struct run_block *b)
{
	return (struct trace_block){
		.addr = b->node.key + b->type_at, .size = b->size - b->type_at,
		.kind = origin_kind(b->kind), .made = origin_of(h->program, &b->made) };
}

static void list(struct heap *h, struct run_block *b, const struct type *as,
		 struct trace_block block)
{
	if (h->n == h->room) {
		h->room = h->room ? 2 * h->room : 64;
		h->block = grown(h, h->block, h->n, h->room, sizeof *h->block);
		h->of = grown(h, h->of, h->n, h->room, sizeof *h->of);
		h->as = grown(h, h->as, h->n, h->room, sizeof *h->as);
	}
	h->of[h->n] = b;
	h->as[h->n] = as;
	h->block[h->n++] = block;
}

static void add_block(struct heap *h, struct run_block *b, const struct type *as)
{
	list(h, b, as, describe(h, b));
	b->index = h->n;
}

/* As some other object may have it. */
static const struct type *complete(struct heap *h, const struct type *declared)
{
	const struct type *found = program_complete_type(h->program, declared);

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
static void begin_at_owned(struct heap *h, struct run_block *b, const struct type *target,
			   uint64_t addr)
{
	uint64_t at = addr - b->node.key, size = type_strip(target)->size;
	size_t listed = listed_at(h, b);

	if (!at || b->type_at == at || !size || size > b->size - at)
		return;
	b->type = target;
	b->type_at = at;
	if (listed) {
		h->as[listed - 1] = target;
		h->block[listed - 1].addr = addr;
		h->block[listed - 1].size = b->size - at;
	}
}

static void add_freed(struct heap *h, struct run_block *b, const struct type *type)
{
	if (h->n_freed == h->freed_room) {
		h->freed_room = h->freed_room ? 2 * h->freed_room : 8;
		h->freed = grown(h, h->freed, h->n_freed, h->freed_room, sizeof *h->freed);
	}
	h->freed[h->n_freed++] = (struct trace_freed){
		.addr = b->node.key, .size = b->size, .kind = origin_kind(b->kind), .type = type,
		.made = origin_of(h->program, &b->made),
		.freed = origin_of(h->program, &b->freed),
	};
	b->mark = h->mark;
}

/* A pointer to no live block. */
static void follow_dangling(struct heap *h, const struct type *target, uint64_t addr)
{
	struct run_block *b;

	if (addr < h->run->heap_low || addr > h->run->heap_high)
		return;
	b = run_freed_at(h->run, addr);
	if (b && b->mark != h->mark && h->n_freed < BLOCKS_MAX)
		add_freed(h, b, type_for(b, target, addr));
}

static void meet(struct heap *h, struct run_block *b, uint64_t addr)
{
	if (h->n_met == h->met_room) {
		h->met_room = h->met_room ? 2 * h->met_room : 16;
		h->met = grown(h, h->met, h->n_met, h->met_room, sizeof *h->met);
	}
	h->met[h->n_met++] = (struct apart_met){ b, !apart_is_start(b, addr) };
}

/* What a pointer leads to, if it is one; complete, if it is so anywhere. */
static const struct type *target_of(struct heap *h, const struct value *v)
{
	const struct type *target = value_pointee(v), *bare = target ? type_strip(target) : NULL;

	return bare && bare->incomplete ? complete(h, bare) : target;
}

static void follow(struct heap *h, const struct value *v)
{
	const struct type *target = value_pointee(v);
	struct run_block *b = target ? run_block_at(h->run, (uint64_t)v->i) : NULL;
	const struct type *as;

	if (target && !b)
		follow_dangling(h, target, (uint64_t)v->i);
	if (!b || h->n >= BLOCKS_MAX)
		return;
	target = target_of(h, v);
	if (v->owns)
		begin_at_owned(h, b, target, (uint64_t)v->i);
	as = type_for(b, target, (uint64_t)v->i);
	if (!as)
		meet(h, b, (uint64_t)v->i);
	else if (!listed_at(h, b))
		add_block(h, b, as);
}

static void follow_all(struct heap *h, const struct value *v)
{
	const struct links *l = links_of(h->owners, v);

	for (size_t i = 0; i < l->n_pointers; i++)
		follow(h, l->pointer[i]);
}

static void follow_vars(struct heap *h, const struct trace_var *var, size_t n)
{
	for (size_t i = 0; i < n; i++)
		follow_all(h, var[i].value);
}

static const struct value *block_value(struct heap *h, const struct run_block *b,
				       const struct type *as)
{
	uint64_t addr = b->node.key + b->type_at, size = b->size - b->type_at;
	uint64_t count = b->type_at ? 1 : size / type_strip(as)->size;

	if (h->kept && kept_is_worth_block(size))
		return kept_elements(h->kept, h->d, as, addr, count);
	return value_elements(h->d, as, addr, count);
}

/* The list grows while it is walked. */
static void fill_from(struct heap *h, size_t first)
{
	for (size_t i = first; i < h->n; i++) {
		h->block[i].value = block_value(h, h->of[i], h->as[i]);
		follow_all(h, h->block[i].value);
	}
}

/* A pointer may have been met before the container that it leads into. */
static void finish(struct heap *h, size_t first, struct trace_step *s)
{
	size_t n = first;

	for (size_t i = first; i < h->n; i++)
		if (!h->of[i]->owners)
			h->block[n++] = h->block[i];
	s->block = h->block;
	s->n_blocks = n;
	s->freed = h->freed;
	s->n_freed = h->n_freed;
}

static void list_blocks(struct heap *h, struct trace_step *s)
{
	for (size_t i = 0; i < s->n_frames; i++)
		follow_vars(h, s->frame[i].var, s->frame[i].n_vars);
	follow_vars(h, s->global, s->n_globals);
	fill_from(h, 0);
	owners_settle(h->owners);
	finish(h, 0, s);
}

/* The types that pointers in a block that is apart give to others, which then show what they hold
 * too.  The stack has room for all that are apart: none comes there twice. */
static void give_types(struct heap *h, const struct run_block *from, struct run_block **stack,
		       size_t *n)
{
	const struct links *l = links_of(h->owners, block_value(h, from, from->type));

	for (size_t i = 0; i < l->n_pointers; i++) {
		const struct value *v = l->pointer[i];
		struct run_block *b = run_block_at(h->run, (uint64_t)v->i);
		if (b && !b->type && b->mark == h->mark_apart &&
		    type_for(b, target_of(h, v), (uint64_t)v->i) && b->type)
			stack[(*n)++] = b;
	}
}

static void give_all_types(struct heap *h, const struct apart_block *apart, size_t n_apart)
{
	struct run_block **stack = arena_array(h->d->arena, n_apart, sizeof *stack);
	size_t n = 0;

	for (size_t i = 0; i < n_apart; i++) {
		apart[i].block->mark = h->mark_apart;
		if (apart[i].block->type)
			stack[n++] = apart[i].block;
	}
	while (n)
		give_types(h, stack[--n], stack, &n);
}

static void list_apart(struct heap *h, struct trace_step *s)
{
	struct apart_query q = {
		.program = h->program, .run = h->run, .mark = h->mark,
		.innermost = s->n_frames ? &s->frame[s->n_frames - 1] : NULL,
		.met = h->met, .n_met = h->n_met, .max = BLOCKS_MAX - h->n, .max_words = WORDS_MAX,
		.arena = h->d->arena };
	size_t n;
	const struct apart_block *apart = apart_find(&q, &n);
	struct trace_block *list = arena_array(h->d->arena, n, sizeof *list);

	give_all_types(h, apart, n);
	for (size_t i = 0; i < n; i++) {
		const struct run_block *b = apart[i].block;
		if (b->owners)
			continue;
		list[s->n_apart] = describe(h, b);
		list[s->n_apart].reach = apart[i].reach;
		list[s->n_apart++].value = b->type ? block_value(h, b, b->type) : NULL;
	}
	s->apart = list;
}

void heap_build(struct program *p, struct run *run, struct decoder *d, struct trace_step *s)
{
	struct heap h = { .run = run, .d = d, .program = p, .kept = program_kept(p),
			  .owners = program_owners(p), .mark = run->marks + 1,
			  .mark_apart = run->marks + 3 };

	run->marks += 3;                             /* apart_find() uses the second one */
	owners_begin_step(h.owners);
	list_blocks(&h, s);
	list_apart(&h, s);
}

static void list_again(struct heap *h, const struct trace_step *s)
{
	for (size_t i = 0; i < s->n_blocks; i++) {
		struct run_block *b = run_block_at(h->run, s->block[i].addr);
		list(h, b, NULL, s->block[i]);
		if (b) {                             /* not freed since */
			b->mark = h->mark;
			b->index = h->n;
		}
	}
}

/* What the value has brought among the listed is not apart from them any more. */
static void take_from_apart(struct heap *h, struct trace_step *s)
{
	struct trace_block *left = arena_array(h->d->arena, s->n_apart, sizeof *left);
	size_t n = 0;

	for (size_t i = 0; i < s->n_apart; i++) {
		struct run_block *b = run_block_at(h->run, s->apart[i].addr);
		if (!b || !listed_at(h, b))
			left[n++] = s->apart[i];
	}
	s->apart = left;
	s->n_apart = n;
}

/* Values that are kept are the step's already, and may not be made anew while it waits. */
void heap_add(struct program *p, struct run *run, struct decoder *d, struct trace_step *s,
	      const struct value *v)
{
	struct heap h = { .run = run, .d = d, .program = p, .owners = program_owners(p),
			  .mark = ++run->marks };

	list_again(&h, s);
	h.freed = grown(&h, s->freed, s->n_freed, s->n_freed, sizeof *h.freed);
	h.n_freed = h.freed_room = s->n_freed;
	follow_all(&h, v);
	fill_from(&h, s->n_blocks);
	finish(&h, s->n_blocks, s);
	take_from_apart(&h, s);
}
