/* From addresses to functions, lines and inlined calls; see profile_code.h. */
#include "trace/profile_code.h"

#include <stdlib.h>

#include "base/map.h"
#include "base/mem.h"
#include "debug/demangle.h"

struct profile_code {
	struct profile *profile;
	struct run *run;
	struct program *program;
	const char *process;
	struct arena *arena;
	struct map functions;                /* by object and address of the symbol */
	struct map inlinings;                /* by scope */
	size_t n_inlinings;
	struct code_spans **spans;                /* by index of the code; NULL: not yet asked for */
	struct code_span *room; size_t n, cap;    /* being made */
};

struct profile_code *code_open(struct profile *p, struct run *run, struct program *program,
			       const char *process)
{
	struct profile_code *c = mem_alloc(sizeof *c);

	*c = (struct profile_code){ .profile = p, .run = run, .program = program, .process = process,
				    .arena = arena_new() };
	c->spans = mem_alloc((run->counts.n_codes + 1) * sizeof *c->spans);
	return c;
}

void code_close(struct profile_code *c)
{
	map_free(&c->functions);
	map_free(&c->inlinings);
	free(c->spans);
	free(c->room);
	arena_free(c->arena);
	free(c);
}

struct run_object *code_object_at(struct profile_code *c, uint64_t addr)
{
	struct run_object *found = run_object_at(c->run, addr);

	for (struct run_object *o = c->run->objects; o && !found; o = o->next)
		for (size_t i = 0; i < o->n_ranges; i++)
			if (addr - o->range[i].start < o->range[i].len)
				found = o;
	return found;
}

struct profile_place code_place(struct profile_code *c, struct run_object *o, uint64_t addr)
{
	struct object *debug = program_object(c->program, o);
	const struct line_row *row = debug ? object_last_line(debug, addr) : NULL;

	return row ? profile_place(c->profile, row->file, row->line) : (struct profile_place){ 0 };
}

bool code_is_stub(struct profile_code *c, struct run_object *o, uint64_t addr)
{
	struct object *debug = program_object(c->program, o);

	return debug && object_is_stub(debug, addr);
}

static struct profile_function *make_function(struct profile_code *c, struct run_object *o,
					      uint64_t addr, const char *symbol)
{
	struct profile_place begins = code_place(c, o, addr);
	struct profile_function *f;

	if (!symbol)
		symbol = arena_printf(c->arena, "0x%016llx", (unsigned long long)addr);
	f = profile_function(c->profile, profile_object(c->profile, o), c->process, symbol, begins);
	f->begins = begins;                      /* so far it may have been inlined only */
	return f;
}

const struct profile_function *code_function(struct profile_code *c, struct run_object *o,
					     uint64_t addr)
{
	struct object *debug = program_object(c->program, o);
	uint64_t offset = 0;
	const char *symbol = debug ? object_symbol(debug, addr, &offset) : NULL;
	uint64_t key = (o ? o->id : 0) << 48 ^ (addr - offset);
	struct profile_function *found = map_get(&c->functions, key);

	if (!found) {
		found = make_function(c, o, addr - offset, symbol);
		map_put(&c->functions, key, found);
	}
	return found;
}

const struct profile_function *code_other_paths(struct profile_code *c)
{
	return profile_function(c->profile, profile_object(c->profile, NULL), c->process,
				"(other paths)", (struct profile_place){ 0 });
}

/* ---- inlined calls ---- */

static struct inlining *make_inlining(struct profile_code *c, struct run_object *o,
				      const struct inlined *in)
{
	struct profile *p = c->profile;
	struct inlining *new = arena_alloc(c->arena, sizeof *new);
	const char *name = in->linkage ? demangle_symbol(c->arena, in->linkage) : in->name;
	struct profile_place begins = { 0 };

	if (in->decl_file)
		begins = profile_place(p, in->decl_file, in->decl_line);
	new->function = profile_function(p, profile_object(p, o), c->process, name, begins);
	if (in->call_file)
		new->call = profile_place(p, in->call_file, in->call_line);
	new->id = ++c->n_inlinings;
	return new;
}

static const struct scope *inlined_around(const struct scope *s)
{
	while (s && (!s->inlined || s->inlined->is_thunk))
		s = s->parent;
	return s;
}

/* From the innermost outwards, to one that is known. */
static const struct inlining *inlining_of(struct profile_code *c, struct run_object *o,
					  const struct scope *s)
{
	const struct inlining *innermost = NULL, **outer = &innermost;

	for (s = inlined_around(s); s; s = inlined_around(s->parent)) {
		struct inlining *i = map_get(&c->inlinings, (uintptr_t)s);
		*outer = i;
		if (i)
			break;
		*outer = i = make_inlining(c, o, s->inlined);
		map_put(&c->inlinings, (uintptr_t)s, i);
		outer = &i->outer;
	}
	return innermost;
}

const struct inlining *code_inlining(struct profile_code *c, struct run_object *o, uint64_t addr)
{
	struct object *debug = program_object(c->program, o);
	const struct function *f = debug ? object_function(debug, addr) : NULL;

	return f ? inlining_of(c, o, scope_at(f->scope, addr)) : NULL;
}

/* ---- superblocks ---- */

static struct code_span *new_span(struct profile_code *c)
{
	if (c->n == c->cap) {
		c->cap = c->cap ? 2 * c->cap : 64;
		c->room = mem_grow(c->room, c->cap, sizeof *c->room);
	}
	return &c->room[c->n++];
}

static void add_item(struct profile_code *c, struct run_object *o, size_t piece, uint64_t addr,
		     const struct record_item *item)
{
	struct profile_place at = code_place(c, o, addr);
	const struct inlining *in = code_inlining(c, o, addr);
	struct profile_costs once = { { item->len > 0, item->loads, item->stores } };
	struct code_span *s = c->n ? &c->room[c->n - 1] : NULL;

	if (!s || s->piece != piece || s->at.id != at.id || s->in != in) {
		s = new_span(c);
		*s = (struct code_span){ .piece = piece, .at = at, .addr = addr, .in = in };
	}
	profile_add_costs(&s->once, &once);
}

static struct code_spans *make_spans(struct profile_code *c, const struct counts_code *code)
{
	struct run_object *o = map_get(&c->run->objects_by_id, code->object);
	struct code_spans *new = arena_alloc(c->arena, sizeof *new);
	struct code_span *spans;
	struct bytes items = code->items;
	struct record_item item;
	uint64_t addr = code->addr, last = addr;
	size_t piece = 0;

	c->n = 0;
	while (record_next_item(&items, &item)) {
		if (item.ends_piece) {
			piece++;
			continue;
		}
		last = item.len ? addr : last;
		add_item(c, o, piece, last, &item);
		addr += item.len;
	}
	spans = arena_array(c->arena, c->n, sizeof *spans);
	for (size_t i = 0; i < c->n; i++)
		spans[i] = c->room[i];
	*new = (struct code_spans){ spans, c->n, profile_object(c->profile, o),
				    code_is_stub(c, o, code->addr) };
	return new;
}

const struct code_spans *code_spans_of(struct profile_code *c, const struct counts_code *code)
{
	if (!c->spans[code->index])
		c->spans[code->index] = make_spans(c, code);
	return c->spans[code->index];
}
