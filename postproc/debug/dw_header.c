/* Headers of units; see dw_header.h. */
#include "debug/dw_header.h"
#include "base/mem.h"
#include "debug/dw_private.h"

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
		u->state = UNIT_DAMAGED;
}

/* False: no unit begins here. */
static bool take_unit(struct bytes *b, const struct unit_headers *us, bool in_types,
		      struct tree_unit *u)
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

void unit_headers_read(struct unit_headers *us, const struct elf_file *e, const char *name,
		       bool in_types)
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
