/* Walks each unit once, before libdwarf does.
 *
 * libdwarf 20210528 follows DW_AT_sibling wherever it leads, so that one call never ends when two
 * DIEs lead to each other, and reads a DIE at any offset that somebody refers to.  So a unit has
 * to be a whole tree: every abbreviation is there, every attribute ends within the unit, each
 * sibling is where the walk comes to, each list of children ends.  What is remembered of it is one
 * bit for each byte: whether a DIE begins there. */
#include "debug/dw_tree.h"
#include "base/mem.h"
#include "debug/dw_abbrev.h"
#include "debug/dw_header.h"
#include "debug/dw_private.h"
#include <stdlib.h>
#include <string.h>

struct dw_tree {
	struct unit_headers units[2];           /* .debug_info, .debug_types */
	struct bytes abbrev_section, str_section;
	struct abbrevs *abbrevs; uint64_t abbrevs_offset;        /* asked for last; or NULL */
};

static bool read_abbrevs(struct dw_tree *t, uint64_t offset)
{
	if (t->abbrevs && t->abbrevs_offset == offset)
		return true;
	abbrevs_free(t->abbrevs);
	t->abbrevs = abbrevs_read(t->abbrev_section, offset);
	t->abbrevs_offset = offset;
	return t->abbrevs;
}

/* ---- the walk ---- */

/* sibling: 0: the DIE does not say; its end is the unit's number `index`. */
struct open { uint64_t sibling; size_t index; };

struct walk {
	struct dw_tree *tree;
	struct tree_unit *unit;
	const uint8_t *start;            /* of the unit */
	struct bytes b;
	struct open *open; size_t depth; /* the DIEs whose children are walked */
};

static uint64_t place(const struct walk *w)
{
	return (uint64_t)(w->b.at - w->start);
}

/* From the DIE's unit on; 0: none. */
static uint64_t sibling_of(const struct walk *w, const struct abbrev *a)
{
	struct bytes b;

	if (!a->sibling)
		return 0;
	b = abbrev_at(a, a->sibling, w->b, &w->unit->sizes);
	switch (form_number(a->sibling->form)) {
	case DW_FORM_ref1:      return bytes_fixed(&b, 1);
	case DW_FORM_ref2:      return bytes_fixed(&b, 2);
	case DW_FORM_ref4:      return bytes_fixed(&b, 4);
	case DW_FORM_ref8:      return bytes_fixed(&b, 8);
	case DW_FORM_ref_udata: return bytes_leb(&b, false);
	default:                return UINT64_MAX;       /* nowhere in the unit */
	}
}

static size_t add_end(struct tree_unit *u, uint64_t die)
{
	if (!(u->n_ends & (u->n_ends - 1)))              /* full at each power of two */
		u->ends = mem_grow(u->ends, u->n_ends ? 2 * u->n_ends : 1, sizeof *u->ends);
	u->ends[u->n_ends] = (struct die_end){ .die = die };
	return u->n_ends++;
}

static void open_children(struct walk *w, uint64_t die, uint64_t sibling)
{
	if (!(w->depth & (w->depth - 1)))                /* full at each power of two */
		w->open = mem_grow(w->open, w->depth ? 2 * w->depth : 1, sizeof *w->open);
	w->open[w->depth++] = (struct open){ sibling, sibling ? 0 : add_end(w->unit, die) };
}

static bool is_here(const struct walk *w, uint64_t sibling)
{
	return !sibling || sibling == place(w);
}

/* False: not where the DIE says that its children end. */
static bool close_children(struct walk *w)
{
	const struct open *o = w->depth ? &w->open[--w->depth] : NULL;

	if (o && !o->sibling)
		w->unit->ends[o->index].end = place(w);
	return o && is_here(w, o->sibling);
}

static bool take_die(struct walk *w, uint64_t die, const struct abbrev *a)
{
	uint64_t sibling = a ? sibling_of(w, a) : 0;

	if (!a)
		return false;
	abbrev_skip(a, &w->b, &w->unit->sizes);
	if (w->b.bad)
		return false;
	if (a->has_children)
		open_children(w, die, sibling);
	return a->has_children || is_here(w, sibling);
}

/* The unit's DIE and all in it; what follows is padding. */
static bool walk_unit(struct walk *w)
{
	do {
		uint64_t at = place(w), code = bytes_leb(&w->b, false);
		if (w->b.bad)
			return false;
		if (code)
			w->unit->begins[at / 8] |= (uint8_t)(1 << at % 8);
		if (code ? !take_die(w, at, abbrevs_find(w->tree->abbrevs, code))
			 : !close_children(w))
			return false;
	} while (w->depth);
	return true;
}

static struct walk walk_from(struct dw_tree *t, struct unit_headers *us, struct tree_unit *u,
			     uint64_t offset)
{
	struct walk w = { .tree = t, .unit = u, .start = us->section.at + u->start };

	w.b = bytes_from(us->section, offset);
	w.b.left = (size_t)(u->end - offset);
	return w;
}

static void check(struct dw_tree *t, struct unit_headers *us, struct tree_unit *u)
{
	struct walk w = walk_from(t, us, u, u->die);

	u->state = UNIT_DAMAGED;
	if (!read_abbrevs(t, u->abbrev_offset))
		return;
	u->begins = mem_alloc((size_t)(u->end - u->start) / 8 + 1);
	if (walk_unit(&w))
		u->state = UNIT_WHOLE;
	free(w.open);
}

/* ---- */

