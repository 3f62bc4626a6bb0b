/* Where a DIE stands: the namespaces, classes and functions around it, and the full names that
 * C++ makes of them ("ns::Outer::Inner").
 *
 * DWARF has no way from a DIE to its parent, so a unit is walked once, when the first full name is
 * asked for, and what can hold others is kept in order of the file, each with where it ends:
 *
 *   namespace ns       [10      90)
 *     struct Outer       [20  80)          parent: ns
 *       struct Inner       [30 40)         parent: Outer
 *
 * The innermost around a DIE is then found by bisection: the last that begins before it, or the
 * first of that one's parents that does not end before it. */
#include "base/mem.h"
#include "debug/demangle.h"
#include "debug/dw_die.h"
#include <stdlib.h>
#include <string.h>

enum { NONE = -1, DIES_MAX = 1 << 24 };

struct context {
	uint64_t die, end;               /* keys; 0 while the end is not known */
	int parent;
	unsigned tag;
	bool busy;                       /* its name is being made: a cycle if met again */
	const char *full;                /* made when first asked for */
};

struct contexts {
	struct object *object;
	bool is_cxx;
	struct context *v;  int n;
	size_t dies;
};

bool language_is_cxx(uint64_t language)
{
	return language == DW_LANG_C_plus_plus || language == DW_LANG_C_plus_plus_03 ||
	       language == DW_LANG_C_plus_plus_11 || language == DW_LANG_C_plus_plus_14 ||
	       language == 0x2a || language == 0x2b;     /* 17 and 20: newer than some headers */
}

static bool can_hold(unsigned tag)
{
	switch (tag) {
	case DW_TAG_namespace: case DW_TAG_structure_type: case DW_TAG_class_type:
	case DW_TAG_union_type: case DW_TAG_enumeration_type: case DW_TAG_subprogram:
		return true;
	default:
		return false;
	}
}

static int add_context(struct contexts *cs, Dwarf_Die die, unsigned tag, int parent)
{
	if (!(cs->n & (cs->n - 1)))      /* full at each power of two */
		cs->v = mem_grow(cs->v, cs->n ? 2 * (size_t)cs->n : 1, sizeof *cs->v);
	cs->v[cs->n] = (struct context){ .die = dw_key(cs->object->dw, die), .tag = tag, .parent = parent };
	return cs->n++;
}

static void walk(struct contexts *cs, Dwarf_Die from, int parent, unsigned depth)
{
	struct dw *dw = cs->object->dw;
	Dwarf_Die d = depth < DEPTH_MAX ? dw_child(dw, from) : NULL;

	while (d) {
		unsigned tag = dw_tag(dw, d);
		int mine = can_hold(tag) ? add_context(cs, d, tag, parent) : parent;
		if (cs->dies++ == DIES_MAX) {
			dw_damaged(dw, "too many DIEs in a unit");
			dw_free(d);
			return;
		}
		if (mine != parent || tag == DW_TAG_lexical_block)
			walk(cs, d, mine, depth + 1);
		d = dw_next(dw, d);
		if (mine != parent && d)
			cs->v[mine].end = dw_key(cs->object->dw, d);
	}
}

/* What is last among its siblings ends where its parent does. */
static void set_ends(struct contexts *cs)
{
	for (int i = 0; i < cs->n; i++)
		if (!cs->v[i].end)
			cs->v[i].end = cs->v[i].parent == NONE ? UINT64_MAX : cs->v[cs->v[i].parent].end;
}

static struct contexts *contexts_of(struct object *o, Dwarf_Die die)
{
	uint64_t key = dw_unit_key(o->dw, die);
	struct contexts *cs = map_get(&o->contexts, key);
	Dwarf_Die unit;

	if (cs)
		return cs;
	cs = mem_alloc(sizeof *cs);
	cs->object = o;
	map_put(&o->contexts, key, cs);
	unit = dw_die(o->dw, key);
	if (unit)
		cs->is_cxx = language_is_cxx(unit_language(o, key));
	if (cs->is_cxx)
		walk(cs, unit, NONE, 0);
	set_ends(cs);
	dw_free(unit);
	return cs;
}

