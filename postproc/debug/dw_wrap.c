/* libdwarf: units, DIEs and plain attributes. */
#include "debug/dw_wrap.h"
#include "debug/dw_access.h"
#include "debug/dw_tree.h"
#include "base/mem.h"
#include <stdlib.h>
#include <string.h>

struct dw *dw_open(const struct elf_file *elf, struct arena *texts)
{
	struct dw *d = mem_alloc(sizeof *d);

	d->elf = elf;
	d->texts = texts;
	d->access = dw_access_open(elf, &d->dbg);
	if (d->access) {
		d->tree = dw_tree_new(elf);
		return d;
	}
	free(d);
	return NULL;
}

void dw_close(struct dw *d)
{
	if (!d)
		return;
	dw_access_close(d->access, d->dbg);
	dw_close(d->common);
	dw_tree_free(d->tree);
	map_free(&d->of_common);
	free(d);
}

const char *dw_problem(const struct dw *d)
{
	return d->problem;
}

void dw_damaged(struct dw *d, const char *where)
{
	if (!d->problem)
		d->problem = arena_printf(d->texts, "damaged debug information: %s", where);
}

bool dw_ok(struct dw *d, int result, Dwarf_Error e)
{
	if (result == DW_DLV_ERROR)
		dwarf_dealloc_error(d->dbg, e);
	return result == DW_DLV_OK;
}

/* The same where failing means damage, not just another form than we know. */
static bool ok_or_damaged(struct dw *d, int result, Dwarf_Error e)
{
	if (result == DW_DLV_ERROR)
		dw_damaged(d, dwarf_errmsg(e));
	return dw_ok(d, result, e);
}

static bool next_header(struct dw *d, Dwarf_Half *kind)
{
	Dwarf_Unsigned length, type_offset, next;
	Dwarf_Half version, addr_size, length_size, extension_size;
	Dwarf_Off abbrevs;
	Dwarf_Sig8 signature;
	Dwarf_Error e = NULL;

	int result = dwarf_next_cu_header_d(d->dbg, true, &length, &version, &abbrevs, &addr_size,
					    &length_size, &extension_size, &signature,
					    &type_offset, &next, kind, &e);

	return ok_or_damaged(d, result, e);
}

/* libdwarf walks units in order only, and starts again after the last. */
static void each_unit_of(struct dw *d, struct dw *side, void (*add)(void *ctx, Dwarf_Die die),
			 void *ctx)
{
	Dwarf_Half kind;

	while (next_header(side, &kind)) {
		Dwarf_Error e = NULL;
		Dwarf_Die die = NULL;
		if (!ok_or_damaged(side, dwarf_siblingof_b(side->dbg, NULL, true, &die, &e), e))
			continue;
		dw_came_from(d, die, side);
		if (kind == DW_UT_compile || kind == DW_UT_partial || kind == DW_UT_skeleton)
			add(ctx, die);
		dw_free(die);
	}
}

void dw_each_unit(struct dw *d, void (*add)(void *ctx, Dwarf_Die die), void *ctx)
{
	each_unit_of(d, d, add, ctx);
	if (d->common)
		each_unit_of(d, d->common, add, ctx);
}

static uint64_t key_of(struct dw *d, Dwarf_Die die, Dwarf_Off offset)
{
	uint64_t key = offset << 1 | !dwarf_get_die_infotypes_flag(die);

	return dw_side(d, die) == d ? key : key | DW_COMMON;
}

uint64_t dw_key(struct dw *d, Dwarf_Die die)
{
	Dwarf_Off offset = 0;
	Dwarf_Error e = NULL;

	return dw_ok(d, dwarf_dieoffset(die, &offset, &e), e) ? key_of(d, die, offset) : 0;
}

uint64_t dw_unit_key(struct dw *d, Dwarf_Die die)
{
	Dwarf_Off offset = 0;
	Dwarf_Error e = NULL;

	if (!dw_ok(d, dwarf_CU_dieoffset_given_die(die, &offset, &e), e))
		return 0;
	return key_of(d, die, offset);
}

static Dwarf_Die die_if(struct dw *d, uint64_t key,
			bool (*is_one)(struct dw_tree *t, uint64_t offset, bool in_types))
{
	Dwarf_Die die = NULL;
	Dwarf_Error e = NULL;

	struct dw *side = key & DW_COMMON ? d->common : d;

	key &= ~DW_COMMON;
	if (!key || !side)
		return NULL;
	if (!is_one(side->tree, key >> 1, key & 1)) {
		dw_damaged(d, "a unit is not whole, or something refers to what is no DIE");
		return NULL;
	}
	if (!ok_or_damaged(d, dwarf_offdie_b(side->dbg, key >> 1, !(key & 1), &die, &e), e))
		return NULL;
	dw_came_from(d, die, side);
	return die;
}

