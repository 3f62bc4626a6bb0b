/* The code of a DIE: one range, or a list of them (DWARF 4, 2.17.3; DWARF 5, 2.17.3 and 7.25). */
#include "debug/dw_private.h"

struct range_sink {
	struct dw *dw;
	const struct dw_unit *unit;
	void (*add)(void *ctx, uint64_t low, uint64_t high);
	void *ctx;
};

static void add_range(const struct range_sink *s, uint64_t low, uint64_t high)
{
	if (low < high)
		s->add(s->ctx, low, high);
}

/* DWARF 2 to 4: pairs relative to a base, which -1 in the first half changes. */
static bool old_range(struct bytes *b, uint64_t *base, const struct range_sink *s)
{
	uint64_t low = bytes_fixed(b, DW_ADDRESS_SIZE), high = bytes_fixed(b, DW_ADDRESS_SIZE);

	if (b->bad || (!low && !high))
		return false;
	if (low == UINT64_MAX)
		*base = high;
	else
		add_range(s, *base + low, *base + high);
	return true;
}

static bool indexed(struct bytes *b, const struct range_sink *s, uint64_t *out)
{
	return dw_address(s->dw, s->unit, bytes_leb(b, false), out);
}

/* False: the list's end, or one that is not known. */
static bool new_range(struct bytes *b, uint64_t *base, const struct range_sink *s)
{
	uint64_t low = 0, high = 0;
	bool known = true;

	switch (bytes_fixed(b, 1)) {
	case DW_RLE_base_addressx:
		return indexed(b, s, base);
	case DW_RLE_base_address:
		*base = bytes_fixed(b, DW_ADDRESS_SIZE);
		return !b->bad;
	case DW_RLE_startx_endx:
		known = indexed(b, s, &low);
		known = indexed(b, s, &high) && known;
		break;
	case DW_RLE_startx_length:
		known = indexed(b, s, &low);
		high = low + bytes_leb(b, false);
		break;
	case DW_RLE_offset_pair:
		low = *base + bytes_leb(b, false);
		high = *base + bytes_leb(b, false);
		break;
	case DW_RLE_start_end:
		low = bytes_fixed(b, DW_ADDRESS_SIZE);
		high = bytes_fixed(b, DW_ADDRESS_SIZE);
		break;
	case DW_RLE_start_length:
		low = bytes_fixed(b, DW_ADDRESS_SIZE);
		high = low + bytes_leb(b, false);
		break;
	default:
		return false;
	}
	if (known && !b->bad)
		add_range(s, low, high);
	return !b->bad;
}

static void range_list(Dwarf_Die die, uint64_t base, struct range_sink *s)
{
	struct dw *d = s->dw;
	Dwarf_Attribute attr = dw_attr(d, die, DW_AT_ranges);
	struct bytes b;

	if (!attr)
		return;
	s->unit = dw_unit_of(d, die);
	bool is_new = s->unit->version >= 5;
	if (!dw_list_at(d, attr, DW_RANGES, DW_RNGLISTS, s->unit, &b))
		dw_damaged(d, "the place of a range list");
	else
		while (dw_spend(d, 1) && (is_new ? new_range(&b, &base, s) : old_range(&b, &base, s)))
			;
	dwarf_dealloc_attribute(attr);
}

void dw_each_range(struct dw *d, Dwarf_Die die, uint64_t base,
		   void (*add)(void *ctx, uint64_t low, uint64_t high), void *ctx)
{
	struct range_sink s = { .dw = d, .add = add, .ctx = ctx };
	Dwarf_Addr high = 0;
	Dwarf_Half form = 0;
	enum Dwarf_Form_Class class = DW_FORM_CLASS_UNKNOWN;
	Dwarf_Error e = NULL;
	uint64_t low = 0;

	if (!dw_low_pc(d, die, &low) ||
	    !dw_ok(d, dwarf_highpc_b(die, &high, &form, &class, &e), e))
		range_list(die, base, &s);
	else
		add_range(&s, low, class == DW_FORM_CLASS_CONSTANT ? low + high : high);
}
