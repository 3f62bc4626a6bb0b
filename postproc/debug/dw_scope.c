/* Functions: their scopes and variables, read when first asked for.
 *
 * Blocks of inlined functions are left out: their variables belong to another function. */
#include "base/mem.h"
#include "debug/dw_die.h"
#include <stdlib.h>
#include <string.h>

enum { DIES_MAX = 1 << 22 };     /* of a function: a crafted tree may show a DIE at many depths */

struct reader { struct object *object; uint64_t base; size_t dies; };

struct range_list { uint64_t (*v)[2]; size_t n; };
struct scope_list { const struct scope **v; size_t n; };

static void add_range(void *ctx, uint64_t low, uint64_t high)
{
	struct range_list *r = ctx;

	if (!(r->n & (r->n - 1)))        /* full at each power of two */
		r->v = mem_grow(r->v, r->n ? 2 * r->n : 1, sizeof *r->v);
	r->v[r->n][0] = low;
	r->v[r->n++][1] = high;
}

static void read_ranges(struct reader *r, Dwarf_Die die, struct scope *s)
{
	struct range_list list = { 0 };

	dw_each_range(r->object->dw, die, r->base, add_range, &list);
	uint64_t (*kept)[2] = arena_array(r->object->arena, list.n, sizeof *kept);
	if (list.n)
		memcpy(kept, list.v, list.n * sizeof *kept);
	free(list.v);
	s->range = (const uint64_t (*)[2])kept;
	s->n_ranges = list.n;
}

static void add_scope(struct scope_list *l, const struct scope *s)
{
	if (!s)
		return;
	if (!(l->n & (l->n - 1)))        /* full at each power of two */
		l->v = mem_grow(l->v, l->n ? 2 * l->n : 1, sizeof *l->v);
	l->v[l->n++] = s;
}

static const struct scope *read_scope(struct reader *r, Dwarf_Die die, const struct scope *parent,
				      unsigned depth);

static void read_children(struct reader *r, Dwarf_Die die, struct scope *s, unsigned depth,
			  struct variables *vars, struct scope_list *blocks)
{
	struct dw *dw = r->object->dw;
	struct variable v;

	for (Dwarf_Die d = dw_child(dw, die); d; d = dw_next(dw, d)) {
		unsigned tag = dw_tag(dw, d);
		if (r->dies++ == DIES_MAX)
			dw_damaged(dw, "too many DIEs in a function");
		if (r->dies > DIES_MAX)
			continue;
		if (tag == DW_TAG_variable || tag == DW_TAG_formal_parameter) {
			if (variable_make(r->object, d, true, &v))
				variables_add(vars, &v);
		} else if (tag == DW_TAG_lexical_block || tag == DW_TAG_try_block ||
			   tag == DW_TAG_catch_block) {
			add_scope(blocks, read_scope(r, d, s, depth + 1));
		}
	}
}

/* Parameters first, as they are passed; of one line as the compiler has them. */
static int compare(const void *a, const void *b)
{
	const struct variable *x = *(const struct variable *const *)a;
	const struct variable *y = *(const struct variable *const *)b;
	bool parameters = x->kind == VARIABLE_PARAMETER && y->kind == VARIABLE_PARAMETER;

	if ((x->kind == VARIABLE_PARAMETER) != (y->kind == VARIABLE_PARAMETER))
		return x->kind == VARIABLE_PARAMETER ? -1 : 1;
	if (!parameters && x->decl_line != y->decl_line)
		return x->decl_line < y->decl_line ? -1 : 1;
	return x < y ? -1 : x > y;
}

/* clang has a block's static variables before all others. */
static const struct variable *in_order(struct reader *r, struct variables *vars)
{
	const struct variable **order = mem_grow(NULL, vars->n, sizeof *order);
	struct variable *kept = arena_array(r->object->arena, vars->n, sizeof *kept);

	for (size_t i = 0; i < vars->n; i++)
		order[i] = &vars->v[i];
	if (vars->n)
		qsort(order, vars->n, sizeof *order, compare);
	for (size_t i = 0; i < vars->n; i++)
		kept[i] = *order[i];
	free(order);
	free(vars->v);
	return kept;
}

/* NULL: too deep, or a block that says where it is but has no code. */
static const struct scope *read_scope(struct reader *r, Dwarf_Die die, const struct scope *parent,
				      unsigned depth)
{
	struct object *o = r->object;
	struct scope *s = arena_alloc(o->arena, sizeof *s);
	struct variables vars = { 0 };
	struct scope_list blocks = { 0 };

	s->parent = parent;
	read_ranges(r, die, s);
	bool placed = dw_has(o->dw, die, DW_AT_low_pc) || dw_has(o->dw, die, DW_AT_ranges);
	if (depth == DEPTH_MAX || (placed && !s->n_ranges))
		return NULL;
	read_children(r, die, s, depth, &vars, &blocks);
	s->n_vars = vars.n;
	s->var = in_order(r, &vars);
	const struct scope **kept = arena_array(o->arena, blocks.n, sizeof *kept);
	if (blocks.n)
		memcpy(kept, blocks.v, blocks.n * sizeof *kept);
	free(blocks.v);
	s->child = kept;
	s->n_children = blocks.n;
	return s;
}

bool scope_covers(const struct scope *s, uint64_t addr)
{
	while (!s->n_ranges && s->parent)
		s = s->parent;
	for (size_t i = 0; i < s->n_ranges; i++)
		if (addr >= s->range[i][0] && addr < s->range[i][1])
			return true;
	return !s->n_ranges;
}

static void fill(struct function *f, struct unit *u, Dwarf_Die die)
{
	struct object *o = u->object;
	struct reader r = { .object = o, .base = u->base };

	const char *name = die_symbol_name(o, die);
	f->name = name ? name : "?";
	f->object = o;
	f->scope = read_scope(&r, die, NULL, 0);
	if (f->scope && f->scope->n_ranges) {
		f->low = f->scope->range[0][0];
		f->high = f->scope->range[0][1];
	}
	f->body = unit_body(u, f->low, f->high);
	f->result = type_resolve(type_ref_of(o, die_type(o, die)));
	f->frame_base = where_read(o, die, DW_AT_frame_base);
	die_declared(o, die, &f->decl_file, &f->decl_line);
}

const struct function *function_read(struct unit *u, struct function_entry *e)
{
	if (e->function)
		return e->function;
	Dwarf_Die die = dw_die(u->object->dw, e->die);
	if (!die)
		return NULL;
	struct function *f = arena_alloc(u->object->arena, sizeof *f);
	fill(f, u, die);
	dw_free(die);
	if (!f->scope)
		return NULL;
	return e->function = f;
}