Dwarf_Die dw_die(struct dw *d, uint64_t key)
{
	return die_if(d, key, dw_tree_has);
}

Dwarf_Die dw_unit_die(struct dw *d, uint64_t key)
{
	return die_if(d, key, dw_tree_is_unit);
}

struct dw_child_entry *dw_children(struct dw *d, uint64_t key, size_t *n)
{
	struct dw *side = key & DW_COMMON ? d->common : d;
	uint64_t which = key & (DW_COMMON | 1);
	struct dw_child_entry *list;

	*n = 0;
	list = side ? dw_tree_children(side->tree, (key & ~DW_COMMON) >> 1, key & 1, n) : NULL;
	for (size_t i = 0; i < *n; i++) {
		list[i].die = list[i].die << 1 | which;
		list[i].end = list[i].end << 1 | which;
	}
	return list;
}

void dw_free(Dwarf_Die die)
{
	if (die)
		dwarf_dealloc_die(die);
}

/* A crafted DW_AT_sibling may point backwards. */
static Dwarf_Die only_forward(struct dw *d, Dwarf_Die from, Dwarf_Die to)
{
	dw_came_from(d, to, dw_side(d, from));
	if (dw_key(d, to) > dw_key(d, from))
		return to;
	dw_damaged(d, "a DIE comes before its predecessor");
	dw_free(to);
	return NULL;
}

Dwarf_Die dw_child(struct dw *d, Dwarf_Die die)
{
	Dwarf_Die child = NULL;
	Dwarf_Error e = NULL;

	if (!ok_or_damaged(d, dwarf_child(die, &child, &e), e))
		return NULL;
	return only_forward(d, die, child);
}

Dwarf_Die dw_next(struct dw *d, Dwarf_Die die)
{
	Dwarf_Die next = NULL;
	Dwarf_Error e = NULL;
	bool is_info = dwarf_get_die_infotypes_flag(die);

	if (ok_or_damaged(d, dwarf_siblingof_b(dw_side(d, die)->dbg, die, is_info, &next, &e), e))
		next = only_forward(d, die, next);
	else
		next = NULL;
	dw_free(die);
	return next;
}

unsigned dw_tag(struct dw *d, Dwarf_Die die)
{
	Dwarf_Half tag = 0;
	Dwarf_Error e = NULL;

	return dw_ok(d, dwarf_tag(die, &tag, &e), e) ? tag : 0;
}

unsigned dw_version(Dwarf_Die die)
{
	Dwarf_Half version = 0, offset_size = 0;

	return dwarf_get_version_of_die(die, &version, &offset_size) == DW_DLV_OK ? version : 0;
}

Dwarf_Attribute dw_attr(struct dw *d, Dwarf_Die die, unsigned at)
{
	Dwarf_Attribute attr = NULL;
	Dwarf_Error e = NULL;

	return dw_ok(d, dwarf_attr(die, (Dwarf_Half)at, &attr, &e), e) ? attr : NULL;
}

unsigned dw_form(struct dw *d, Dwarf_Attribute attr)
{
	Dwarf_Half form = 0;
	Dwarf_Error e = NULL;

	return dw_ok(d, dwarf_whatform(attr, &form, &e), e) ? form : 0;
}

bool dw_has(struct dw *d, Dwarf_Die die, unsigned at)
{
	Dwarf_Bool has = false;
	Dwarf_Error e = NULL;

	return dw_ok(d, dwarf_hasattr(die, (Dwarf_Half)at, &has, &e), e) && has;
}

bool dw_flag(struct dw *d, Dwarf_Die die, unsigned at)
{
	Dwarf_Attribute attr = dw_attr(d, die, at);
	Dwarf_Bool flag = false;
	Dwarf_Error e = NULL;

	if (!attr)
		return false;
	bool ok = dw_ok(d, dwarf_formflag(attr, &flag, &e), e);
	dwarf_dealloc_attribute(attr);
	return ok && flag;
}

