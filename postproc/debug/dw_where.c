/* Locations: read once, kept as lists of operations. */
#include "debug/dw_die.h"

const struct where *where_read(struct object *o, Dwarf_Die die, unsigned at)
{
	const struct dw_entry *entry = NULL;
	size_t n = 0;

	if (!dw_has(o->dw, die, at))
		return NULL;
	struct where *w = arena_alloc(o->arena, sizeof *w);
	if (dw_location(o->dw, die, at, o->arena, &entry, &n)) {
		w->entry = entry;
		w->n = n;
	} else {
		w->why = "its location is not understood";
	}
	return w;
}

static void read_const_block(struct object *o, Dwarf_Die die, struct where *w)
{
	const void *byte = NULL;
	size_t len = 0;

	if (!dw_block(o->dw, die, DW_AT_const_value, &byte, &len))
		w->why = "a constant of a form that is not understood";
	w->block = byte;
	w->len = len;
}

static const struct where *read_const(struct object *o, Dwarf_Die die)
{
	struct where *w = arena_alloc(o->arena, sizeof *w);
	int64_t value;

	w->is_const = true;
	if (die_const(o, die, DW_AT_const_value, &value))
		w->value = (uint64_t)value;
	else
		read_const_block(o, die, w);
	return w;
}

const struct where *where_of_variable(struct object *o, Dwarf_Die die)
{
	const struct where *w = where_read(o, die, DW_AT_location);

	if (!w && dw_has(o->dw, die, DW_AT_const_value))
		w = read_const(o, die);
	return w;
}

bool where_is_thread_local(const struct where *w)
{
	if (!w || w->n != 1 || !w->entry->n_ops)
		return false;
	unsigned last = w->entry->op[w->entry->n_ops - 1].op;
	return last == DW_OP_form_tls_address || last == DW_OP_GNU_push_tls_address;
}

bool where_is_static(const struct where *w, uint64_t *addr)
{
	if (!w || w->n != 1 || !w->entry->always || !w->entry->n_ops)
		return false;
	*addr = w->entry->op->a;
	return w->entry->op->op == DW_OP_addr || where_is_thread_local(w);
}
