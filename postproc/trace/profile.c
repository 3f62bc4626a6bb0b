/* From counts by context and code to costs by function and line; see profile.h. */
#include "trace/profile.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"

/* What is made of a context. */
struct node {
	struct node *parent;                 /* not a stub, nor the linker for what it has found */
	struct node *child, *sibling;
	const struct counts_context *context;
	struct profile_function *function;   /* NULL: a thread's first, where nothing ran */
	struct profile_place call;           /* where it was called from */
	struct profile_costs self, inclusive;
	bool is_stub;
	bool is_inner;                       /* its function is on the path already */
};

struct finder {
	struct run *run;
	struct program *program;
	struct profile *profile;
	struct arena *arena;
	struct node *node;                   /* by index of its context */
	struct map functions;                /* by object and address of the symbol */
};

/* ---- addresses ---- */

/* In an object, loaded or not any more: the newest one there. */
static struct run_object *object_at(struct finder *f, uint64_t addr)
{
	struct run_object *found = run_object_at(f->run, addr);

	for (struct run_object *o = f->run->objects; o && !found; o = o->next)
		for (size_t i = 0; i < o->n_ranges; i++)
			if (addr - o->range[i].start < o->range[i].len)
				found = o;
	return found;
}

static struct profile_place place_of(struct finder *f, struct run_object *o, uint64_t addr)
{
	struct object *debug = program_object(f->program, o);
	const struct line_row *row = debug ? object_last_line(debug, addr) : NULL;

	return row ? (struct profile_place){ row->file, row->line } : (struct profile_place){ NULL, 0 };
}

static struct profile_function *make_function(struct finder *f, struct run_object *o,
					      uint64_t addr, const char *symbol)
{
	struct profile *p = f->profile;
	struct profile_function *new = arena_alloc(f->arena, sizeof *new);

	new->name = symbol ? symbol : arena_printf(f->arena, "0x%016llx", (unsigned long long)addr);
	new->object = o ? o->path : "";
	new->begins = place_of(f, o, addr);
	new->index = p->n_functions;
	if (!(p->n_functions & (p->n_functions - 1)))    /* full at each power of two */
		p->function = mem_grow(p->function, p->n_functions ? 2 * p->n_functions : 1,
				       sizeof *p->function);
	p->function[p->n_functions++] = new;
	return new;
}

/* addr: link-time. */
static struct profile_function *function_of(struct finder *f, struct run_object *o, uint64_t addr)
{
	struct object *debug = program_object(f->program, o);
	uint64_t offset = 0;
	const char *symbol = debug ? object_symbol(debug, addr, &offset) : NULL;
	uint64_t key = (o ? o->id : 0) << 48 ^ (addr - offset);
	struct profile_function *found = map_get(&f->functions, key);

	if (!found) {
		found = make_function(f, o, addr - offset, symbol);
		map_put(&f->functions, key, found);
	}
	return found;
}

static bool is_stub(struct finder *f, struct run_object *o, uint64_t addr)
{
	struct object *debug = program_object(f->program, o);

	return debug && object_is_stub(debug, addr);
}

/* ---- contexts ---- */

/* A thread's first context has no call: code that runs there names it. */
static void name_node(struct finder *f, struct node *n)
{
	uint64_t from, to;

	if (!n->context->parent || !run_arc(f->run, n->context->arc, &from, &to))
		return;
	struct run_object *o = object_at(f, to);
	uint64_t bias = o ? o->bias : 0;
	n->is_stub = is_stub(f, o, to - bias);
	n->function = function_of(f, o, to - bias);
}

static void name_first(struct finder *f, const struct counts_cost *cost)
{
	struct node *n = &f->node[cost->context->index];

	if (!n->function)
		n->function = function_of(f, map_get(&f->run->objects_by_id, cost->code->object),
					  cost->code->addr);
}

static bool is_resolver(const struct node *n)
{
	return n->function && !strncmp(n->function->name, "_dl_runtime_resolve", 19);
}

/* The one whose call a jump goes on with. */
static struct node *without_stubs(struct node *n)
{
	while (n && n->is_stub && n->parent)
		n = n->parent;
	return n;
}

/* Who made a call, or made the one that a stub or the linker goes on with; and where. */
static struct node *caller_of(struct finder *f, struct node *n, uint64_t arc,
			      struct profile_place *at)
{
	uint64_t from = 0, to;