void contexts_free(struct object *o)
{
	uint64_t key;
	void *cs;

	for (size_t i = 0; map_next(&o->contexts, &i, &key, &cs); ) {
		free(((struct contexts *)cs)->v);
		free(cs);
	}
	map_free(&o->contexts);
}

static struct context *around(struct contexts *cs, uint64_t die)
{
	int low = 0, high = cs->n;

	while (low < high) {
		int mid = low + (high - low) / 2;
		if (cs->v[mid].die < die)
			low = mid + 1;
		else
			high = mid;
	}
	int i = low - 1;
	while (i != NONE && cs->v[i].end <= die)
		i = cs->v[i].parent;
	return i == NONE ? NULL : &cs->v[i];
}

static const char *joined(struct object *o, const char *prefix, const char *name)
{
	return prefix[0] ? arena_printf(o->arena, "%s::%s", prefix, name) : name;
}

/* gdb's rules: members of a class without a name have no prefix, nor has what is in a function;
 * enumerators have their enum's only if it is an enum class. */
static const char *make_full(struct object *o, const struct context *c)
{
	Dwarf_Die die = dw_die(o->dw, c->die);
	const char *full = "";

	if (die && c->tag == DW_TAG_namespace) {
		const char *name = die_name(o, die);
		full = joined(o, die_prefix(o, die), name ? name : "(anonymous namespace)");
	} else if (die && c->tag == DW_TAG_enumeration_type && !die_flag(o, die, DW_AT_enum_class)) {
		full = die_prefix(o, die);
	} else if (die && c->tag != DW_TAG_subprogram) {
		full = die_full_name(o, die);
	}
	dw_free(die);
	return full ? full : "";
}

/* The DIE that says where this one belongs, held: its declaration, if it has one elsewhere. */
static Dwarf_Die declaration(struct object *o, Dwarf_Die die)
{
	Dwarf_Die d = dw_die(o->dw, dw_key(o->dw, die));

	for (int i = 0; d && i < 4; i++) {
		uint64_t key = dw_ref(o->dw, d, DW_AT_abstract_origin);
		if (!key)
			key = dw_ref(o->dw, d, DW_AT_specification);
		if (!key)                        /* stands for a type unit's */
			key = dw_ref(o->dw, d, DW_AT_signature);
		if (!key)
			return d;
		dw_free(d);
		d = dw_die(o->dw, key);
	}
	return d;
}

static struct context *context_of(struct object *o, Dwarf_Die die)
{
	Dwarf_Die at = declaration(o, die);
	struct contexts *cs = at ? contexts_of(o, at) : NULL;
	struct context *c = cs ? around(cs, dw_key(o->dw, at)) : NULL;

	dw_free(at);
	return c;
}

uint64_t die_class(struct object *o, Dwarf_Die die)
{
	struct context *c = context_of(o, die);
	bool is_class = c && (c->tag == DW_TAG_class_type || c->tag == DW_TAG_structure_type);

	return is_class ? c->die : 0;
}

const char *die_prefix(struct object *o, Dwarf_Die die)
{
	struct context *c = context_of(o, die);

	if (!c || c->busy)
		return "";
	if (!c->full) {
		c->busy = true;
		c->full = make_full(o, c);
		c->busy = false;
	}
	return c->full;
}

const char *die_full_name(struct object *o, Dwarf_Die die)
{
	const char *name = die_name(o, die);

	if (!name || !die_is_cxx(o, die))
		return name;
	return joined(o, die_prefix(o, die), name_canonical(o->arena, name));
}

bool die_is_cxx(struct object *o, Dwarf_Die die)
{
	return contexts_of(o, die)->is_cxx;
}

const char *die_symbol_name(struct object *o, Dwarf_Die die)
{
	const char *linkage, *name = NULL;

	if (!die_is_cxx(o, die))
		return die_name(o, die);
	linkage = die_string(o, die, DW_AT_linkage_name);
	if (linkage)
		name = demangle_function(o->arena, linkage);
	return name ? name : die_full_name(o, die);
}
