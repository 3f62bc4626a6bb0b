/* Functions: their scopes and variables, read when first asked for.
 *
 * An instance of a function (inlined, or the one that stayed) has a DIE for what the compiler has
 * something to say of; the rest is in its abstract origin only, and optimised out. */
#include "base/mem.h"
#include "debug/dw_die.h"
#include <stdlib.h>
#include <string.h>

enum {
	DIES_MAX = 1 << 22,      /* of a function: a crafted tree may show a DIE at many depths */
	SIBLINGS_MAX = 64,       /* looked at for a block's other half */
};

struct reader { struct unit *unit; struct object *object; size_t dies; };

/* What a scope is made of, while it is read.  order: of the origin's DIE, by which parameters are
 * sorted; those without a DIE of their own are found last. */
struct found { struct variable v; uint64_t order; };
struct parts {
	struct found *var;  size_t n_vars;
	const struct scope **block;  size_t n_blocks;
	struct origins *origins;
};

/* Keys of what an instance has DIEs for, in its blocks too where those are instances of none. */
struct origins { uint64_t *key; size_t n; };

struct range_list { uint64_t (*v)[2]; size_t n; };

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

	dw_each_range(r->object->dw, die, r->unit->base, add_range, &list);
	uint64_t (*kept)[2] = arena_array(r->object->arena, list.n, sizeof *kept);
	if (list.n)
		memcpy(kept, list.v, list.n * sizeof *kept);
	free(list.v);
	s->range = (const uint64_t (*)[2])kept;
	s->n_ranges = list.n;
}

/* Room for one more; full at each power of two. */
static void *room(void *v, size_t n, size_t each)
{
	return n & (n - 1) ? v : mem_grow(v, n ? 2 * n : 1, each);
}

static void add_scope(struct parts *p, const struct scope *s)
{
	if (!s)
		return;
	p->block = room(p->block, p->n_blocks, sizeof *p->block);
	p->block[p->n_blocks++] = s;
}

static void add_variable(struct reader *r, Dwarf_Die die, struct parts *p)
{
	struct variable v;

	if (!variable_make(r->object, die, true, &v))
		return;
	p->var = room(p->var, p->n_vars, sizeof *p->var);
	p->var[p->n_vars++] = (struct found){ v, die_origin(r->object, die) };
}

static bool is_variable(unsigned tag)
{
	return tag == DW_TAG_variable || tag == DW_TAG_formal_parameter;
}

static bool is_block(unsigned tag)
{
	return tag == DW_TAG_lexical_block || tag == DW_TAG_try_block || tag == DW_TAG_catch_block;
}

static bool is_placed(struct reader *r, Dwarf_Die die)
{
	struct dw *dw = r->object->dw;

	return dw_has(dw, die, DW_AT_low_pc) || dw_has(dw, die, DW_AT_ranges);
}

static const struct scope *read_scope(struct reader *r, Dwarf_Die die, const struct scope *parent,
				      unsigned depth, struct origins *around);

static void read_child(struct reader *r, Dwarf_Die die, struct scope *s, unsigned depth,
		       struct parts *p);

static void read_children(struct reader *r, Dwarf_Die die, struct scope *s, unsigned depth,
			  struct parts *p)
{
	struct dw *dw = r->object->dw;

	for (Dwarf_Die d = dw_child(dw, die); d; d = dw_next(dw, d)) {
		if (r->dies++ == DIES_MAX)
			dw_damaged(dw, "too many DIEs in a function");
		if (r->dies <= DIES_MAX)
			read_child(r, d, s, depth, p);
	}
}

/* g++ has the outer blocks of constructors twice, one after another: without code, and nothing in it
 * has a place, and as it is.  (gdb shows what is in the first besides.) */
static bool is_doubled(struct reader *r, Dwarf_Die die)
{
	struct dw *dw = r->object->dw;
	uint64_t origin = die_origin(r->object, die);
	Dwarf_Die next = dw_die(dw, dw_key(dw, die));
	bool found = false;

	for (int i = 0; i < SIBLINGS_MAX && !found && next && (next = dw_next(dw, next)); i++)
		found = is_block(dw_tag(dw, next)) && is_placed(r, next) &&
			die_origin(r->object, next) == origin;
	dw_free(next);
	return found;
}

/* A block that does not say where it is counts, as in gdb, to the one around. */
static void read_child(struct reader *r, Dwarf_Die die, struct scope *s, unsigned depth,
		       struct parts *p)
{
	unsigned tag = dw_tag(r->object->dw, die);

	if (is_variable(tag) || is_block(tag)) {
		struct origins *os = p->origins;
		os->key = room(os->key, os->n, sizeof *os->key);
		os->key[os->n++] = die_origin(r->object, die);
	}
	if (is_variable(tag))
		add_variable(r, die, p);
	else if ((is_block(tag) && is_placed(r, die)) || tag == DW_TAG_inlined_subroutine)
		add_scope(p, read_scope(r, die, s, depth + 1, p->origins));
	else if (is_block(tag) && depth < DEPTH_MAX && !is_doubled(r, die))
		read_children(r, die, s, depth + 1, p);
}

static int compare_keys(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return x < y ? -1 : x > y;
}

static bool has_instance(const struct parts *p, uint64_t key)
{
	return p->origins->n && bsearch(&key, p->origins->key, p->origins->n, sizeof key, compare_keys);
}

