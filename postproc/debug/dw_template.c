/* Arguments of class templates: printers of containers find there what the containers hold. */
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

void type_make_arguments(struct type_maker *m)
{
	struct object *o = m->object;
	struct arguments as = { 0 };

	for (Dwarf_Die d = dw_child(o->dw, m->die); d; d = dw_next(o->dw, d)) {
		unsigned tag = dw_tag(o->dw, d);
		if (is_argument(tag))
			add_argument(o, d, &as);
		else if (tag == DW_TAG_GNU_template_parameter_pack)
			add_pack(o, d, &as);
	}
	struct type_argument *kept = arena_array(o->arena, as.n, sizeof *kept);
	if (as.n)
		memcpy(kept, as.v, as.n * sizeof *kept);
	free(as.v);
	m->type->argument = kept;
	m->type->n_arguments = as.n;
}
