/* From the tree of contexts to what functions' lines cost, and who called whom: as in callgrind,
 * which does not tell inlined functions apart. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "trace/profile_tree.h"

/* ---- lines ---- */

static void add_line(struct profile *p, struct ids *ids, const struct profile_function *f,
		     const struct profile_line *l)
{
	uint64_t key = (uint64_t)f->index << 32 | l->at.id;
	size_t id = ids_of(ids, &key, sizeof key);

	if (id == p->n_lines) {
		if (!(id & (id - 1)))                            /* full at each power of two */
			p->line = mem_grow(p->line, id ? 2 * id : 1, sizeof *p->line);
		p->line[p->n_lines++] = (struct profile_line){ .of = f, .at = l->at, .addr = l->addr };
	}
	struct profile_line *to = &p->line[id];
	profile_add_costs(&to->self, &l->self);
	if (l->addr && (!to->addr || l->addr < to->addr))
		to->addr = l->addr;
}

static void add_lines(struct profile *p)
{
	struct ids ids = { 0 };

	for (size_t i = 0; i < p->n_nodes; i++) {
		const struct profile_function *f = profile_outer(p->node[i])->function;
		for (const struct profile_line *l = p->node[i]->line; l; l = l->next)
			add_line(p, &ids, f, l);
	}
	ids_free(&ids);
}

/* ---- calls ---- */

static struct profile_call *call_of(struct profile *p, struct ids *ids, struct profile_node *from,
				    const struct profile_node *to, struct profile_place at)
{
	const struct profile_function *caller = profile_outer(from)->function;
	uint64_t key[3] = { caller->index, to->function->index, at.id };
	size_t id = ids_of(ids, key, sizeof key);

	if (id == p->n_calls) {
		if (!(id & (id - 1)))                            /* full at each power of two */
			p->call = mem_grow(p->call, id ? 2 * id : 1, sizeof *p->call);
		p->call[p->n_calls++] = (struct profile_call){ .from = caller, .to = to->function, .at = at };
	}
	return &p->call[id];
}

static void add_calls(struct profile *p)
{
	struct ids ids = { 0 };

	for (size_t i = 0; i < p->n_nodes; i++) {
		struct profile_node *n = p->node[i];
		if (!n->parent || n->is_inlined || n->parent->function->is_process)
			continue;
		struct profile_call *c = call_of(p, &ids, n->parent, n, n->call);
		c->calls += n->calls - n->calls_back;
		if (!n->is_inner_call)
			profile_add_costs(&c->inclusive, &n->inclusive);
	}
	for (size_t i = 0; i < p->n_back; i++) {
		const struct profile_back *b = &p->back[i];
		call_of(p, &ids, b->from, b->to, b->at)->calls += b->calls;
	}
	ids_free(&ids);
}

/* ---- in order ---- */

static int compare_numbers(uint64_t a, uint64_t b)
{
	return (a > b) - (a < b);
}

static int compare_places(struct profile_place a, struct profile_place b)
{
	int order = a.file == b.file ? 0 : strcmp(a.file ? a.file : "", b.file ? b.file : "");

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

void profile_make_tables(struct profile *p)
{
	add_lines(p);
	add_calls(p);
	if (p->n_lines)
		qsort(p->line, p->n_lines, sizeof *p->line, compare_lines);
	if (p->n_calls)
		qsort(p->call, p->n_calls, sizeof *p->call, compare_calls);
}
