/* Applies the profile's records; see counts.h.  Of a damaged stream, what names a thing that is not
 * there is left out, and so is a second definition. */
#include "run/counts.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* The list is full at each power of two. */
static void append(void *list, size_t *n, void *what)
{
	void **v;

	memcpy(&v, list, sizeof v);
	if (!(*n & (*n - 1)))
		v = mem_grow(v, *n ? 2 * *n : 1, sizeof *v);
	v[(*n)++] = what;
	memcpy(list, &v, sizeof v);
}

static void apply_context(struct counts *c, const struct record_context *rec)
{
	struct counts_context *parent = map_get(&c->contexts, rec->parent);

	if (map_get(&c->contexts, rec->id) || (rec->parent && !parent))
		return;
	struct counts_context *new = arena_alloc(c->arena, sizeof *new);
	*new = (struct counts_context){ .parent = parent, .id = rec->id, .arc = rec->arc,
					 .index = c->n_contexts };
	append(&c->context, &c->n_contexts, new);
	map_put(&c->contexts, rec->id, new);
}

static struct bytes kept(struct counts *c, struct bytes b)
{
	uint8_t *copy = arena_alloc(c->arena, b.len + 1);

	if (b.len)
		memcpy(copy, b.at, b.len);
	return (struct bytes){ copy, b.len };
}

static void apply_code(struct counts *c, const struct record_code *rec)
{
	if (map_get(&c->codes, rec->id))
		return;
	struct counts_code *new = arena_alloc(c->arena, sizeof *new);
	*new = (struct counts_code){ rec->object, rec->addr, kept(c, rec->items), c->n_codes };
	append(&c->code, &c->n_codes, new);
	map_put(&c->codes, rec->id, new);
}

/* There are less than 2^32 of each: they are all in memory. */
static uint64_t pair(size_t context, uint64_t other)
{
	return (uint64_t)context << 32 ^ other;
}

static void apply_calls(struct counts *c, const struct record_calls *rec)
{
	struct counts_context *from = map_get(&c->contexts, rec->context);
	struct counts_context *to = map_get(&c->contexts, rec->to);

	if (!from || !to)
		return;
	struct counts_call *call = map_get(&c->calls, pair(from->index, rec->arc));
	if (!call) {
		call = arena_alloc(c->arena, sizeof *call);
		append(&c->call, &c->n_calls, call);
		map_put(&c->calls, pair(from->index, rec->arc), call);
	}
	uint64_t earlier = call->totals == c->totals ? call->earlier : call->n;
	*call = (struct counts_call){ from, to, rec->arc, rec->n, earlier, c->totals };
}

/* A recording that grows for days has as much memory as one of its totals. */
static void keep_times(struct counts *c, struct counts_cost *cost, struct bytes b)
{
	uint8_t *to = (uint8_t *)cost->times.at;

	if (b.len > cost->room) {
		cost->room = (unsigned)(2 * b.len);
		to = arena_alloc(c->arena, cost->room);
	}
	if (b.len)
		memcpy(to, b.at, b.len);
	cost->times = (struct bytes){ to, b.len };
}

static void swap_earlier(struct counts_cost *cost)
{
	struct counts_times now = { cost->times, cost->room };

	cost->times = cost->earlier->times;
	cost->room = (unsigned)cost->earlier->room;
	*cost->earlier = now;
}

/* The first of these totals for a cost that earlier ones had. */
static void begin_times(struct counts *c, struct counts_cost *cost)
{
	if (cost->totals == c->totals || !cost->times.at)
		return;
	if (!cost->earlier)
		cost->earlier = arena_alloc(c->arena, sizeof *cost->earlier);
	swap_earlier(cost);
}

static void apply_cost(struct counts *c, const struct record_cost *rec)
{
	struct counts_context *context = map_get(&c->contexts, rec->context);
	struct counts_code *code = map_get(&c->codes, rec->code);

	if (!context || !code)
		return;
	struct counts_cost *cost = map_get(&c->costs, pair(context->index, code->index));
	if (!cost) {
		cost = arena_alloc(c->arena, sizeof *cost);
		append(&c->cost, &c->n_costs, cost);
		map_put(&c->costs, pair(context->index, code->index), cost);
	}
	cost->context = context;
	cost->code = code;
	begin_times(c, cost);
	keep_times(c, cost, rec->counts);
	cost->totals = c->totals;
}

/* What a damaged stream has counted too far stays there: time never goes back. */
static uint64_t later(uint64_t now, uint64_t passed)
{
	return passed < UINT64_MAX - now ? now + passed : UINT64_MAX;
}

static void apply_moment(struct counts *c, const struct record_moment *rec)
{
	c->now.context = map_get(&c->contexts, rec->context);
	c->now.instructions = later(c->now.instructions, rec->instructions);
	c->now.nanoseconds = later(c->now.nanoseconds, rec->nanoseconds);
}

void counts_apply(struct counts *c, const struct record *rec)
{
	if (!c->arena)
		c->arena = arena_new();
	if (rec->tag == SP_REC_CONTEXT)
		apply_context(c, &rec->u.context);
	else if (rec->tag == SP_REC_CODE)
		apply_code(c, &rec->u.code);
	else if (rec->tag == SP_REC_CALLS)
		apply_calls(c, &rec->u.calls);
	else if (rec->tag == SP_REC_COST)
		apply_cost(c, &rec->u.cost);
	else if (rec->tag == SP_REC_MOMENT)
		apply_moment(c, &rec->u.moment);
}

void counts_are_whole(struct counts *c)
{
	c->totals++;
}

void counts_settle(struct counts *c)
{
	for (size_t i = 0; i < c->n_calls; i++)
		if (c->call[i]->totals == c->totals)
			c->call[i]->n = c->call[i]->earlier;
	for (size_t i = 0; i < c->n_costs; i++) {
		struct counts_cost *cost = c->cost[i];
		if (cost->totals == c->totals && cost->earlier)
			swap_earlier(cost);
		else if (cost->totals == c->totals)
			cost->times.len = 0;
	}
	counts_are_whole(c);
}

void counts_free(struct counts *c)
{
	free(c->context);
	free(c->code);
	free(c->call);
	free(c->cost);
	map_free(&c->contexts);
	map_free(&c->codes);
	map_free(&c->calls);
	map_free(&c->costs);
	if (c->arena)
		arena_free(c->arena);
}