	run_arc(f->run, arc, &from, &to);
	if (from) {
		struct run_object *o = object_at(f, from);
		*at = place_of(f, o, from - (o ? o->bias : 0));
	}
	if (!n->is_stub && !(from == 0 && is_resolver(n))) {
		if (!from && n->function)
			*at = n->function->begins;
		return n;
	}
	if (!from)
		*at = n->call;
	return n->parent;
}

static void link_node(struct finder *f, struct node *n)
{
	if (!n->context->parent)
		return;
	n->parent = caller_of(f, &f->node[n->context->parent->index], n->context->arc, &n->call);
	n->parent = without_stubs(n->parent);
	if (n->parent && !n->parent->function)
		n->parent = NULL;
	if (n->parent) {
		n->sibling = n->parent->child;
		n->parent->child = n;
	}
}

/* A walk over each thread's tree; deep ones need no stack. */
static void mark_inner(struct finder *f, size_t n_nodes)
{
	uint32_t *on_path = mem_alloc((f->profile->n_functions + 1) * sizeof *on_path);

	for (size_t i = 0; i < n_nodes; i++) {
		struct node *n = &f->node[i];
		if (n->parent || !n->function)
			continue;
		for (struct node *root = n; n; ) {
			n->is_inner = on_path[n->function->index]++ > 0;
			if (n->child) {
				n = n->child;
				continue;
			}
			while (n != root && !n->sibling) {
				on_path[n->function->index]--;
				n = n->parent;
			}
			on_path[n->function->index]--;
			n = n == root ? NULL : n->sibling;
		}
	}
	free(on_path);
}

/* ---- costs ---- */

static void add_costs(struct profile_costs *to, const struct profile_costs *more)
{
	for (int e = 0; e < PROFILE_EVENTS; e++)
		to->n[e] += more->n[e];
}

static struct profile_line *new_line(struct profile *p)
{
	if (!(p->n_lines & (p->n_lines - 1)))            /* full at each power of two */
		p->line = mem_grow(p->line, p->n_lines ? 2 * p->n_lines : 1, sizeof *p->line);
	return &p->line[p->n_lines++];
}

static struct profile_call *new_call(struct profile *p)
{
	if (!(p->n_calls & (p->n_calls - 1)))            /* full at each power of two */
		p->call = mem_grow(p->call, p->n_calls ? 2 * p->n_calls : 1, sizeof *p->call);
	return &p->call[p->n_calls++];
}

static bool is_same(struct profile_place a, struct profile_place b)
{
	return a.file == b.file && a.line == b.line;
}

/* Instructions of one line that follow each other are one entry. */
static void add_line(struct finder *f, struct node *n, struct profile_place at, size_t first,
		     const struct profile_costs *costs)
{
	struct profile *p = f->profile;
	bool goes_on = p->n_lines > first && is_same(p->line[p->n_lines - 1].at, at);
	struct profile_line *l = goes_on ? &p->line[p->n_lines - 1] : new_line(p);

	if (!goes_on)
		*l = (struct profile_line){ .of = n->function, .at = at };
	add_costs(&l->self, costs);
	add_costs(&n->self, costs);
	add_costs(&p->total, costs);
}

static void add_cost(struct finder *f, const struct counts_cost *cost)
{
	struct run_object *o = map_get(&f->run->objects_by_id, cost->code->object);
	struct node *n = &f->node[cost->context->index], *of = without_stubs(n);
	bool has_line = of == n && !is_stub(f, o, cost->code->addr);
	struct profile_place of_stub = of == n ? n->function->begins : n->call;
	struct bytes items = cost->code->items, times = cost->times;
	struct record_item item;
	uint64_t addr = cost->code->addr, last = addr, count = 0;
	size_t first = f->profile->n_lines;

	record_next_count(&times, &count);
	while (record_next_item(&items, &item)) {
		if (item.ends_piece) {
			count = 0;
			record_next_count(&times, &count);
			continue;
		}
		struct profile_costs costs = { { count * (item.len > 0), count * item.loads,
						 count * item.stores } };
		last = item.len ? addr : last;
		if (count)
			add_line(f, of, has_line ? place_of(f, o, last) : of_stub, first, &costs);
		addr += item.len;
	}
}

