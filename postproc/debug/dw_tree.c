/* Walks each unit once, before libdwarf does.
 *
 * libdwarf 20210528 follows DW_AT_sibling wherever it leads, so that one call never ends when two
 * DIEs lead to each other, and reads a DIE at any offset that somebody refers to.  So a unit has
 * to be a whole tree: every abbreviation is there, every attribute ends within the unit, each
 * sibling is where the walk comes to, each list of children ends.  What is remembered of it is one
 * bit for each byte: whether a DIE begins there. */
#include "debug/dw_tree.h"
#include "base/map.h"
#include "base/mem.h"
#include "debug/dw_form.h"
#include "debug/dw_private.h"
#include <stdlib.h>
#include <string.h>

struct abbrev_attr { uint64_t name, form; };
struct abbrev { bool has_children; size_t n; const struct abbrev_attr *attr; };

/* A unit's abbreviations: its own, or those of the unit asked for before. */
struct abbrevs { struct map by_code; struct arena *arena; uint64_t offset; bool good; };

enum state { UNSEEN, WHOLE, DAMAGED };

struct tree_unit {
	uint64_t start, die, end;        /* offsets: of its header, its first DIE, behind it */
	uint64_t abbrev_offset;
	struct form_sizes sizes;
	enum state state;
	uint8_t *begins;                 /* bit n: a DIE begins at start + n */
};

struct units { struct bytes section; struct tree_unit *v; size_t n; };

struct dw_tree {
	struct units units[2];           /* .debug_info, .debug_types */
	struct bytes abbrev_section;
	struct abbrevs abbrevs;
};

/* ---- units ---- */

static bool has_signature(unsigned kind)
{
	return kind == DW_UT_type || kind == DW_UT_split_type;
}

static void take_header(struct bytes *b, bool in_types, struct tree_unit *u)
{
	unsigned kind = DW_UT_compile;
	uint64_t address_size;

	u->sizes.version = (unsigned)bytes_fixed(b, 2);
	if (u->sizes.version >= 5) {
		kind = (unsigned)bytes_fixed(b, 1);
		address_size = bytes_fixed(b, 1);
		u->abbrev_offset = bytes_fixed(b, u->sizes.offset_size);
	} else {
		u->abbrev_offset = bytes_fixed(b, u->sizes.offset_size);
		address_size = bytes_fixed(b, 1);
	}
	if (in_types || has_signature(kind))
		bytes_skip(b, 8 + u->sizes.offset_size);
	else if (kind == DW_UT_skeleton || kind == DW_UT_split_compile)
		bytes_skip(b, 8);
	if (b->bad || address_size != DW_ADDRESS_SIZE)
		u->state = DAMAGED;
}

/* False: no unit begins here. */
static bool take_unit(struct bytes *b, const struct units *us, bool in_types, struct tree_unit *u)
{
	*u = (struct tree_unit){ .start = us->section.left - b->left, .sizes.offset_size = 4 };
	uint64_t len = bytes_fixed(b, 4);
	if (len == UINT32_MAX) {         /* the 64-bit format */
		u->sizes.offset_size = 8;
		len = bytes_fixed(b, 8);
	}
	struct bytes unit = *b;
	if (!bytes_skip(b, len))
		return false;
	unit.left = (size_t)len;
	u->end = us->section.left - b->left;
	take_header(&unit, in_types, u);
	u->die = u->end - unit.left;
	return true;
}

static void read_units(struct units *us, const struct elf_file *e, const char *name, bool in_types)
{
	struct tree_unit u;

	if (!elf_file_section(e, name, &us->section.at, &us->section.left))
		return;
	for (struct bytes b = us->section; b.left && take_unit(&b, us, in_types, &u); ) {
		if (!(us->n & (us->n - 1)))              /* full at each power of two */
			us->v = mem_grow(us->v, us->n ? 2 * us->n : 1, sizeof *us->v);
		us->v[us->n++] = u;
	}
}

/* ---- abbreviations ---- */

static const struct abbrev_attr *take_attrs(struct bytes *b, struct arena *arena, size_t *n)
{
	struct abbrev_attr *list = NULL, a;

	for (*n = 0; ; ++*n) {
		a.name = bytes_leb(b, false);
		a.form = bytes_leb(b, false);
		if (a.form == DW_FORM_implicit_const)
			bytes_leb(b, true);
		if (b->bad || (!a.name && !a.form))
			break;
		if (!(*n & (*n - 1)))                    /* full at each power of two */
			list = mem_grow(list, *n ? 2 * *n : 1, sizeof *list);
		list[*n] = a;
	}
	struct abbrev_attr *kept = arena_array(arena, *n, sizeof *kept);
	if (*n)
		memcpy(kept, list, *n * sizeof *kept);
	free(list);
	return kept;
}

static bool take_abbrevs(struct abbrevs *as, struct bytes b)
{
	for (;;) {
		uint64_t code = bytes_leb(&b, false);
		if (b.bad || !code)
			return !b.bad;
		struct abbrev *a = arena_alloc(as->arena, sizeof *a);
		bytes_leb(&b, false);            /* the tag */
		a->has_children = bytes_fixed(&b, 1);
		a->attr = take_attrs(&b, as->arena, &a->n);
		if (!map_get(&as->by_code, code))
			map_put(&as->by_code, code, a);
	}
}

