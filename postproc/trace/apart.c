/* What leads to blocks that no pointer shown does; see apart.h.
 *
 * Everything else in memory counts as a pointer if it may be one.  What surely is not lost: blocks
 * that are listed, elements of containers, and blocks of libraries, whose own data is not recorded.
 * The others are unknown, and usually few, or none.  So the search goes from them backwards, to the
 * words that lead to them (run/refs.h):
 *
 *     a root (stack, static data, thread-local storage, registers)  ──▶  found
 *     a block that is surely not lost                                ──▶  found
 *     another unknown block                                          ──▶  an edge: found if that is
 *
 * What is not found is lost: indirectly, if a block leads to it that is lost itself. */
#include "trace/apart.h"

#include <stdlib.h>

#include "base/mem.h"
#include "run/refs.h"
#include "trace/roots.h"

#define NO_EDGE SIZE_MAX

struct edge { size_t to, next; bool inside; };

/* LOST stands for "not found". */
struct unknown { struct run_block *block; enum trace_reach reach; bool is_header; size_t edges; };

struct search {
	const struct apart_query *q;
	struct roots *roots;
	struct unknown *unknown; size_t n, room;
	struct edge *edge; size_t n_edges, edge_room;
	size_t *stack, n_stack;                      /* of unknown ones; room for all */
	size_t at;                                   /* the one whose references are looked at */
};

bool apart_is_start(const struct run_block *b, uint64_t to)
{
	return to == b->node.key || (b->kind == SP_ALLOC_NEW_ARRAY && to == b->node.key + 8);
}

static void add_unknown(struct search *s, struct run_block *b, enum maker maker)
{
	if (s->n == s->room) {
		s->room = s->room ? 2 * s->room : 16;
		s->unknown = mem_grow(s->unknown, s->room, sizeof *s->unknown);
	}
	s->unknown[s->n++] = (struct unknown){
		.block = b, .reach = REACH_LOST, .is_header = maker == MAKER_HEADER, .edges = NO_EDGE };
}

/* False: they are too many. */
static bool collect(struct search *s)
{
	const struct apart_query *q = s->q;

	for (struct run_block *b = q->run->live.first, *next; b; b = next) {
		next = b->newer;
		if (b->mark == q->mark && b->index)
			continue;
		enum maker maker = origin_maker(q->program, &b->made);
		if (maker == MAKER_LIBRARY)
			run_set_aside(q->run, b, true);
		else if (s->n == q->max)
			return false;
		else
			add_unknown(s, b, maker);
	}
	return true;
}

static int by_address(const void *a, const void *b)
{
	uint64_t x = ((const struct unknown *)a)->block->node.key;
	uint64_t y = ((const struct unknown *)b)->block->node.key;

	return (x > y) - (x < y);
}

/* From here on blocks know their index. */
static void sort(struct search *s)
{
	qsort(s->unknown, s->n, sizeof *s->unknown, by_address);
	for (size_t i = 0; i < s->n; i++) {
		s->unknown[i].block->mark = s->q->mark + 1;
		s->unknown[i].block->index = i;
	}
}

static bool is_unknown(const struct search *s, const struct run_block *b)
{
	return b->mark == s->q->mark + 1;
}

static void find(struct search *s, size_t i, enum trace_reach reach)
{
	if (reach < s->unknown[i].reach)
		s->unknown[i].reach = reach;
}

static void find_block(struct search *s, const struct run_block *b, bool inside)
{
	if (is_unknown(s, b))
		find(s, b->index, inside ? REACH_POSSIBLY_LOST : REACH_UNTYPED);
}

static void add_edge(struct search *s, size_t from, size_t to, bool inside)
{
	if (s->n_edges == s->edge_room) {
		s->edge_room = s->edge_room ? 2 * s->edge_room : 64;
		s->edge = mem_grow(s->edge, s->edge_room, sizeof *s->edge);
	}
	s->edge[s->n_edges] = (struct edge){ to, s->unknown[from].edges, inside };
	s->unknown[from].edges = s->n_edges++;
}

