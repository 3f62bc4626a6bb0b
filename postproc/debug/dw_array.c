/* Arrays: one DIE has all dimensions as children; our type has one, and nests.  A dimension's
 * type is that DIE with the number of the dimension. */
#include "debug/dw_type.h"

/* -1 elements' upper bound is how compilers write "none". */
static uint64_t count_up_to(int64_t upper, int64_t lower)
{
	return upper < lower && upper >= -1 ? 0 : (uint64_t)upper - (uint64_t)lower + 1;
}

static const struct variable *bound_variable(struct object *o, uint64_t key)
{
	Dwarf_Die die = dw_die(o->dw, key);
	struct variable *v = arena_alloc(o->arena, sizeof *v);

	*v = (struct variable){ .name = "", .kind = VARIABLE_LOCAL, .object = o };
	if (die) {
		v->type = type_ref_of(o, die_type(o, die));
		v->where = where_of_variable(o, die);
	}
	dw_free(die);
	return v->where ? v : NULL;
}

/* A VLA: the bound is an expression, or the value of a variable of the compiler's. */
static const struct bound *read_bound(struct object *o, Dwarf_Die die, unsigned at, int64_t lower)
{
	uint64_t variable = dw_ref(o->dw, die, at);
	struct bound b = { .object = o, .is_count = at == DW_AT_count, .lower = lower };

	if (variable)
		b.variable = bound_variable(o, variable);
	else
		b.expr = where_read(o, die, at);
	if (!b.variable && !b.expr)
		return NULL;
	struct bound *kept = arena_alloc(o->arena, sizeof *kept);
	*kept = b;
	return kept;
}

static void read_count(struct object *o, Dwarf_Die die, struct type *t)
{
	int64_t n, lower = 0;

	dw_const(o->dw, die, DW_AT_lower_bound, &lower);
	if (dw_const(o->dw, die, DW_AT_count, &n)) {
		t->count = (uint64_t)n;
		t->count_known = n != -1;        /* clang's flexible array member */
	} else if (dw_const(o->dw, die, DW_AT_upper_bound, &n)) {
		t->count = count_up_to(n, lower);
		t->count_known = true;
	} else if (dw_has(o->dw, die, DW_AT_count)) {
		t->count_expr = read_bound(o, die, DW_AT_count, lower);
	} else {
		t->count_expr = read_bound(o, die, DW_AT_upper_bound, lower);
	}
}

/* The DIE of a dimension, or NULL; *more: it is not the last. */
static Dwarf_Die dimension(struct object *o, Dwarf_Die array, unsigned dim, bool *more)
{
	Dwarf_Die found = NULL;
	unsigned n = 0;

	*more = false;
	for (Dwarf_Die d = dw_child(o->dw, array); d; d = dw_next(o->dw, d)) {
		unsigned tag = dw_tag(o->dw, d);
		if (tag != DW_TAG_subrange_type && tag != DW_TAG_enumeration_type)
			continue;
		if (n++ == dim) {
			found = dw_die(o->dw, dw_key(o->dw, d));
		} else if (n > dim + 1) {
			*more = true;
			dw_free(d);
			break;
		}
	}
	return found;
}

void type_make_array(struct type_maker *m)
{
	struct object *o = m->object;
	struct type *t = m->type;
	bool more;
	Dwarf_Die die = dimension(o, m->die, m->ref->dim, &more);
	uint64_t size;

	t->kind = TYPE_ARRAY;
	t->is_vector = dw_flag(o->dw, m->die, DW_AT_GNU_vector);
	if (die)
		read_count(o, die, t);
	dw_free(die);
	if (more) {
		t->target = arena_alloc(o->arena, sizeof *t->target);
		*t->target = (struct type_ref){ .object = o, .die = m->ref->die,
						.dim = m->ref->dim + 1 };
	} else {
		t->target = type_ref_of(o, die_type(o, m->die));
	}
	if (__builtin_mul_overflow(type_resolve(t->target)->size, t->count, &size))
		size = 0;
	t->size = t->count_known ? size : 0;
}
