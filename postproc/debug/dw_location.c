/* Where a variable is: one expression, or a list of them, each for a part of the code (DWARF 4,
 * 2.6.2; DWARF 5, 2.6.2 and 7.7.3). */
#include "debug/dw_private.h"

struct list_reader {
	struct expressions in;
	uint64_t base;
	struct dw_entry *entry;          /* NULL: only counted */
	size_t n;
	bool bad;
};

static void add_entry(struct list_reader *r, const struct dw_entry *range, struct bytes expr)
{
	struct dw_op *op = NULL;
	struct dw_entry e = *range;

	if (!e.always && (e.low > e.high || (e.low == e.high && !expr.left)))
		return;                  /* nowhere; see also entry_covers() */
	if (r->entry) {
		if (!dw_expr(&r->in, expr, &op, &e.n_ops))
			r->bad = true;
		e.op = op;
		r->entry[r->n] = e;
	}
	r->n++;
}

static bool take_expr(struct bytes *b, uint64_t len, struct bytes *expr)
{
	const uint8_t *at = bytes_skip(b, len);

	*expr = (struct bytes){ .at = at, .left = (size_t)len };
	return at != NULL;
}

/* DWARF 2 to 4: pairs relative to a base, which -1 in the first half changes. */
static bool old_entry(struct list_reader *r, struct bytes *b)
{
	struct dw_entry e = { .low = bytes_fixed(b, DW_ADDRESS_SIZE) };
	struct bytes expr;

	e.high = bytes_fixed(b, DW_ADDRESS_SIZE);
	if (b->bad || (!e.low && !e.high))
		return false;
	if (e.low == UINT64_MAX) {
		r->base = e.high;
		return true;
	}
	e.low += r->base;
	e.high += r->base;
	if (!take_expr(b, bytes_fixed(b, 2), &expr))
		return false;
	add_entry(r, &e, expr);
	return true;
}

/* An address that is not in .debug_addr makes the range empty. */
static uint64_t indexed(struct list_reader *r, struct bytes *b)
{
	uint64_t address = UINT64_MAX;

	dw_address(r->in.dw, r->in.unit, bytes_leb(b, false), &address);
	return address;
}

/* False: no range belongs to this kind of entry. */
static bool take_range(struct list_reader *r, struct bytes *b, unsigned kind, struct dw_entry *e)
{
	switch (kind) {
	case DW_LLE_startx_endx:
		e->low = indexed(r, b);
		e->high = indexed(r, b);
		return true;
	case DW_LLE_startx_length:
		e->low = indexed(r, b);
		e->high = e->low + bytes_leb(b, false);
		return true;
	case DW_LLE_offset_pair:
		e->low = r->base + bytes_leb(b, false);
		e->high = r->base + bytes_leb(b, false);
		return true;
	case DW_LLE_start_end:
		e->low = bytes_fixed(b, DW_ADDRESS_SIZE);
		e->high = bytes_fixed(b, DW_ADDRESS_SIZE);
		return true;
	case DW_LLE_start_length:
		e->low = bytes_fixed(b, DW_ADDRESS_SIZE);
		e->high = e->low + bytes_leb(b, false);
		return true;
	case DW_LLE_default_location:
		e->always = true;
		return true;
	default:
		return false;
	}
}

enum { LLE_GNU_VIEW_PAIR = 9 };          /* which instruction of an address: not told apart here */

static bool new_entry(struct list_reader *r, struct bytes *b)
{
	unsigned kind = (unsigned)bytes_fixed(b, 1);
	struct dw_entry e = { .always = false };
	struct bytes expr;

	if (kind == DW_LLE_base_addressx) {
		r->base = indexed(r, b);
	} else if (kind == DW_LLE_base_address) {
		r->base = bytes_fixed(b, DW_ADDRESS_SIZE);
	} else if (kind == LLE_GNU_VIEW_PAIR) {
		bytes_leb(b, false);
		bytes_leb(b, false);
	} else {
		if (!take_range(r, b, kind, &e) || !take_expr(b, bytes_leb(b, false), &expr))
			return false;
		add_entry(r, &e, expr);
	}
	return !b->bad;
}

static void walk(struct list_reader *r, struct bytes b)
{
	r->base = r->in.unit->low_pc;
	r->n = 0;
	while (!r->bad && dw_spend(r->in.dw, 1) &&
	       (r->in.unit->version >= 5 ? new_entry(r, &b) : old_entry(r, &b)))
		;
}

/* Twice: once to count. */
static bool read_list(struct list_reader *r, Dwarf_Attribute attr)
{
	struct bytes b;

	r->in.shared = true;
	if (!dw_list_at(r->in.dw, attr, DW_LOC, DW_LOCLISTS, r->in.unit, &b))
		return false;
	walk(r, b);
	r->entry = arena_array(r->in.to, r->n, sizeof *r->entry);
	walk(r, b);
	return !r->bad;
}

static bool read_expr(struct list_reader *r, unsigned at)
{
	struct dw_entry always = { .always = true };
	const void *byte;
	size_t len;

	if (!dw_block(r->in.dw, r->in.die, at, &byte, &len))
		return false;
	r->entry = arena_array(r->in.to, 1, sizeof *r->entry);
	add_entry(r, &always, (struct bytes){ .at = byte, .left = len });
	return !r->bad;
}

/* Before DWARF 4 expressions are blocks. */
static bool is_block(unsigned form)
{
	return form == DW_FORM_exprloc || form == DW_FORM_block || form == DW_FORM_block1 ||
	       form == DW_FORM_block2 || form == DW_FORM_block4;
}

bool dw_location(struct dw *d, Dwarf_Die die, unsigned at, struct arena *to,
		 const struct dw_entry **entry, size_t *n)
{
	struct list_reader r = { .in = { .dw = d, .die = die, .to = to } };
	Dwarf_Attribute attr = dw_attr(d, die, at);

	*n = 0;
	if (!attr)
		return false;
	r.in.unit = dw_unit_of(d, die);
	bool ok = is_block(dw_form(d, attr)) ? read_expr(&r, at) : read_list(&r, attr);
	if (ok) {
		*entry = r.entry;
		*n = r.n;
	}
	dwarf_dealloc_attribute(attr);
	return ok;
}