/* The word at that place leads to the block at hand. */
static void take_reference(void *ctx, uint64_t at, uint64_t to)
{
	struct search *s = ctx;
	const struct run_block *b = s->unknown[s->at].block, *in = run_block_at(s->q->run, at);
	bool inside = !apart_is_start(b, to);

	if (in && is_unknown(s, in)) {
		if (in != b)
			add_edge(s, in->index, s->at, inside);
	} else if (in || roots_has(s->roots, at)) {
		find_block(s, b, inside);
	}
}

static void take_register(void *ctx, uint64_t value)
{
	struct search *s = ctx;
	const struct run_block *b = run_block_at(s->q->run, value);

	if (b)
		find_block(s, b, !apart_is_start(b, value));
}

/* False: they are too many. */
static bool find_references(struct search *s)
{
	struct refs *refs = program_refs(s->q->program);
	uint64_t looked = 0;

	refs_update(refs);
	for (s->at = 0; s->at < s->n && looked < s->q->max_words; s->at++)
		looked += refs_into(refs, s->unknown[s->at].block, take_reference, s);
	roots_registers(s->q->program, s->q->run, take_register, s);
	for (size_t i = 0; i < s->q->n_met; i++)
		find_block(s, s->q->met[i].block, s->q->met[i].inside);
	return looked < s->q->max_words;
}

/* Everything that can be come to from those on the stack is at least so well reached. */
static void spread(struct search *s, enum trace_reach reach)
{
	while (s->n_stack) {
		size_t from = s->stack[--s->n_stack];
		for (size_t e = s->unknown[from].edges; e != NO_EDGE; e = s->edge[e].next) {
			struct unknown *to = &s->unknown[s->edge[e].to];
			if (s->edge[e].inside && reach == REACH_UNTYPED) {
				find(s, s->edge[e].to, REACH_POSSIBLY_LOST);
			} else if (to->reach > reach) {
				to->reach = reach;
				s->stack[s->n_stack++] = s->edge[e].to;
			}
		}
	}
}

static void spread_all(struct search *s, enum trace_reach reach)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->unknown[i].reach == reach)
			s->stack[s->n_stack++] = i;
	spread(s, reach);
}

/* What a lost block leads to, itself apart, is lost with it, also if it came first. */
static void lose_from(struct search *s, size_t leader)
{
	s->stack[s->n_stack++] = leader;
	while (s->n_stack) {
		size_t from = s->stack[--s->n_stack];
		for (size_t e = s->unknown[from].edges; e != NO_EDGE; e = s->edge[e].next) {
			struct unknown *to = &s->unknown[s->edge[e].to];
			if (to->reach != REACH_LOST || s->edge[e].to == leader)
				continue;
			to->reach = REACH_INDIRECTLY_LOST;
			s->stack[s->n_stack++] = s->edge[e].to;
		}
	}
}

static const struct apart_block *answer(struct search *s, size_t *count)
{
	struct apart_block *list = arena_array(s->q->arena, s->n, sizeof *list);

	for (size_t i = 0; i < s->n; i++) {
		const struct unknown *u = &s->unknown[i];
		if (!u->is_header || s->q->all || u->reach >= REACH_INDIRECTLY_LOST)
			list[(*count)++] = (struct apart_block){ u->block, u->reach };
	}
	return list;
}

static void judge(struct search *s)
{
	s->stack = mem_grow(NULL, s->n, sizeof *s->stack);
	spread_all(s, REACH_UNTYPED);
	spread_all(s, REACH_POSSIBLY_LOST);
	for (size_t i = 0; i < s->n; i++)
		if (s->unknown[i].reach == REACH_LOST)
			lose_from(s, i);
	free(s->stack);
}

static const struct apart_block *search(struct search *s, size_t *count)
{
	bool complete;

	sort(s);
	s->roots = roots_new(s->q->program, s->q->run, s->q->innermost);
	complete = find_references(s);
	roots_free(s->roots);
	if (!complete)
		return NULL;
	judge(s);
	return answer(s, count);
}

const struct apart_block *apart_find(const struct apart_query *q, size_t *count)
{
	struct search s = { .q = q };
	const struct apart_block *list = NULL;

	*count = 0;
	if (collect(&s) && s.n)
		list = search(&s, count);
	free(s.unknown);
	free(s.edge);
	return list;
}
