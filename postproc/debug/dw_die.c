/* Attributes through specification and abstract origin, and from a type unit. */
#include "debug/dw_die.h"

enum { HOPS_MAX = 4 };   /* instance -> abstract -> declaration, and one to spare */

/* The DIE to look at next, held; frees die unless it is the caller's own. */
static Dwarf_Die next_hop(struct object *o, Dwarf_Die die, Dwarf_Die callers)
{
	uint64_t key = dw_ref(o->dw, die, DW_AT_abstract_origin);

	if (!key)
		key = dw_ref(o->dw, die, DW_AT_specification);
	if (!key)
		key = dw_ref(o->dw, die, DW_AT_signature);
	if (die != callers)
		dw_free(die);
	return key ? dw_die(o->dw, key) : NULL;
}

/* The nearest DIE that has the attribute, or NULL; freed by release(). */
static Dwarf_Die find(struct object *o, Dwarf_Die die, unsigned at)
{
	Dwarf_Die d = die;

	for (int i = 0; d && i < HOPS_MAX; i++) {
		if (dw_has(o->dw, d, at))
			return d;
		d = next_hop(o, d, die);
	}
	if (d && d != die)
		dw_free(d);
	return NULL;
}

static void release(Dwarf_Die found, Dwarf_Die callers)
{
	if (found != callers)
		dw_free(found);
}

/* NULL: none, or empty. */
const char *die_string(struct object *o, Dwarf_Die die, unsigned at)
{
	Dwarf_Die d = find(o, die, at);
	const char *s = d ? dw_string(o->dw, d, at) : NULL;

	release(d, die);
	return s && s[0] ? s : NULL;
}

const char *die_name(struct object *o, Dwarf_Die die)
{
	return die_string(o, die, DW_AT_name);
}

uint64_t die_type(struct object *o, Dwarf_Die die)
{
	Dwarf_Die d = find(o, die, DW_AT_type);
	uint64_t key = d ? dw_ref(o->dw, d, DW_AT_type) : 0;

	release(d, die);
	return key;
}

bool die_flag(struct object *o, Dwarf_Die die, unsigned at)
{
	Dwarf_Die d = find(o, die, at);
	bool flag = d && dw_flag(o->dw, d, at);

	release(d, die);
	return flag;
}

bool die_const(struct object *o, Dwarf_Die die, unsigned at, int64_t *out)
{
	Dwarf_Die d = find(o, die, at);
	bool ok = d && dw_const(o->dw, d, at, out);

	release(d, die);
	return ok;
}

uint64_t die_number(struct object *o, Dwarf_Die die, unsigned at)
{
	int64_t number;

	return die_const(o, die, at, &number) ? (uint64_t)number : 0;
}

uint64_t die_origin(struct object *o, Dwarf_Die die)
{
	uint64_t key = dw_key(o->dw, die), next = dw_ref(o->dw, die, DW_AT_abstract_origin);

	for (int i = 0; next && i < HOPS_MAX; i++) {
		Dwarf_Die d = dw_die(o->dw, next);
		key = next;
		next = d ? dw_ref(o->dw, d, DW_AT_abstract_origin) : 0;
		dw_free(d);
	}
	return key;
}

void die_declared(struct object *o, Dwarf_Die die, const char **file, unsigned *line)
{
	Dwarf_Die d = find(o, die, DW_AT_decl_file);
	struct unit *u = d ? unit_of_die(o, dw_unit_key(o->dw, d)) : NULL;
	int64_t number;

	*file = u && dw_const(o->dw, d, DW_AT_decl_file, &number) ?
		unit_file(u, (uint64_t)number) : NULL;
	release(d, die);
	*line = (unsigned)die_number(o, die, DW_AT_decl_line);
}
