/* Abbreviations; see dw_abbrev.h. */
#include "debug/dw_abbrev.h"
#include "base/arena.h"
#include "base/map.h"
#include "base/mem.h"
#include "debug/dw_private.h"
#include <stdlib.h>
#include <string.h>

/* Compilers number them from 1 on, so that most are found by their place. */
struct abbrevs {
	struct arena *arena;
	struct map by_code;
	const struct abbrev **in_order; size_t n;
};

static void take_attrs(struct bytes *b, struct arena *arena, struct abbrev *abbrev)
{
	struct abbrev_attr *list = NULL;
	size_t n;

	for (n = 0; ; n++) {
		uint64_t name = bytes_leb(b, false), form = bytes_leb(b, false);
		if (form == DW_FORM_implicit_const)
			bytes_leb(b, true);
		if (b->bad || (!name && !form))
			break;
		if (!(n & (n - 1)))                      /* full at each power of two */
			list = mem_grow(list, n ? 2 * n : 1, sizeof *list);
		list[n] = (struct abbrev_attr){ .name = name, .form = form_find(form) };
	}
	struct abbrev_attr *kept = arena_array(arena, n, sizeof *kept);
	if (n)
		memcpy(kept, list, n * sizeof *kept);
	free(list);
	abbrev->attr = kept;
	abbrev->n = n;
}

static void note_attr(struct abbrev *abbrev, const struct abbrev_attr *attr)
{
	switch (attr->name) {
	case DW_AT_sibling:     abbrev->sibling = attr;         break;
	case DW_AT_name:        abbrev->name = attr;            break;
	case DW_AT_declaration: abbrev->declaration = attr;     break;
	case DW_AT_const_value: abbrev->has_const_value = true; break;
	case DW_AT_low_pc:
	case DW_AT_ranges:      abbrev->has_code = true;        break;
	}
}

static void measure(struct abbrev *abbrev, struct abbrev_attr *attr)
{
	bool is_fixed = true;

	for (size_t i = 0; i < abbrev->n; i++) {
		attr[i].before = abbrev->fixed;
		is_fixed = is_fixed && form_extend(&abbrev->fixed, attr[i].form);
		abbrev->n_fixed += is_fixed;
		note_attr(abbrev, &attr[i]);
	}
}

static void add(struct abbrevs *as, const struct abbrev *a)
{
	if (!(as->n & (as->n - 1)))                      /* full at each power of two */
		as->in_order = mem_grow(as->in_order, as->n ? 2 * as->n : 1, sizeof *as->in_order);
	as->in_order[as->n++] = a;
	if (!map_get(&as->by_code, a->code))
		map_put(&as->by_code, a->code, (void *)a);
}

static bool take(struct abbrevs *as, struct bytes b)
{
	for (;;) {
		uint64_t code = bytes_leb(&b, false);
		if (b.bad || !code)
			return !b.bad;
		struct abbrev *a = arena_alloc(as->arena, sizeof *a);
		a->code = code;
		a->tag = (unsigned)bytes_leb(&b, false);
		a->has_children = bytes_fixed(&b, 1);
		take_attrs(&b, as->arena, a);
		measure(a, (struct abbrev_attr *)a->attr);
		add(as, a);
	}
}

struct abbrevs *abbrevs_read(struct bytes section, uint64_t offset)
{
	struct abbrevs *as = mem_alloc(sizeof *as);

	as->arena = arena_new();
	if (take(as, bytes_from(section, offset)))
		return as;
	abbrevs_free(as);
	return NULL;
}

void abbrevs_free(struct abbrevs *as)
{
	if (!as)
		return;
	arena_free(as->arena);
	map_free(&as->by_code);
	free(as->in_order);
	free(as);
}

const struct abbrev *abbrevs_find(const struct abbrevs *as, uint64_t code)
{
	if (code - 1 < as->n && as->in_order[code - 1]->code == code)
		return as->in_order[code - 1];
	return map_get(&as->by_code, code);
}

static void skip_from(const struct abbrev *a, size_t first, size_t end, struct bytes *b,
		      const struct form_sizes *s)
{
	for (size_t i = first; i < end; i++)
		form_take(b, a->attr[i].form, s);
}

void abbrev_skip(const struct abbrev *a, struct bytes *b, const struct form_sizes *s)
{
	bytes_skip(b, form_bytes(&a->fixed, s));
	skip_from(a, a->n_fixed, a->n, b, s);
}

struct bytes abbrev_at(const struct abbrev *a, const struct abbrev_attr *attr, struct bytes b,
		       const struct form_sizes *s)
{
	size_t i = (size_t)(attr - a->attr);

	if (i <= a->n_fixed) {
		bytes_skip(&b, form_bytes(&attr->before, s));
		return b;
	}
	bytes_skip(&b, form_bytes(&a->fixed, s));
	skip_from(a, a->n_fixed, i, &b, s);
	return b;
}
