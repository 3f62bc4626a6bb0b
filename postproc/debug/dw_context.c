/* Where a DIE stands: the namespaces, classes and functions around it, and the full names that
 * C++ makes of them ("ns::Outer::Inner").
 *
 * DWARF has no way from a DIE to its parent, so the way down from the unit is kept: of each DIE
 * that can hold others, and that a way led through, its children of that kind in order of the file,
 * each with where it ends:
 *
 *   namespace ns       [10      90)
 *     struct Outer       [20  80)
 *       struct Inner       [30 40)
 *
 * The innermost around a DIE is then found by bisection, level by level.  What no way led into, as
 * the bodies of most functions, is never read. */
#include "base/mem.h"
#include "debug/demangle.h"
#include "debug/dw_die.h"
#include <stdlib.h>
#include <string.h>

struct context {
	uint64_t die, end;               /* keys */
	struct context *parent;          /* NULL: the unit */
	unsigned tag;
	bool read, busy;                 /* busy: its name is being made, a cycle if met again */
	const char *full;                /* made when first asked for */
	struct context *v;  size_t n;    /* once read: those in it */
};

struct contexts { struct object *object; bool is_cxx; struct context unit; };

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
	case DW_TAG_lexical_block:
		return true;
	default:
		return false;
	}
}

static void read_children(struct contexts *cs, struct context *in)
{
	size_t n;
	struct dw_child_entry *child = dw_children(cs->object->dw, in->die, &n);

	in->read = true;
	for (size_t i = 0; i < n; i++)
		in->n += can_hold(child[i].tag);
	in->v = mem_grow(NULL, in->n + 1, sizeof *in->v);
	struct context *to = in->v;
	for (size_t i = 0; i < n; i++)
		if (can_hold(child[i].tag))
			*to++ = (struct context){ .die = child[i].die, .end = child[i].end,
						  .tag = child[i].tag, .parent = in };
	free(child);
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
	cs->unit = (struct context){ .die = key, .end = UINT64_MAX };
	unit = dw_die(o->dw, key);
	if (unit)
		cs->is_cxx = language_is_cxx(unit_language(o, key));
	dw_free(unit);
	return cs;
}

static void free_children(struct context *c)
{
	for (size_t i = 0; i < c->n; i++)
		free_children(&c->v[i]);
	free(c->v);
}

void contexts_free(struct object *o)
{
	uint64_t key;
	void *cs;

	for (size_t i = 0; map_next(&o->contexts, &i, &key, &cs); ) {
		free_children(&((struct contexts *)cs)->unit);
		free(cs);
	}
	map_free(&o->contexts);
}

/* The one of those in c that a DIE is in; NULL: none. */
static struct context *inner(struct context *c, uint64_t die)
{
	size_t low = 0, high = c->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (c->v[mid].die < die)
			low = mid + 1;
		else
			high = mid;
	}
	return low && die < c->v[low - 1].end ? &c->v[low - 1] : NULL;
}

/* Names in C are as they are. */
static struct context *around(struct contexts *cs, uint64_t die)
{
	struct context *c = &cs->unit, *next = cs->is_cxx ? c : NULL;

	for (int depth = 0; next && depth < DEPTH_MAX; depth++) {
		c = next;
		if (!c->read)
			read_children(cs, c);
		next = inner(c, die);
	}
	while (c && c->tag == DW_TAG_lexical_block)
		c = c->parent;
	return c && c->parent ? c : NULL;
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
	} else if (die && c->tag == DW_TAG_enumeration_type &&
		   !die_flag(o, die, DW_AT_enum_class)) {
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
	if (!name)
		name = die_full_name(o, die);
	return name ? name : linkage;    /* clang's _GLOBAL__sub_I_... has no other */
}