/* Variables of an abstract instance, and of its blocks, that the concrete one has no DIEs for. */
static void read_missing(struct reader *r, Dwarf_Die origin, unsigned depth, struct parts *p)
{
	struct dw *dw = r->object->dw;
	Dwarf_Die d = depth < DEPTH_MAX ? dw_child(dw, origin) : NULL;

	for (; d && r->dies < DIES_MAX; d = dw_next(dw, d)) {
		unsigned tag = dw_tag(dw, d);
		r->dies++;
		if (is_variable(tag) && !has_instance(p, dw_key(dw, d)))
			add_variable(r, d, p);
		else if (is_block(tag) && !has_instance(p, dw_key(dw, d)))
			read_missing(r, d, depth + 1, p);
	}
	dw_free(d);
}

static void read_origin(struct reader *r, Dwarf_Die die, unsigned depth, struct parts *p)
{
	Dwarf_Die origin = dw_die(r->object->dw, die_origin(r->object, die));

	if (p->origins->n)
		qsort(p->origins->key, p->origins->n, sizeof *p->origins->key, compare_keys);
	if (origin)
		read_missing(r, origin, depth, p);
	dw_free(origin);
}

/* Parameters first, as they are passed; of one line as the compiler has them. */
static int compare(const void *a, const void *b)
{
	const struct found *x = a, *y = b;
	bool parameters = x->v.kind == VARIABLE_PARAMETER && y->v.kind == VARIABLE_PARAMETER;

	if ((x->v.kind == VARIABLE_PARAMETER) != (y->v.kind == VARIABLE_PARAMETER))
		return x->v.kind == VARIABLE_PARAMETER ? -1 : 1;
	if (!parameters && x->v.decl_line != y->v.decl_line)
		return x->v.decl_line < y->v.decl_line ? -1 : 1;
	return x->order < y->order ? -1 : x->order > y->order;
}

/* clang has a block's static variables before all others. */
static void keep_variables(struct reader *r, struct parts *p, struct scope *s)
{
	struct variable *kept = arena_array(r->object->arena, p->n_vars, sizeof *kept);

	if (p->n_vars)
		qsort(p->var, p->n_vars, sizeof *p->var, compare);
	for (size_t i = 0; i < p->n_vars; i++)
		kept[i] = p->var[i].v;
	s->var = kept;
	s->n_vars = p->n_vars;
	free(p->var);
}

static void keep_blocks(struct reader *r, struct parts *p, struct scope *s)
{
	const struct scope **kept = arena_array(r->object->arena, p->n_blocks, sizeof *kept);

	if (p->n_blocks)
		memcpy(kept, p->block, p->n_blocks * sizeof *kept);
	s->child = kept;
	s->n_children = p->n_blocks;
	free(p->block);
}

static void widen(struct scope *s, uint64_t low, uint64_t high)
{
	s->hull[0] = low < s->hull[0] ? low : s->hull[0];
	s->hull[1] = high > s->hull[1] ? high : s->hull[1];
}

static void set_hull(struct scope *s)
{
	s->hull[0] = UINT64_MAX;
	for (size_t i = 0; i < s->n_ranges; i++)
		widen(s, s->range[i][0], s->range[i][1]);
	for (size_t i = 0; i < s->n_children; i++)
		widen(s, s->child[i]->hull[0], s->child[i]->hull[1]);
}

/* NULL: too deep, without code, or an inlined call of which nobody says where it was. */
static const struct scope *read_scope(struct reader *r, Dwarf_Die die, const struct scope *parent,
				      unsigned depth, struct origins *around)
{
	struct object *o = r->object;
	struct scope *s = arena_alloc(o->arena, sizeof *s);
	bool is_instance = dw_has(o->dw, die, DW_AT_abstract_origin);
	struct origins own = { 0 };
	struct parts p = { .origins = is_instance || !around ? &own : around };

	s->parent = parent;
	read_ranges(r, die, s);
	if (depth == DEPTH_MAX || !s->n_ranges)
		return NULL;
	if (dw_tag(o->dw, die) == DW_TAG_inlined_subroutine && !(s->inlined = inlined_read(r->unit, die)))
		return NULL;
	read_children(r, die, s, depth, &p);
	if (is_instance)
		read_origin(r, die, depth, &p);
	free(own.key);
	keep_variables(r, &p, s);
	keep_blocks(r, &p, s);
	set_hull(s);
	return s;
}

bool scope_covers(const struct scope *s, uint64_t addr)
{
	for (size_t i = 0; i < s->n_ranges; i++)
		if (addr >= s->range[i][0] && addr < s->range[i][1])
			return true;
	return false;
}

/* gdb's rule for blocks that do not lie in those around them: the first that covers the address,
 * what is inside before what is around. */
static const struct scope *first_at(const struct scope *s, uint64_t addr)
{
	const struct scope *found = NULL;

	if (addr < s->hull[0] || addr >= s->hull[1])
		return NULL;
	for (size_t i = 0; !found && i < s->n_children; i++)
		found = first_at(s->child[i], addr);
	return found ? found : scope_covers(s, addr) ? s : NULL;
}

const struct scope *scope_at(const struct scope *s, uint64_t addr)
{
	const struct scope *found = first_at(s, addr);

	return found ? found : s;
}

static void fill(struct function *f, struct unit *u, Dwarf_Die die)
{
	struct object *o = u->object;
	struct reader r = { .unit = u, .object = o };

	const char *name = die_symbol_name(o, die);
	f->name = name ? name : "?";
	f->object = o;
	f->scope = read_scope(&r, die, NULL, 0, NULL);
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
