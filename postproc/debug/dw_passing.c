/* Which classes of C++ functions get and return by the address of an object that the caller made
 * room for: those whose copies are more than their bytes (Itanium C++ ABI, "non-trivial for the
 * purposes of calls").  clang says so; gcc leaves it to be found out from the members. */
#include "debug/dw_die.h"
#include <string.h>

#ifndef DW_CC_pass_by_reference
enum { DW_CC_pass_by_reference = 4 };
#endif

enum { TYPES_MAX = 1000 };                           /* looked at for one answer */

struct search { unsigned types; };

struct copying { bool own, usable, deleted; };       /* constructors that copy or move */

/* "Box" of "Box<int>": a constructor's name. */
static bool is_constructor(const char *name, const char *class)
{
	size_t n = strcspn(class, "<");

	return strncmp(name, class, n) == 0 && !name[n];
}

/* Behind `this` it has one parameter, a reference to its class. */
static bool takes_its_own(struct object *o, Dwarf_Die function, const struct type *class)
{
	const struct type *taken = NULL;
	size_t n = 0;

	for (Dwarf_Die d = dw_child(o->dw, function); d; d = dw_next(o->dw, d)) {
		if (dw_tag(o->dw, d) != DW_TAG_formal_parameter || dw_flag(o->dw, d, DW_AT_artificial))
			continue;
		if (!n++)
			taken = type_strip(type_resolve(type_ref_of(o, die_type(o, d))));
	}
	return n == 1 && taken->kind == TYPE_REFERENCE &&
	       strcmp(type_strip(type_target(taken))->name, class->name) == 0;
}

static bool is_own(struct object *o, Dwarf_Die function)
{
	int64_t defaulted = 0;

	dw_const(o->dw, function, DW_AT_defaulted, &defaulted);
	return !defaulted && !dw_flag(o->dw, function, DW_AT_artificial);
}

/* True: a destructor of the programmer's. */
static bool look_at_function(struct object *o, Dwarf_Die d, const struct type *class,
			     struct copying *copying)
{
	const char *name = dw_string(o->dw, d, DW_AT_name);

	if (!name || !class->tag)
		return false;
	if (name[0] == '~')
		return is_own(o, d);
	if (!is_constructor(name, class->tag) || !takes_its_own(o, d, class))
		return false;
	if (dw_flag(o->dw, d, DW_AT_deleted))
		copying->deleted = true;
	else if (is_own(o, d))
		copying->own = true;
	else
		copying->usable = true;
	return false;
}

static bool has_own_copying(const struct type *t)
{
	struct object *o = t->self->object;
	struct copying copying = { 0 };
	Dwarf_Die die = dw_die(o->dw, t->self->die);
	bool found = false;

	for (Dwarf_Die d = die ? dw_child(o->dw, die) : NULL; d; d = dw_next(o->dw, d))
		if (dw_tag(o->dw, d) == DW_TAG_subprogram)
			found |= look_at_function(o, d, t, &copying);
	dw_free(die);
	return found || copying.own || (copying.deleted && !copying.usable);
}

static bool is_said(const struct type *t, bool *by_reference)
{
	struct object *o = t->self->object;
	Dwarf_Die die = dw_die(o->dw, t->self->die);
	int64_t convention = 0;
	bool said = die && dw_const(o->dw, die, DW_AT_calling_convention, &convention);

	dw_free(die);
	*by_reference = convention == DW_CC_pass_by_reference;
	return said;
}

static bool search(struct search *s, const struct type *declared)
{
	const struct type *t = type_strip(declared);
	bool by_reference;

	if (s->types++ >= TYPES_MAX)
		return false;
	if (t->kind == TYPE_ARRAY && !t->is_vector)
		return search(s, type_target(t));
	if ((t->kind != TYPE_STRUCT && t->kind != TYPE_UNION) || !t->self)
		return false;
	if (is_said(t, &by_reference))
		return by_reference;
	if (has_own_copying(t))
		return true;
	for (size_t i = 0; i < t->n_members; i++) {
		const struct type_member *m = &t->member[i];
		if (m->place || (m->name && strncmp(m->name, "_vptr", 5) == 0) ||
		    search(s, type_of_member(m)))
			return true;
	}
	return false;
}

bool type_is_by_reference(const struct type *t)
{
	struct search s = { 0 };

	return search(&s, t);
}
