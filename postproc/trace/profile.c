/* From a recording's counts by context and code to the tree of contexts; see profile.h. */
#include "trace/profile.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "trace/profile_code.h"

/* What is made of a context of the recording. */
struct made {
	struct profile_node *node;           /* a stub's: the caller's; NULL: nothing ran */
	const struct profile_function *function;
	struct profile_place call;           /* where it was called from */
	uint64_t call_addr;                  /* link-time; 0: unknown */
	bool is_stub;
};

/* Where a call was made; caller NULL: by nobody. */
struct call_site { struct profile_node *caller; struct profile_place at; uint64_t addr; };

struct adder {
	struct profile *profile;
	struct run *run;
	struct profile_code *code;
	struct profile_node *process;        /* above all others; NULL: none */
	struct made *made;                   /* by index of the context */
	struct map inlined;                  /* by node and inlined call: the node of that */
};

/* ---- contexts ---- */

/* Where one object was another may be now. */
static struct run_object *object_at(struct adder *a, struct run_object *told, uint64_t addr)
{
	return told ? told : code_object_at(a->code, addr);
}

/* A thread's first context has no call: code that runs there names it. */
static void name_context(struct adder *a, const struct counts_context *context)
{
	struct made *m = &a->made[context->index];
	uint64_t from, to;

	if (!context->parent)
		return;
	if (!run_arc(a->run, context->arc, &from, &to)) {
		m->function = context->arc ? code_function(a->code, NULL, 0) : code_other_paths(a->code);
		return;
	}
	struct run_object *o = object_at(a, run_arc_callee(a->run, context->arc), to);
	uint64_t bias = o ? o->bias : 0;
	m->is_stub = code_is_stub(a->code, o, to - bias);
	m->function = code_function(a->code, o, to - bias);
}

static void name_first(struct adder *a, const struct counts_cost *cost)
{
	struct made *m = &a->made[cost->context->index];

	if (!m->function)
		m->function = code_function(a->code, map_get(&a->run->objects_by_id, cost->code->object),
					    cost->code->addr);
}

static struct profile_node *make_inlined(struct adder *a, struct profile_node *n,
					 const struct inlining *in)
{
	if (in->outer)                           /* as deep as scopes are: debug/ bounds them */
		n = make_inlined(a, n, in->outer);
	return profile_child(a->profile, n, in->function, in->call, true);
}

/* The node of what was inlined in a node; in may be NULL. */
static struct profile_node *inlined_in(struct adder *a, struct profile_node *n,
				       const struct inlining *in)
{
	uint64_t key = in ? (uint64_t)n->index << 32 | in->id : 0;
	struct profile_node *found = in ? map_get(&a->inlined, key) : n;

	if (!found) {
		found = make_inlined(a, n, in);
		map_put(&a->inlined, key, found);
	}
	return found;
}

static bool is_resolver(const struct made *m)
{
	return m->function && !strncmp(m->function->name, "_dl_runtime_resolve", 19);
}

/* Where code of another object was jumped into, its addresses say nothing of the function's. */
static uint64_t addr_in(const struct made *m, const struct profile_object *object, uint64_t addr)
{
	return m->function->object == object ? addr : 0;
}

/* Of a call that was made in a context, or of the one that a stub or the linker goes on with. */
static struct call_site site_of(struct adder *a, const struct counts_context *context, uint64_t arc)
{
	const struct made *m = &a->made[context->index];
	struct call_site site = { .caller = m->node };
	bool goes_on;
	uint64_t from = 0, to;

	run_arc(a->run, arc, &from, &to);
	goes_on = m->is_stub || (from == 0 && is_resolver(m));
	if (from) {
		struct run_object *o = object_at(a, run_arc_caller(a->run, arc), from);
		site.addr = from - (o ? o->bias : 0);
		site.at = code_place(a->code, o, site.addr);
		if (site.caller && !goes_on)
			site.caller = inlined_in(a, site.caller, code_inlining(a->code, o, site.addr));
		if (m->function)
			site.addr = addr_in(m, profile_object(a->profile, o), site.addr);
	} else if (goes_on) {
		site.at = m->call;
		site.addr = m->call_addr;
	} else if (m->function) {
		site.at = m->function->begins;
	}
	if (goes_on && !m->is_stub && site.caller)
		site.caller = site.caller->parent;
	return site;
}

static void make_node(struct adder *a, const struct counts_context *context)
{
	struct made *m = &a->made[context->index];
	struct call_site site = { 0 };

	if (context->parent)
		site = site_of(a, context->parent, context->arc);
	m->call = site.at;
	m->call_addr = site.addr;
	if (m->is_stub && site.caller)
		m->node = site.caller;
	else if (m->function && site.caller)
		m->node = profile_child(a->profile, site.caller, m->function, site.at, false);
	else if (m->function)
		m->node = profile_child(a->profile, a->process, m->function,
					(struct profile_place){ 0 }, false);
	if (m->node && m->node != site.caller && (!m->node->call_addr || site.addr < m->node->call_addr))
		m->node->call_addr = site.addr;
}

