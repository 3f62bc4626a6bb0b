/* Types from DIEs: one small function for each kind, found by its tag. */
#include "debug/dw_type.h"
#include <string.h>

const struct type type_unknown = { .kind = TYPE_UNKNOWN, .name = "<unknown type>" };
static const struct type type_void = { .kind = TYPE_VOID, .name = "void" };

struct type_ref *type_ref_of(struct object *o, uint64_t die)
{
	struct type_ref *r = map_get(&o->types, die);

	if (r)
		return r;
	r = arena_alloc(o->arena, sizeof *r);
	r->object = o;
	r->die = die;
	if (!die)
		r->type = &type_void;
	map_put(&o->types, die, r);
	return r;
}

static bool is_wide_char(const char *name)
{
	return !strcmp(name, "wchar_t") || !strncmp(name, "char", 4);
}

static enum type_kind kind_of_encoding(uint64_t encoding, uint64_t size, const char *name)
{
	if (!size || size > 16)
		return TYPE_UNKNOWN;
	switch (encoding) {
	case DW_ATE_signed_char: case DW_ATE_unsigned_char: case DW_ATE_UTF:
		return TYPE_CHAR;
	case DW_ATE_signed: case DW_ATE_unsigned:
		return is_wide_char(name) ? TYPE_CHAR : TYPE_INT;
	case DW_ATE_boolean:
		return TYPE_BOOL;
	case DW_ATE_float:
		return TYPE_FLOAT;
	default:
		return TYPE_UNKNOWN;
	}
}

static void make_base(struct type_maker *m)
{
	struct type *t = m->type;
	uint64_t encoding = die_number(m->object, m->die, DW_AT_encoding);

	if (encoding == DW_ATE_complex_float)
		t->kind = t->size && t->size <= 32 && t->size % 2 == 0 ? TYPE_COMPLEX : TYPE_UNKNOWN;
	else
		t->kind = kind_of_encoding(encoding, t->size, t->name);
	t->is_signed = encoding == DW_ATE_signed || encoding == DW_ATE_signed_char;
	t->is_float128 = strstr(t->name, "loat128") != NULL;
}

static void make_pointer(struct type_maker *m)
{
	m->type->kind = m->tag == DW_TAG_pointer_type ? TYPE_POINTER : TYPE_REFERENCE;
	m->type->target = type_ref_of(m->object, die_type(m->object, m->die));
	if (!m->type->size)
		m->type->size = sizeof(uint64_t);
}

/* Typedefs and qualifiers are as large as what they name. */
static void make_alias(struct type_maker *m)
{
	bool is_typedef = m->tag == DW_TAG_typedef;

	m->type->kind = is_typedef ? TYPE_TYPEDEF : TYPE_QUALIFIED;
	m->type->target = type_ref_of(m->object, die_type(m->object, m->die));
	m->type->size = type_resolve(m->type->target)->size;
	m->type->tag = is_typedef ? m->type->name : NULL;
}

/* A pointer to a member function has an adjustment of `this`, too (Itanium C++ ABI, 2.3). */
static void make_member_pointer(struct type_maker *m)
{
	struct type *t = m->type;

	t->kind = TYPE_MEMBER_POINTER;
	t->target = type_ref_of(m->object, die_type(m->object, m->die));
	t->owner = type_ref_of(m->object, dw_ref(m->object->dw, m->die, DW_AT_containing_type));
	t->size = type_strip(type_target(t))->kind == TYPE_FUNCTION ? 16 : 8;
}

/* Only C++'s type of nullptr has a name and no more. */
static void make_unspecified(struct type_maker *m)
{
	if (strcmp(m->type->name, "decltype(nullptr)") != 0)
		return;
	m->type->kind = TYPE_POINTER;
	m->type->target = type_ref_of(m->object, 0);
	m->type->size = sizeof(uint64_t);
}

static void make_function(struct type_maker *m)
{
	m->type->kind = TYPE_FUNCTION;
	m->type->target = type_ref_of(m->object, die_type(m->object, m->die));
	m->type->size = 0;
}

static const struct { unsigned tag; void (*make)(struct type_maker *m); } makers[] = {
	{ DW_TAG_base_type,             make_base },
	{ DW_TAG_pointer_type,          make_pointer },
	{ DW_TAG_reference_type,        make_pointer },
	{ DW_TAG_rvalue_reference_type, make_pointer },
	{ DW_TAG_ptr_to_member_type,    make_member_pointer },
	{ DW_TAG_typedef,               make_alias },
	{ DW_TAG_const_type,            make_alias },
	{ DW_TAG_volatile_type,         make_alias },
	{ DW_TAG_restrict_type,         make_alias },
	{ DW_TAG_atomic_type,           make_alias },
	{ DW_TAG_array_type,            type_make_array },
	{ DW_TAG_structure_type,        type_make_struct },
	{ DW_TAG_class_type,            type_make_struct },
	{ DW_TAG_union_type,            type_make_struct },
	{ DW_TAG_enumeration_type,      type_make_enum },
	{ DW_TAG_subroutine_type,       make_function },
	{ DW_TAG_unspecified_type,      make_unspecified },
};

static void make(struct type_maker *m)
{
	for (size_t i = 0; i < sizeof makers / sizeof makers[0]; i++) {
		if (makers[i].tag == m->tag) {
			makers[i].make(m);
			return;
		}
	}
}

/* A struct that its own unit only declares may be complete in another. */
static const struct type *completed(struct type_maker *m, struct type_ref *r)
{
	uint64_t other;

	if (m->tag != DW_TAG_structure_type && m->tag != DW_TAG_class_type &&
	    m->tag != DW_TAG_union_type && m->tag != DW_TAG_enumeration_type)
		return NULL;
	other = dw_ref(m->object->dw, m->die, DW_AT_signature);
	if (!other && !dw_flag(m->object->dw, m->die, DW_AT_declaration))
		return NULL;
	if (!other)
		other = tag_find(m->object, m->die, m->tag);
	return other && other != r->die ? type_resolve(type_ref_of(m->object, other)) : NULL;
}

static const struct type *make_type(struct type_ref *r, Dwarf_Die die)
{
	struct object *o = r->object;
	struct type_maker m = { .object = o, .die = die, .tag = dw_tag(o->dw, die), .ref = r };
	const struct type *elsewhere = completed(&m, r);

	if (elsewhere)
		return elsewhere;
	m.type = arena_alloc(o->arena, sizeof *m.type);
	m.type->name = type_spell(o, r->die, r->dim);
	m.type->kind = TYPE_UNKNOWN;
	m.type->size = die_number(o, die, DW_AT_byte_size);
	make(&m);
	return m.type;
}

/* Only aliases, arrays and completed declarations look through to further types; `busy` ends
 * their cycles, the depth their length. */
const struct type *type_resolve(struct type_ref *r)
{
	struct object *o = r->object;

	if (r->type)
		return r->type;
	if (r->busy || o->type_depth == DEPTH_MAX)
		return &type_unknown;
	Dwarf_Die die = dw_die(o->dw, r->die);
	if (!die)
		return r->type = &type_unknown;
	r->busy = true;
	o->type_depth++;
	r->type = make_type(r, die);
	o->type_depth--;
	r->busy = false;
	dw_free(die);
	return r->type;
}
