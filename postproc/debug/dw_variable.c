/* Variables, of functions and of files. */
#include "base/mem.h"
#include "debug/dw_die.h"

static enum variable_kind kind_of(struct object *o, Dwarf_Die die, bool is_local,
				  const struct where *w)
{
	uint64_t addr;

	if (!is_local)
		return die_flag(o, die, DW_AT_external) ? VARIABLE_GLOBAL : VARIABLE_FILE_STATIC;
	if (dw_tag(o->dw, die) == DW_TAG_formal_parameter)
		return VARIABLE_PARAMETER;
	return where_is_static(w, &addr) ? VARIABLE_STATIC_LOCAL : VARIABLE_LOCAL;
}

/* Compilers mark their own variables (the size of a VLA) like C++'s `this`, which people know. */
static bool is_compilers_own(struct object *o, Dwarf_Die die)
{
	return dw_tag(o->dw, die) != DW_TAG_formal_parameter && die_flag(o, die, DW_AT_artificial);
}

bool variable_make(struct object *o, Dwarf_Die die, bool is_local, struct variable *out)
{
	const char *name = die_name(o, die);

	if (!name || dw_flag(o->dw, die, DW_AT_declaration) || is_compilers_own(o, die))
		return false;
	const struct where *w = where_of_variable(o, die);
	*out = (struct variable){
		.name = name,
		.type = type_ref_of(o, die_type(o, die)),
		.kind = kind_of(o, die, is_local, w),
		.object = o,
		.where = w,
	};
	die_declared(o, die, &out->decl_file, &out->decl_line);
	return true;
}

void variables_add(struct variables *vs, const struct variable *v)
{
	if (vs->n == vs->cap) {
		vs->cap = vs->cap ? vs->cap * 2 : 8;
		vs->v = mem_grow(vs->v, vs->cap, sizeof *vs->v);
	}
	vs->v[vs->n++] = *v;
}

const struct type *variable_type(const struct variable *v)
{
	return type_resolve(v->type);
}
