/* Variables, of functions and of files. */
#include "base/mem.h"
#include "debug/dw_die.h"
#include <string.h>

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

/* Compilers mark their own variables (the size of a VLA, what tells a constructor of its virtual
 * bases) like C++'s `this`, what a lambda has captured, and its __closure, which people know. */
static bool is_compilers_own(struct object *o, Dwarf_Die die, const char *name)
{
	return die_flag(o, die, DW_AT_artificial) && strcmp(name, "__closure") != 0 &&
	       (!strncmp(name, "__", 2) || !strcmp(name, "vtt"));
}

/* A static member may have its value where its class declares it, and be nowhere else. */
static bool is_declared_only(struct object *o, Dwarf_Die die)
{
	return dw_flag(o->dw, die, DW_AT_declaration) && !dw_has(o->dw, die, DW_AT_const_value);
}

bool variable_make(struct object *o, Dwarf_Die die, bool is_local, struct variable *out)
{
	const char *name = is_local ? die_name(o, die) : die_symbol_name(o, die);

	if (!name || is_declared_only(o, die) || is_compilers_own(o, die, name))
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

bool variable_is_tracked(const struct variable *v)
{
	const struct where *w = v->where;

	return w && w->n && !w->entry->always;
}
