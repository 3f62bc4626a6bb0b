/* Arguments of class templates, and typedefs inside of classes: printers of containers find there
 * what the containers hold.  gcc leaves out now the ones, now the others. */
#include "base/mem.h"
#include "debug/dw_type.h"
#include <stdlib.h>
#include <string.h>

struct arguments { struct type_argument *v; size_t n; };

static void add_argument(struct object *o, Dwarf_Die die, struct arguments *as)
{
	struct type_argument a = { .type = type_ref_of(o, die_type(o, die)) };

	a.is_value = dw_tag(o->dw, die) == DW_TAG_template_value_parameter;
	if (a.is_value && !dw_const(o->dw, die, DW_AT_const_value, &a.value))
		a.value = 0;                     /* an address, or a text: no number */
	if (!(as->n & (as->n - 1)))              /* full at each power of two */
		as->v = mem_grow(as->v, as->n ? 2 * as->n : 1, sizeof *as->v);
	as->v[as->n++] = a;
}

static bool is_argument(unsigned tag)
{
	return tag == DW_TAG_template_type_parameter || tag == DW_TAG_template_value_parameter;
}

static void add_pack(struct object *o, Dwarf_Die pack, struct arguments *as)
{
	for (Dwarf_Die d = dw_child(o->dw, pack); d; d = dw_next(o->dw, d))
		if (is_argument(dw_tag(o->dw, d)))
			add_argument(o, d, as);
}

struct aliases { struct type_alias *v; size_t n; };

static void add_alias(struct object *o, Dwarf_Die die, struct aliases *as)
{
	struct type_alias a = {
		.name = dw_string(o->dw, die, DW_AT_name),
		.type = type_ref_of(o, die_type(o, die)),
	};

	if (!a.name)
		return;
	if (!(as->n & (as->n - 1)))              /* full at each power of two */
		as->v = mem_grow(as->v, as->n ? 2 * as->n : 1, sizeof *as->v);
	as->v[as->n++] = a;
}

static const void *kept(struct object *o, void *v, size_t n, size_t each)
{
	void *copy = arena_array(o->arena, n, each);

	if (n)
		memcpy(copy, v, n * each);
	free(v);
	return copy;
}

void type_make_arguments(struct type_maker *m)
{
	struct object *o = m->object;
	struct arguments as = { 0 };
	struct aliases names = { 0 };

	for (Dwarf_Die d = dw_child(o->dw, m->die); d; d = dw_next(o->dw, d)) {
		unsigned tag = dw_tag(o->dw, d);
		if (is_argument(tag))
			add_argument(o, d, &as);
		else if (tag == DW_TAG_GNU_template_parameter_pack)
			add_pack(o, d, &as);
		else if (tag == DW_TAG_typedef)
			add_alias(o, d, &names);
	}
	m->type->argument = kept(o, as.v, as.n, sizeof *as.v);
	m->type->n_arguments = as.n;
	m->type->alias = kept(o, names.v, names.n, sizeof *names.v);
	m->type->n_aliases = names.n;
}
