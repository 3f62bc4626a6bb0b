/* Leaks and where they came about; see leaks.h. */
#include "trace/leaks.h"

#include <stdlib.h>

#include "base/mem.h"
#include "trace/apart.h"

/* In a damaged stream any number of blocks may overlap. */
enum { WORDS_MAX = 200000000 };

struct found { uint64_t id, addr; enum trace_reach reach; };

struct leaks {
	struct found *found; size_t n;               /* by id */
	bool too_many;
	struct losses *losses;
	struct run *run;
};

static int by_id(const void *a, const void *b)
{
	const struct found *x = a, *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

struct leaks *leaks_find(struct run *run, struct program *p)
{
	struct leaks *l = mem_alloc(sizeof *l);
	struct arena *a = arena_new();
	struct apart_query q = { .program = p, .run = run, .mark = run->marks + 1, .max = SIZE_MAX,
				 .max_words = WORDS_MAX, .all = true, .arena = a };
	const struct apart_block *block;

	run->marks += 2;                             /* apart_find() uses the second one */
	block = apart_find(&q, &l->n);
	l->too_many = !block && run->live.first;
	l->found = mem_grow(NULL, l->n + 1, sizeof *l->found);
	for (size_t i = 0; i < l->n; i++)
		l->found[i] = (struct found){ block[i].block->id, block[i].block->node.key,
					      block[i].reach };
	qsort(l->found, l->n, sizeof *l->found, by_id);
	arena_free(a);
	return l;
}

static bool is_lost(const struct found *f)
{
	return f->reach != REACH_UNTYPED;
}

void leaks_follow(struct leaks *l, struct run *run)
{
	uint64_t *id = mem_grow(NULL, l->n + 1, sizeof *id);
	bool *only_start = mem_grow(NULL, l->n + 1, sizeof *only_start);
	size_t n = 0;

	for (size_t i = 0; i < l->n; i++) {
		if (!is_lost(&l->found[i]))
			continue;
		only_start[n] = l->found[i].reach == REACH_POSSIBLY_LOST;
		id[n++] = l->found[i].id;
	}
	l->run = run;
	l->losses = losses_new(run, id, only_start, n);
	free(id);
	free(only_start);
}

void leaks_before(struct leaks *l, const struct record *rec)
{
	losses_before(l->losses, rec);
}

void leaks_after(struct leaks *l, const struct record *rec)
{
	losses_after(l->losses, rec);
}

/* ---- what the last pointer was ---- */

static const char *variable_at(const struct place *place, const struct frame_state *f, uint64_t addr)
{
	for (const struct scope *s = place->scope; s; s = s->parent)
		for (size_t i = 0; i < s->n_vars; i++) {
			struct location at = variable_locate(&s->var[i], f);
			if (at.kind == LOCATION_MEMORY &&
			    addr - at.addr < type_strip(variable_type(&s->var[i]))->size)
				return s->var[i].name;
		}
	return NULL;
}

static const char *local_at(struct leaks *l, struct program *p, struct arena *a,
			    const struct loss *loss)
{
	const struct loss_frame *from = &loss->frame;
	struct frame_state f = { .cfa = from->cfa, .memory = program_memory(p), .arena = a };
	const struct place *place;

	if (!from->site || !from->site->object)
		return NULL;
	f.bias = from->site->object->bias;
	f.ip = from->ip ? from->ip : from->site->addr + f.bias;
	place = from->ip ? program_place_at(p, from->ip, from->site, &f.bias)
			 : program_place(p, from->site);
	if (!place || !place->function)
		return NULL;
	f.function = place->function;
	f.reg[RUN_REG_FP] = from->fp;
	f.reg_known = 1u << RUN_REG_FP;
	f.tls = run_tls(l->run, from->site->object);
	return variable_at(place, &f, loss->at);
}

static const char *static_at(struct leaks *l, struct program *p, uint64_t addr)
{
	struct run_object *o = run_object_at(l->run, addr);
	struct object *debug = o ? program_object(p, o) : NULL;
	uint64_t offset;

	return debug ? object_symbol(debug, addr - o->bias, &offset) : NULL;
}

static uint64_t address_of(const struct leaks *l, uint64_t id)
{
	struct found wanted = { .id = id };
	const struct found *found = bsearch(&wanted, l->found, l->n, sizeof wanted, by_id);

	return found ? found->addr : 0;
}

/* ---- the list ---- */

static void add_loss(struct leaks *l, struct program *p, struct arena *a, struct trace_leak *to,
		     const struct loss *loss)
{
	to->cause = loss->cause;
	to->lost = origin_of(p, &loss->when);
	to->with = loss->with ? address_of(l, loss->with) : 0;
	if (!loss->at)
		return;
	to->pointer = local_at(l, p, a, loss);
	if (!to->pointer)
		to->pointer = static_at(l, p, loss->at);
}

static void count_libraries(struct run *run, struct program *p, struct trace_leaks *list)
{
	for (struct tree_node *n = tree_first(&run->heap); n; n = tree_above(&run->heap, n->key)) {
		const struct run_block *b = (struct run_block *)n;
		if (origin_maker(p, &b->made) != MAKER_LIBRARY)
			continue;
		list->library_blocks++;
		list->library_bytes += b->size;
	}
}

void leaks_list(struct leaks *l, struct program *p, struct arena *a, struct trace_leaks *list)
{
	struct trace_leak *leak = arena_array(a, l->n, sizeof *leak);
	size_t n_lost = 0;

	*list = (struct trace_leaks){ .leak = leak, .too_many = l->too_many };
	losses_settle(l->losses);
	for (size_t i = 0; i < l->n; i++) {
		const struct found *f = &l->found[i];
		const struct loss *loss = is_lost(f) ? losses_of(l->losses, n_lost++) : NULL;
		struct run_block *b = (struct run_block *)tree_find(&l->run->heap, f->addr);
		if (!b || b->id != f->id)            /* the input changed between the passes */
			continue;
		leak[list->n] = (struct trace_leak){
			.addr = f->addr, .size = b->size, .kind = origin_kind(b->kind), .reach = f->reach,
			.made = origin_of(p, &b->made) };
		if (loss)
			add_loss(l, p, a, &leak[list->n], loss);
		list->n++;
	}
	count_libraries(l->run, p, list);
}

void leaks_free(struct leaks *l)
{
	if (l->losses)
		losses_free(l->losses);
	free(l->found);
	free(l);
}
