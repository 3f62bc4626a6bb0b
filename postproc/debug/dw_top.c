/* Walks over the top-level DIEs of units, one for each thing that is asked for. */
#include "debug/dw_die.h"
#include <stdlib.h>
#include <string.h>

struct range_owner { struct unit *unit; struct function_entry *entry; };

static void add_function_range(void *ctx, uint64_t low, uint64_t high)
{
	struct range_owner *owner = ctx;

	if (elf_file_is_code(owner->unit->object->elf, low))
		ranges_add(&owner->unit->functions, low, high, owner->entry);
}

static void add_function(struct unit *u, Dwarf_Die die)
{
	struct object *o = u->object;
	struct function_entry *e = arena_alloc(o->arena, sizeof *e);
	e->die = dw_key(o->dw, die);
	e->name = die_name(o, die);
	struct range_owner owner = { u, e };
	size_t before = u->functions.n;
	dw_each_range(o->dw, die, u->base, add_function_range, &owner);
	if (u->functions.n == before)
		return;
	*u->last_function = e;
	u->last_function = &e->next;
}

/* The same inline variable may be in many units. */
static bool is_known(struct object *o, const struct variable *v, uint64_t addr)
{
	const char *other = map_get(&o->global_at, addr);

	if (other && !strcmp(other, v->name))
		return true;
	map_put(&o->global_at, addr, (void *)v->name);
	return false;
}

/* A C++ header of the system's brings its own variables into every unit (std::__ioinit), and
 * constants by the hundred: they are nobody's, and their names would cost more than all others. */
static bool is_systems(struct object *o, Dwarf_Die die)
{
	const char *file = NULL;
	unsigned line;

	die_declared(o, die, &file, &line);
	return file && strncmp(file, "/usr/", 5) == 0;
}

/* What a linker discarded is at 0, or outside all segments. */
static void add_global(struct object *o, Dwarf_Die die)
{
	struct variable v;
	uint64_t addr = 0;

	if (is_systems(o, die) || !variable_make(o, die, false, &v) || !v.where)
		return;
	if (where_is_static(v.where, &addr) && !where_is_thread_local(v.where) &&
	    (!elf_file_is_loaded(o->elf, addr) || is_known(o, &v, addr)))
		return;
	variables_add(&o->globals, &v);
}

/* clang gives a static member that has an initial value that value, even if it may change. */
static bool is_const(struct object *o, Dwarf_Die die)
{
	Dwarf_Die type = dw_die(o->dw, die_type(o, die));
	bool is = type && dw_tag(o->dw, type) == DW_TAG_const_type;

	dw_free(type);
	return is;
}

/* A class that several units have read has its constants in each. */
static void add_constant_member(struct object *o, Dwarf_Die die)
{
	const char *name;

	if (is_systems(o, die) || !is_const(o, die) || !(name = die_full_name(o, die)))
		return;
	uint64_t key = text_hash(name);
	if (map_get(&o->constants, key))
		return;
	map_put(&o->constants, key, o);
	add_global(o, die);
}

/* A class may be declared as a struct. */
static unsigned tag_kind(unsigned kind)
{
	return kind == DW_TAG_class_type ? DW_TAG_structure_type : kind;
}

/* Of the name without namespaces, classes and template arguments: the full name, for which a unit
 * has to be walked, is made only of what may be looked for. */
static uint64_t tag_hash(const char *name, unsigned kind)
{
	return text_hash_of(name, strcspn(name, "<")) + kind;
}

static const char *own_name(struct object *o, uint64_t key)
{
	Dwarf_Die die = dw_die(o->dw, key);
	const char *name = die ? die_name(o, die) : NULL;

	dw_free(die);
	return name;
}

static void add_tag(struct object *o, const struct dw_child_entry *c)
{
	unsigned kind = tag_kind(c->tag);
	const char *name = c->is_declaration || c->name ? c->name : own_name(o, c->die);

	if (c->is_declaration || !name)
		return;
	uint64_t h = tag_hash(name, kind);
	struct tag_entry *e = arena_alloc(o->arena, sizeof *e);
	*e = (struct tag_entry){ .next = map_get(&o->tags, h), .kind = kind, .die = c->die };
	map_put(&o->tags, h, e);
}

static const char *tag_name(struct object *o, struct tag_entry *e)
{
	Dwarf_Die die = e->tag ? NULL : dw_die(o->dw, e->die);

	if (die)
		e->tag = die_full_name(o, die);
	dw_free(die);
	return e->tag ? e->tag : "";
}

/* Whether the entry's DIE has the last part of a name, before its full one is made. */
static bool may_be(struct object *o, const struct tag_entry *e, const char *name)
{
	const char *own = own_name(o, e->die);

	return own && strcmp(name_canonical(o->arena, own), name_canonical(o->arena, name)) == 0;
}