/* Parents come before their children. */
static void sum_up(struct finder *f, size_t n_nodes)
{
	for (size_t i = n_nodes; i-- > 0; ) {
		struct node *n = &f->node[i];
		add_costs(&n->inclusive, &n->self);
		if (n->parent)
			add_costs(&n->parent->inclusive, &n->inclusive);
	}
}

static void add_call(struct finder *f, const struct counts_call *call)
{
	struct profile_place at = { NULL, 0 };
	struct node *to = &f->node[call->to->index];
	struct node *from = caller_of(f, &f->node[call->from->index], call->arc, &at);

	from = without_stubs(from);
	if (to->is_stub || !to->function || !from || !from->function)
		return;
	bool made_it = to->context->parent == call->from && to->context->arc == call->arc;
	struct profile_call *new = new_call(f->profile);
	*new = (struct profile_call){ .from = from->function, .to = to->function, .at = at,
				      .calls = call->n };
	if (made_it && !to->is_inner)
		new->inclusive = to->inclusive;
}

/* ---- in order ---- */

static int compare_numbers(uint64_t a, uint64_t b)
{
	return (a > b) - (a < b);
}

static int compare_places(struct profile_place a, struct profile_place b)
{
	int order = strcmp(a.file ? a.file : "", b.file ? b.file : "");

	return order ? order : compare_numbers(a.line, b.line);
}

static int compare_lines(const void *a, const void *b)
{
	const struct profile_line *x = a, *y = b;
	int order = compare_numbers(x->of->index, y->of->index);

	return order ? order : compare_places(x->at, y->at);
}

static int compare_calls(const void *a, const void *b)
{
	const struct profile_call *x = a, *y = b;
	int order = compare_numbers(x->from->index, y->from->index);

	if (!order)
		order = compare_places(x->at, y->at);
	return order ? order : compare_numbers(x->to->index, y->to->index);
}

static void merge_lines(struct profile *p)
{
	size_t n = 0;

	if (p->n_lines)
		qsort(p->line, p->n_lines, sizeof *p->line, compare_lines);
	for (size_t i = 0; i < p->n_lines; i++)
		if (n && compare_lines(&p->line[n - 1], &p->line[i]) == 0)
			add_costs(&p->line[n - 1].self, &p->line[i].self);
		else
			p->line[n++] = p->line[i];
	p->n_lines = n;
}

static void merge_calls(struct profile *p)
{
	size_t n = 0;

	if (p->n_calls)
		qsort(p->call, p->n_calls, sizeof *p->call, compare_calls);
	for (size_t i = 0; i < p->n_calls; i++)
		if (n && compare_calls(&p->call[n - 1], &p->call[i]) == 0) {
			p->call[n - 1].calls += p->call[i].calls;
			add_costs(&p->call[n - 1].inclusive, &p->call[i].inclusive);
		} else {
			p->call[n++] = p->call[i];
		}
	p->n_calls = n;
}

static void make_nodes(struct finder *f, const struct counts *c)
{
	for (size_t i = 0; i < c->n_contexts; i++) {
		f->node[i].context = c->context[i];
		name_node(f, &f->node[i]);
	}
	for (size_t i = 0; i < c->n_costs; i++)
		name_first(f, c->cost[i]);
	for (size_t i = 0; i < c->n_contexts; i++) {
		if (!f->node[i].function && c->context[i]->parent)
			f->node[i].function = function_of(f, NULL, 0);
		link_node(f, &f->node[i]);
	}
}

void profile_find(struct profile *p, struct run *run, struct program *program)
{
	const struct counts *c = &run->counts;
	struct finder f = { .run = run, .program = program, .profile = p, .arena = arena_new() };

	*p = (struct profile){ .arena = f.arena };
	f.node = mem_alloc((c->n_contexts + 1) * sizeof *f.node);
	make_nodes(&f, c);
	mark_inner(&f, c->n_contexts);
	for (size_t i = 0; i < c->n_costs; i++)
		add_cost(&f, c->cost[i]);
	sum_up(&f, c->n_contexts);
	for (size_t i = 0; i < c->n_calls; i++)
		add_call(&f, c->call[i]);
	merge_lines(p);
	merge_calls(p);
	map_free(&f.functions);
	free(f.node);
}

void profile_free(struct profile *p)
{
	free(p->function);
	free(p->line);
	free(p->call);
	if (p->arena)
		arena_free(p->arena);
}