static bool read_abbrevs(struct dw_tree *t, uint64_t offset)
{
	struct abbrevs *as = &t->abbrevs;

	if (as->arena && as->offset == offset)
		return as->good;
	map_free(&as->by_code);
	arena_free(as->arena);
	*as = (struct abbrevs){ .arena = arena_new(), .offset = offset };
	as->good = take_abbrevs(as, bytes_from(t->abbrev_section, offset));
	return as->good;
}

/* ---- the walk ---- */

struct walk {
	struct dw_tree *tree;
	struct tree_unit *unit;
	const uint8_t *start;            /* of the unit */
	struct bytes b;
	uint64_t *open;                  /* of each DIE whose children are walked: its sibling, or 0 */
	size_t depth;
};

static uint64_t place(const struct walk *w)
{
	return (uint64_t)(w->b.at - w->start);
}

static uint64_t take_sibling(struct bytes b, uint64_t form)
{
	switch (form) {
	case DW_FORM_ref1:      return bytes_fixed(&b, 1);
	case DW_FORM_ref2:      return bytes_fixed(&b, 2);
	case DW_FORM_ref4:      return bytes_fixed(&b, 4);
	case DW_FORM_ref8:      return bytes_fixed(&b, 8);
	case DW_FORM_ref_udata: return bytes_leb(&b, false);
	default:                return UINT64_MAX;       /* nowhere in the unit */
	}
}

static void open_children(struct walk *w, uint64_t sibling)
{
	if (!(w->depth & (w->depth - 1)))                /* full at each power of two */
		w->open = mem_grow(w->open, w->depth ? 2 * w->depth : 1, sizeof *w->open);
	w->open[w->depth++] = sibling;
}

static bool is_here(const struct walk *w, uint64_t sibling)
{
	return !sibling || sibling == place(w);
}

static bool take_die(struct walk *w, uint64_t code)
{
	const struct abbrev *a = map_get(&w->tree->abbrevs.by_code, code);
	uint64_t sibling = 0;

	for (size_t i = 0; a && i < a->n; i++) {
		if (a->attr[i].name == DW_AT_sibling)
			sibling = take_sibling(w->b, a->attr[i].form);
		form_skip(&w->b, a->attr[i].form, &w->unit->sizes);
	}
	if (!a || w->b.bad)
		return false;
	if (a->has_children)
		open_children(w, sibling);
	return a->has_children || is_here(w, sibling);
}

/* One DIE, or the end of a list of them; what follows the unit's DIE and its children is padding. */
static bool walk_unit(struct walk *w)
{
	do {
		uint64_t at = place(w), code = bytes_leb(&w->b, false);
		if (w->b.bad)
			return false;
		if (code)
			w->unit->begins[at / 8] |= (uint8_t)(1 << at % 8);
		if (code ? !take_die(w, code) : !w->depth || !is_here(w, w->open[--w->depth]))
			return false;
	} while (w->depth);
	return true;
}

static void check(struct dw_tree *t, struct units *us, struct tree_unit *u)
{
	struct walk w = { .tree = t, .unit = u, .start = us->section.at + u->start };

	u->state = DAMAGED;
	if (!read_abbrevs(t, u->abbrev_offset))
		return;
	w.b = bytes_from(us->section, u->die);
	w.b.left = (size_t)(u->end - u->die);
	u->begins = mem_alloc((size_t)(u->end - u->start) / 8 + 1);
	if (walk_unit(&w))
		u->state = WHOLE;
	free(w.open);
}

/* ---- */

struct dw_tree *dw_tree_new(const struct elf_file *e)
{
	struct dw_tree *t = mem_alloc(sizeof *t);

	read_units(&t->units[0], e, ".debug_info", false);
	read_units(&t->units[1], e, ".debug_types", true);
	elf_file_section(e, ".debug_abbrev", &t->abbrev_section.at, &t->abbrev_section.left);
	return t;
}

void dw_tree_free(struct dw_tree *t)
{
	if (!t)
		return;
	for (int i = 0; i < 2; i++) {
		for (size_t j = 0; j < t->units[i].n; j++)
			free(t->units[i].v[j].begins);
		free(t->units[i].v);
	}
	map_free(&t->abbrevs.by_code);
	arena_free(t->abbrevs.arena);
	free(t);
}

static struct tree_unit *unit_around(struct units *us, uint64_t offset)
{
	size_t low = 0, high = us->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (us->v[mid].end <= offset)
			low = mid + 1;
		else
			high = mid;
	}
	return low < us->n && us->v[low].die <= offset ? &us->v[low] : NULL;
}

bool dw_tree_has(struct dw_tree *t, uint64_t offset, bool in_types)
{
	struct units *us = &t->units[in_types];
	struct tree_unit *u = unit_around(us, offset);

	if (!u)
		return false;
	if (u->state == UNSEEN)
		check(t, us, u);
	uint64_t at = offset - u->start;
	return u->state == WHOLE && (u->begins[at / 8] & 1 << at % 8);
}
