/* Variables that expressions name: also such as have no name, or no type, of their own. */
#include "debug/dw_eval.h"

static struct variable *read_referred(struct object *o, Dwarf_Die die)
{
	struct variable *v = arena_alloc(o->arena, sizeof *v);
	const char *name = die_name(o, die);

	*v = (struct variable){
		.name = name ? name : "",
		.type = type_ref_of(o, die_type(o, die)),
		.object = o,
		.where = where_of_variable(o, die),
	};
	return v;
}

const struct variable *variable_referred(struct object *o, uint64_t die)
{
	struct variable *v = o ? map_get(&o->referred, die) : NULL;

	if (v || !o || !o->dw)
		return v;
	Dwarf_Die d = dw_die(o->dw, die);
	if (!d)
		return NULL;
	v = read_referred(o, d);
	dw_free(d);
	map_put(&o->referred, die, v);
	return v;
}
