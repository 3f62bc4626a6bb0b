/* Structs, unions, classes and enums: those with members. */
#include "base/mem.h"
#include "debug/dw_type.h"
#include <stdlib.h>
#include <string.h>

struct members { struct type_member *v; size_t n; };

/* DWARF 2 and 3 count a bit field's offset from the most significant bit of its storage unit. */
static void place_old_bits(struct object *o, Dwarf_Die die, struct type_member *f, int64_t offset)
{
	int64_t storage = 0;

	if (!dw_const(o->dw, die, DW_AT_byte_size, &storage))
		storage = (int64_t)type_resolve(f->type)->size;
	if (storage < 0 || storage > 16 || offset < -128 || offset > 128)
		return;
	int64_t bit = 8 * storage - offset - (int64_t)f->bit_size;
	if (bit < 0 && f->offset < (uint64_t)(-bit + 7) / 8)
		return;                  /* before the struct: nonsense */
	f->offset += (uint64_t)(bit >> 3);
	f->bit_offset = (unsigned)(bit & 7);
}

static void place_bits(struct object *o, Dwarf_Die die, struct type_member *f)
{
	int64_t size = 0, offset = 0;

	if (!dw_const(o->dw, die, DW_AT_bit_size, &size) || size < 1 || size > 128)
		return;
	f->bit_size = (unsigned)size;
	if (dw_const(o->dw, die, DW_AT_data_bit_offset, &offset)) {
		f->offset += (uint64_t)offset / 8;
		f->bit_offset = (unsigned)((uint64_t)offset % 8);
	} else if (dw_const(o->dw, die, DW_AT_bit_offset, &offset)) {
		place_old_bits(o, die, f, offset);
	}
}

/* DWARF 2: an expression that adds to the struct's address.  A virtual base has a longer one. */
static void place_by_expression(struct object *o, Dwarf_Die die, struct type_member *f)
{
	const struct where *w = where_read(o, die, DW_AT_data_member_location);

	if (!w || w->n != 1)
		return;
	if (w->entry->n_ops == 1 && w->entry->op->op == DW_OP_plus_uconst)
		f->offset = w->entry->op->a;
	else
		f->place = w->entry;
}

/* The member that a base class is: called as its type is. */
static void make_base(struct object *o, Dwarf_Die die, struct type_member *f)
{
	f->is_base = true;
	f->name = type_spell(o, die_type(o, die), 0);
}

static void add_member(struct object *o, Dwarf_Die die, struct members *ms)
{
	struct type_member f = {
		.name = dw_string(o->dw, die, DW_AT_name),
		.type = type_ref_of(o, die_type(o, die)),
	};
	int64_t offset;

	if (dw_flag(o->dw, die, DW_AT_declaration) || dw_flag(o->dw, die, DW_AT_external))
		return;                  /* C++: a static one */
	if (dw_tag(o->dw, die) == DW_TAG_inheritance)
		make_base(o, die, &f);
	if (dw_const(o->dw, die, DW_AT_data_member_location, &offset))
		f.offset = (uint64_t)offset;
	else if (dw_has(o->dw, die, DW_AT_data_member_location))
		place_by_expression(o, die, &f);
	place_bits(o, die, &f);
	if (f.name && !f.name[0])
		f.name = NULL;
	if (!(ms->n & (ms->n - 1)))      /* full at each power of two */
		ms->v = mem_grow(ms->v, ms->n ? 2 * ms->n : 1, sizeof *ms->v);
	ms->v[ms->n++] = f;
}

void type_make_struct(struct type_maker *m)
{
	struct object *o = m->object;
	struct type *t = m->type;
	struct members ms = { 0 };

	t->kind = m->tag == DW_TAG_union_type ? TYPE_UNION : TYPE_STRUCT;
	t->tag = die_name(o, m->die);
	t->self = m->ref;
	t->incomplete = dw_flag(o->dw, m->die, DW_AT_declaration);
	for (Dwarf_Die d = dw_child(o->dw, m->die); d; d = dw_next(o->dw, d)) {
		unsigned tag = dw_tag(o->dw, d);
		if (tag == DW_TAG_member || tag == DW_TAG_inheritance)
			add_member(o, d, &ms);
	}
	struct type_member *kept = arena_array(o->arena, ms.n, sizeof *kept);
	if (ms.n)
		memcpy(kept, ms.v, ms.n * sizeof *kept);
	free(ms.v);
	t->member = kept;
	t->n_members = ms.n;
	type_make_arguments(m);
	if (t->incomplete)
		type_make_known(m);
}

struct enumerators { struct type_enumerator *v; size_t n; };

static void add_enumerator(struct object *o, Dwarf_Die die, struct enumerators *es)
{
	const char *name = die_full_name(o, die);
	int64_t value;

	if (!name || !dw_const(o->dw, die, DW_AT_const_value, &value))
		return;
	if (!(es->n & (es->n - 1)))      /* full at each power of two */
		es->v = mem_grow(es->v, es->n ? 2 * es->n : 1, sizeof *es->v);
	es->v[es->n++] = (struct type_enumerator){ name, value };
}

/* Signed as its underlying type is, where the compiler tells it; else if it has negative values. */
static bool enum_is_signed(struct type_maker *m, const struct enumerators *es)
{
	uint64_t key = die_type(m->object, m->die);

	if (key) {
		const struct type *t = type_strip(type_resolve(type_ref_of(m->object, key)));
		if (t->kind == TYPE_INT || t->kind == TYPE_CHAR || t->kind == TYPE_BOOL)
			return t->is_signed;
	}
	for (size_t i = 0; i < es->n; i++)
		if (es->v[i].value < 0)
			return true;
	return false;
}

void type_make_enum(struct type_maker *m)
{
	struct object *o = m->object;
	struct type *t = m->type;
	struct enumerators es = { 0 };

	for (Dwarf_Die d = dw_child(o->dw, m->die); d; d = dw_next(o->dw, d))
		if (dw_tag(o->dw, d) == DW_TAG_enumerator)
			add_enumerator(o, d, &es);
	t->kind = TYPE_ENUM;
	t->tag = die_name(o, m->die);
	t->incomplete = dw_flag(o->dw, m->die, DW_AT_declaration);
	t->is_signed = enum_is_signed(m, &es);
	struct type_enumerator *kept = arena_array(o->arena, es.n, sizeof *kept);
	if (es.n)
		memcpy(kept, es.v, es.n * sizeof *kept);
	free(es.v);
	t->enumerator = kept;
	t->n_enumerators = es.n;
}