uint64_t tag_find(struct object *o, Dwarf_Die die, unsigned kind)
{
	return tag_find_named(o, die_name(o, die), die_full_name(o, die), kind);
}

uint64_t tag_find_named(struct object *o, const char *name, const char *full, unsigned kind)
{
	struct tag_entry *e;

	if (!name || !full)
		return 0;
	units_load_data(o);
	kind = tag_kind(kind);
	e = map_get(&o->tags, tag_hash(name, kind));
	while (e && (e->kind != kind || !may_be(o, e, name) || strcmp(tag_name(o, e), full)))
		e = e->next;
	return e ? e->die : 0;
}

struct walk {
	struct unit *unit;
	void (*visit)(struct walk *w, const struct dw_child_entry *c);
	unsigned depth;
	bool nested;                     /* in a function or class */
};

static void walk_children(struct walk *w, uint64_t parent)
{
	size_t n;

	if (w->depth == DEPTH_MAX)
		return;
	w->depth++;
	struct dw_child_entry *child = dw_children(w->unit->object->dw, parent, &n);
	for (size_t i = 0; i < n; i++)
		w->visit(w, &child[i]);
	free(child);
	w->depth--;
}

/* Only what has code: no declarations, no abstract instances. */
static void take_function(struct walk *w, const struct dw_child_entry *c)
{
	Dwarf_Die die = c->has_code ? dw_die(w->unit->object->dw, c->die) : NULL;

	if (die)
		add_function(w->unit, die);
	dw_free(die);
}

static void take_data(struct walk *w, const struct dw_child_entry *c)
{
	struct object *o = w->unit->object;
	Dwarf_Die die = w->nested && !c->has_const_value ? NULL : dw_die(o->dw, c->die);

	if (die && w->nested)
		add_constant_member(o, die);
	else if (die)
		add_global(o, die);
	dw_free(die);
}

static void visit_functions(struct walk *w, const struct dw_child_entry *c)
{
	if (c->tag == DW_TAG_subprogram)
		take_function(w, c);
	else if (c->tag == DW_TAG_namespace || c->tag == DW_TAG_module)
		walk_children(w, c->die);
}

static void visit_data(struct walk *w, const struct dw_child_entry *c)
{
	bool was = w->nested;

	switch (c->tag) {
	case DW_TAG_variable: case DW_TAG_member:
		take_data(w, c);
		break;
	case DW_TAG_structure_type: case DW_TAG_class_type: case DW_TAG_union_type:
		add_tag(w->unit->object, c);
		w->nested = true;
		walk_children(w, c->die);
		break;
	case DW_TAG_enumeration_type:
		add_tag(w->unit->object, c);
		break;
	case DW_TAG_namespace: case DW_TAG_module:
		walk_children(w, c->die);
		break;
	}
	w->nested = was;
}

/* Functions in functions and in their classes: GNU C's, and the bodies of lambdas. */
static void visit_nested(struct walk *w, const struct dw_child_entry *c)
{
	bool was = w->nested;

	switch (c->tag) {
	case DW_TAG_subprogram:
		if (w->nested)
			take_function(w, c);
		w->nested = true;
		walk_children(w, c->die);
		break;
	case DW_TAG_structure_type: case DW_TAG_class_type: case DW_TAG_union_type:
		w->nested = true;
		walk_children(w, c->die);
		break;
	case DW_TAG_namespace: case DW_TAG_module: case DW_TAG_lexical_block:
		walk_children(w, c->die);
		break;
	}
	w->nested = was;
}

static void walk_unit(struct unit *u, void (*visit)(struct walk *w, const struct dw_child_entry *c))
{
	struct walk w = { .unit = u, .visit = visit };
	Dwarf_Die die = dw_die(u->object->dw, u->die);

	if (die)                         /* else damage is noted */
		walk_children(&w, u->die);
	dw_free(die);
}

void unit_load_functions(struct unit *u)
{
	if (u->loaded)
		return;
	u->loaded = true;
	walk_unit(u, visit_functions);
	ranges_sort(&u->functions);
}

void unit_load_nested(struct unit *u)
{
	if (u->nested_loaded)
		return;
	u->nested_loaded = true;
	walk_unit(u, visit_nested);
	ranges_sort(&u->functions);
}

void units_load_data(struct object *o)
{
	if (o->data_loaded)
		return;
	o->data_loaded = true;
	units_need(o);
	for (size_t i = 0; i < o->n_units; i++)
		if (!unit_is_foreign(&o->unit[i]))
			walk_unit(&o->unit[i], visit_data);
}
