/* Virtual member functions by their slot in the vtable. */
#include "debug/dw_die.h"

/* DWARF 2 writes the slot as an expression, and compilers still do. */
static bool slot_of(struct object *o, Dwarf_Die die, uint64_t *slot)
{
	const struct where *w = where_read(o, die, DW_AT_vtable_elem_location);

	if (!w || w->n != 1 || w->entry->n_ops != 1 || w->entry->op->op != DW_OP_constu)
		return false;
	*slot = w->entry->op->a;
	return true;
}

static const char *find(struct object *o, uint64_t class, uint64_t slot, unsigned depth)
{
	Dwarf_Die die = depth < DEPTH_MAX ? dw_die(o->dw, class) : NULL;
	const char *name = NULL;
	uint64_t own, base = 0;

	for (Dwarf_Die d = die ? dw_child(o->dw, die) : NULL; d; d = dw_next(o->dw, d)) {
		unsigned tag = dw_tag(o->dw, d);
		if (tag == DW_TAG_inheritance && !base)
			base = die_type(o, d);
		if (tag == DW_TAG_subprogram && !name && slot_of(o, d, &own) && own == slot)
			name = die_symbol_name(o, d);
	}
	dw_free(die);
	return name || !base ? name : find(o, base, slot, depth + 1);
}

const char *type_virtual_name(const struct type *pointer, uint64_t slot)
{
	struct type_ref *class = pointer->owner;

	return class ? find(class->object, class->die, slot, 0) : NULL;
}