/* The forms of fixed size do not tell their sign; compilers use them for what is not negative. */
static bool const_of(struct dw *d, Dwarf_Attribute attr, int64_t *out)
{
	Dwarf_Unsigned u = 0;
	Dwarf_Signed s = 0;
	Dwarf_Error e = NULL;

	switch (dw_form(d, attr)) {
	case DW_FORM_sdata: case DW_FORM_implicit_const:
		if (!dw_ok(d, dwarf_formsdata(attr, &s, &e), e))
			return false;
		*out = s;
		return true;
	case DW_FORM_data1: case DW_FORM_data2: case DW_FORM_data4: case DW_FORM_data8:
	case DW_FORM_udata:
		if (!dw_ok(d, dwarf_formudata(attr, &u, &e), e))
			return false;
		*out = (int64_t)u;
		return true;
	default:
		return false;
	}
}

bool dw_const(struct dw *d, Dwarf_Die die, unsigned at, int64_t *out)
{
	Dwarf_Attribute attr = dw_attr(d, die, at);

	if (!attr)
		return false;
	bool ok = const_of(d, attr, out);
	dwarf_dealloc_attribute(attr);
	return ok;
}

const char *dw_string(struct dw *d, Dwarf_Die die, unsigned at)
{
	Dwarf_Attribute attr = dw_attr(d, die, at);
	char *s = NULL;
	Dwarf_Error e = NULL;

	if (!attr)
		return NULL;
	bool ok = dw_ok(d, dwarf_formstring(attr, &s, &e), e);
	dwarf_dealloc_attribute(attr);
	return ok ? s : NULL;
}

/* A type unit's type, by its signature. */
static uint64_t signed_type(struct dw *d, struct dw *side, Dwarf_Attribute attr)
{
	Dwarf_Sig8 signature;
	Dwarf_Die die = NULL;
	Dwarf_Bool is_info;
	Dwarf_Error e = NULL;

	if (!dw_ok(d, dwarf_formsig8(attr, &signature, &e), e))
		return 0;
	if (!dw_ok(d, dwarf_find_die_given_sig8(side->dbg, &signature, &die, &is_info, &e), e))
		return 0;
	dw_came_from(d, die, side);
	uint64_t key = dw_key(d, die);
	dw_free(die);
	return key;
}

static bool global_offset(struct dw *d, Dwarf_Attribute attr, Dwarf_Off *offset)
{
	Dwarf_Error e = NULL;

	return dw_ok(d, dwarf_global_formref(attr, offset, &e), e);
}

static uint64_t ref_of(struct dw *d, Dwarf_Die die, Dwarf_Attribute attr)
{
	struct dw *side = dw_side(d, die);
	uint64_t which = side == d ? 0 : DW_COMMON;
	Dwarf_Off offset = 0;

	switch (dw_form(d, attr)) {
	case DW_FORM_ref_sig8:
		return signed_type(d, side, attr);
	case DW_FORM_ref_addr:           /* always into .debug_info */
		return global_offset(d, attr, &offset) ? offset << 1 | which : 0;
	case DW_FORM_GNU_ref_alt: case DW_FORM_ref_sup4: case DW_FORM_ref_sup8:
		return global_offset(d, attr, &offset) ? offset << 1 | DW_COMMON : 0;
	case DW_FORM_ref1: case DW_FORM_ref2: case DW_FORM_ref4: case DW_FORM_ref8:
	case DW_FORM_ref_udata:
		return global_offset(d, attr, &offset) ? key_of(d, die, offset) : 0;
	default:
		return 0;
	}
}

uint64_t dw_ref(struct dw *d, Dwarf_Die die, unsigned at)
{
	Dwarf_Attribute attr = dw_attr(d, die, at);

	if (!attr)
		return 0;
	uint64_t key = ref_of(d, die, attr);
	dwarf_dealloc_attribute(attr);
	return key;
}

bool dw_block(struct dw *d, Dwarf_Die die, unsigned at, const void **byte, size_t *len)
{
	Dwarf_Attribute attr = dw_attr(d, die, at);
	Dwarf_Block *block = NULL;
	Dwarf_Error e = NULL;

	if (!attr)
		return false;
	bool ok = dw_ok(d, dwarf_formblock(attr, &block, &e), e);
	if (ok) {
		*byte = block->bl_data;
		*len = block->bl_len;
		dwarf_dealloc(d->dbg, block, DW_DLA_BLOCK);
	}
	dwarf_dealloc_attribute(attr);
	return ok;
}

bool dw_low_pc(struct dw *d, Dwarf_Die die, uint64_t *out)
{
	Dwarf_Addr low = 0;
	Dwarf_Error e = NULL;

	if (!dw_ok(d, dwarf_lowpc(die, &low, &e), e))
		return false;
	*out = low;
	return true;
}