struct dw_tree *dw_tree_new(const struct elf_file *e)
{
	struct dw_tree *t = mem_alloc(sizeof *t);

	unit_headers_read(&t->units[0], e, ".debug_info", false);
	unit_headers_read(&t->units[1], e, ".debug_types", true);
	elf_file_section(e, ".debug_abbrev", &t->abbrev_section.at, &t->abbrev_section.left);
	elf_file_section(e, ".debug_str", &t->str_section.at, &t->str_section.left);
	return t;
}

void dw_tree_free(struct dw_tree *t)
{
	if (!t)
		return;
	for (int i = 0; i < 2; i++) {
		for (size_t j = 0; j < t->units[i].n; j++) {
			free(t->units[i].v[j].begins);
			free(t->units[i].v[j].ends);
		}
		free(t->units[i].v);
	}
	abbrevs_free(t->abbrevs);
	free(t);
}

static struct tree_unit *unit_around(struct unit_headers *us, uint64_t offset)
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

/* NULL: no DIE begins there, or its unit is not whole. */
static struct tree_unit *unit_of(struct dw_tree *t, struct unit_headers *us, uint64_t offset)
{
	struct tree_unit *u = unit_around(us, offset);

	if (!u)
		return NULL;
	if (u->state == UNIT_UNSEEN)
		check(t, us, u);
	uint64_t at = offset - u->start;
	return u->state == UNIT_WHOLE && (u->begins[at / 8] & 1 << at % 8) ? u : NULL;
}

bool dw_tree_is_unit(struct dw_tree *t, uint64_t offset, bool in_types)
{
	const struct tree_unit *u = unit_around(&t->units[in_types], offset);

	return u && u->die == offset && u->state != UNIT_DAMAGED;
}

bool dw_tree_has(struct dw_tree *t, uint64_t offset, bool in_types)
{
	return unit_of(t, &t->units[in_types], offset);
}

/* ---- children ---- */

static bool names_type(unsigned tag)
{
	return tag == DW_TAG_structure_type || tag == DW_TAG_class_type ||
	       tag == DW_TAG_union_type || tag == DW_TAG_enumeration_type;
}

static const char *take_name(const struct walk *w, const struct abbrev *a)
{
	struct bytes b = abbrev_at(a, a->name, w->b, &w->unit->sizes);

	switch (form_number(a->name->form)) {
	case DW_FORM_string:
		break;
	case DW_FORM_strp:
		b = bytes_from(w->tree->str_section, bytes_fixed(&b, w->unit->sizes.offset_size));
		break;
	default:
		return NULL;
	}
	return b.left && memchr(b.at, 0, b.left) ? (const char *)b.at : NULL;
}

static bool flag_is_set(const struct walk *w, const struct abbrev *a,
			const struct abbrev_attr *flag)
{
	struct bytes b;

	if (!flag || form_number(flag->form) == DW_FORM_flag_present)
		return flag;
	b = abbrev_at(a, flag, w->b, &w->unit->sizes);
	return bytes_fixed(&b, 1);
}

/* Where the children of a DIE end, as the check has found. */
static uint64_t end_of(const struct walk *w, uint64_t die, const struct abbrev *a)
{
	const struct tree_unit *u = w->unit;
	uint64_t sibling = sibling_of(w, a);
	size_t low = 0, high = u->n_ends;

	while (!sibling && low < high) {
		size_t mid = low + (high - low) / 2;
		if (u->ends[mid].die < die)
			low = mid + 1;
		else
			high = mid;
	}
	return sibling ? sibling : u->ends[low].end;
}

static void skip_die(struct walk *w, uint64_t die, const struct abbrev *a)
{
	if (a->has_children)
		bytes_skip(&w->b, end_of(w, die, a) - place(w));
	else
		abbrev_skip(a, &w->b, &w->unit->sizes);
}

/* False: the end of the list. */
static bool take_child(struct walk *w, struct dw_child_entry *child)
{
	uint64_t die = place(w), code = bytes_leb(&w->b, false);
	const struct abbrev *a = code ? abbrevs_find(w->tree->abbrevs, code) : NULL;

	if (!a)
		return false;
	*child = (struct dw_child_entry){
		.die = w->unit->start + die,
		.tag = a->tag,
		.has_const_value = a->has_const_value, .has_code = a->has_code,
		.is_declaration = flag_is_set(w, a, a->declaration),
		.name = a->name && names_type(a->tag) ? take_name(w, a) : NULL,
	};
	skip_die(w, die, a);
	child->end = w->unit->start + place(w);
	return !w->b.bad;
}

struct dw_child_entry *dw_tree_children(struct dw_tree *t, uint64_t offset, bool in_types,
					size_t *n)
{
	struct unit_headers *us = &t->units[in_types];
	struct tree_unit *u = unit_of(t, us, offset);
	struct dw_child_entry *list = NULL, child;
	struct walk w;

	*n = 0;
	if (!u || !read_abbrevs(t, u->abbrev_offset))
		return NULL;
	w = walk_from(t, us, u, offset);
	const struct abbrev *a = abbrevs_find(t->abbrevs, bytes_leb(&w.b, false));
	if (!a || !a->has_children)
		return NULL;
	abbrev_skip(a, &w.b, &u->sizes);
	for (; take_child(&w, &child); list[(*n)++] = child)
		if (!(*n & (*n - 1)))                    /* full at each power of two */
			list = mem_grow(list, *n ? 2 * *n : 1, sizeof *list);
	return list;
}