static void make_nodes(struct adder *a, const struct counts *c)
{
	for (size_t i = 0; i < c->n_contexts; i++)
		name_context(a, c->context[i]);
	for (size_t i = 0; i < c->n_costs; i++)
		name_first(a, c->cost[i]);
	for (size_t i = 0; i < c->n_contexts; i++)
		make_node(a, c->context[i]);
}

/* ---- costs ---- */

static struct profile_costs times(const struct profile_costs *once, uint64_t count)
{
	struct profile_costs all;

	for (int e = 0; e < PROFILE_EVENTS; e++)
		all.n[e] = once->n[e] * count;
	return all;
}

static void add_span(struct adder *a, const struct made *m, const struct code_spans *of,
		     const struct code_span *s, uint64_t count)
{
	struct profile_costs costs = times(&s->once, count);

	if (m->is_stub)
		profile_add_line(a->profile, m->node, m->call, 0, &costs);
	else if (of->is_stub)
		profile_add_line(a->profile, m->node, m->function->begins, 0, &costs);
	else
		profile_add_line(a->profile, inlined_in(a, m->node, s->in), s->at,
				 addr_in(m, of->object, s->addr), &costs);
}

static void add_cost(struct adder *a, const struct counts_cost *cost)
{
	const struct made *m = &a->made[cost->context->index];
	const struct code_spans *spans = code_spans_of(a->code, cost->code);
	struct bytes counts = cost->times;
	uint64_t count = 0;
	size_t piece = 0;

	record_next_count(&counts, &count);
	for (const struct code_span *s = spans->span; s < spans->span + spans->n; s++) {
		for (; piece < s->piece; piece++) {
			count = 0;
			record_next_count(&counts, &count);
		}
		if (count)
			add_span(a, m, spans, s, count);
	}
}

/* By several callers, which are not told apart. */
static bool is_shared(const struct counts_context *c)
{
	return c->parent && c->parent->parent && c->parent->arc == 0;
}

static void add_call(struct adder *a, const struct counts_call *call)
{
	const struct made *to = &a->made[call->to->index];
	bool made_it = call->to->parent == call->from && call->to->arc == call->arc;
	struct call_site site;

	if (to->is_stub || !to->node)
		return;
	to->node->calls += call->n;
	site = site_of(a, call->from, call->arc);
	if (made_it || is_shared(call->to) || !site.caller)
		return;
	to->node->calls_back += call->n;
	profile_add_back(a->profile, &(struct profile_back){ site.caller, to->node, site.at, call->n });
}

/* ---- recordings ---- */

struct profile *profile_new(void)
{
	struct profile *p = mem_alloc(sizeof *p);

	p->tables = mem_alloc(sizeof *p->tables);
	p->tables->arena = arena_new();
	return p;
}

static void keep_contexts(struct adder *a, size_t n)
{
	struct profile_tables *t = a->profile->tables;

	free(t->of_context);
	t->of_context = mem_alloc((n + 1) * sizeof(struct profile_node *));
	t->n_contexts = n;
	for (size_t i = 0; i < n; i++)
		t->of_context[i] = a->made[i].node;
}

void profile_add(struct profile *p, struct run *run, struct program *program, bool per_process)
{
	const struct counts *c = &run->counts;
	const char *process = profile_add_recording(p, run);
	struct adder a = { .profile = p, .run = run,
			   .code = code_open(p, run, program, per_process ? process : NULL),
			   .made = mem_alloc((c->n_contexts + 1) * sizeof *a.made),
			   .process = per_process ? profile_process(p, process) : NULL };

	counts_settle(&run->counts);
	make_nodes(&a, c);
	for (size_t i = 0; i < c->n_costs; i++)
		add_cost(&a, c->cost[i]);
	for (size_t i = 0; i < c->n_calls; i++)
		add_call(&a, c->call[i]);
	keep_contexts(&a, c->n_contexts);
	code_close(a.code);
	map_free(&a.inlined);
	free(a.made);
}

struct profile_node *profile_node_of(const struct profile *p, const struct run *run,
				     uint64_t context_id)
{
	const struct counts_context *c = map_get(&run->counts.contexts, context_id);

	return c && c->index < p->tables->n_contexts ? p->tables->of_context[c->index] : NULL;
}

void profile_finish(struct profile *p)
{
	profile_sum_up(p);
	profile_make_tables(p);
}

void profile_free(struct profile *p)
{
	struct profile_tables *t = p->tables;

	ids_free(&t->names);
	ids_free(&t->places);
	ids_free(&t->objects);
	ids_free(&t->functions);
	ids_free(&t->nodes);
	ids_free(&t->lines);
	ids_free(&t->backs);
	free(t->line);
	free(t->of_context);
	arena_free(t->arena);
	free(t);
	free(p->recording);
	free(p->node);
	free(p->back);
	free(p->function);
	free(p->object);
	free(p->line);
	free(p->call);
	free(p);
}
