/* Sections that are read here, and what lists in them need of their unit.
 *
 * libdwarf reads lists of ranges and of locations too, but 20210528 reads outside of them when
 * they are damaged.  Here all bytes are taken from what is left of a section. */
#include "debug/dw_private.h"

static const char *const section_name[DW_N_SECTIONS] = {
	[DW_LOC] = ".debug_loc", [DW_LOCLISTS] = ".debug_loclists", [DW_RANGES] = ".debug_ranges",
	[DW_RNGLISTS] = ".debug_rnglists", [DW_ADDR] = ".debug_addr",
	[DW_LINE] = ".debug_line", [DW_LINE_STR] = ".debug_line_str", [DW_STR] = ".debug_str",
};

struct bytes dw_section(struct dw *d, enum dw_section which)
{
	struct bytes *b = &d->section[which];

	if (!d->section_read[which] && !elf_file_section(d->elf, section_name[which], &b->at, &b->left))
		*b = (struct bytes){ .bad = true };
	d->section_read[which] = true;
	return *b;
}

bool dw_section_offset(struct dw *d, Dwarf_Attribute attr, uint64_t *out)
{
	Dwarf_Off offset = 0;
	Dwarf_Unsigned number = 0;
	Dwarf_Error e = NULL;

	if (dw_form(d, attr) == DW_FORM_sec_offset) {
		if (!dw_ok(d, dwarf_global_formref(attr, &offset, &e), e))
			return false;
		*out = offset;
		return true;
	}
	if (!dw_ok(d, dwarf_formudata(attr, &number, &e), e))
		return false;
	*out = number;
	return true;
}

/* Without the attribute: behind the section's first header, which is what there is. */
static uint64_t base_of(struct dw *d, Dwarf_Die unit, unsigned at, uint64_t header)
{
	Dwarf_Attribute attr = dw_attr(d, unit, at);
	uint64_t base = header;

	if (attr)
		dw_section_offset(d, attr, &base);
	dwarf_dealloc_attribute(attr);
	return base;
}

static void read_unit(struct dw *d, Dwarf_Die die, struct dw_unit *u)
{
	Dwarf_Half version = 0, offset_size = 0;

	if (dwarf_get_version_of_die(die, &version, &offset_size) != DW_DLV_OK)
		return;
	u->version = version;
	u->offset_size = offset_size == 8 ? 8 : 4;
	dw_low_pc(d, die, &u->low_pc);
	uint64_t addr_header = u->offset_size == 8 ? 16 : 8, lists_header = addr_header + 4;
	if (version < 5)
		return;
	u->addr_base = base_of(d, die, DW_AT_addr_base, addr_header);
	u->loclists_base = base_of(d, die, DW_AT_loclists_base, lists_header);
	u->rnglists_base = base_of(d, die, DW_AT_rnglists_base, lists_header);
}

const struct dw_unit *dw_unit_of(struct dw *d, Dwarf_Die die)
{
	uint64_t key = dw_unit_key(d, die);

	if (!key || key != d->unit.key) {
		Dwarf_Die unit = dw_unit_die(d, key);
		d->unit = (struct dw_unit){ .key = key, .offset_size = 4 };
		if (unit)
			read_unit(d, unit, &d->unit);
		dw_free(unit);
	}
	return &d->unit;
}

bool dw_list_at(struct dw *d, Dwarf_Attribute attr, enum dw_section old, enum dw_section new,
		const struct dw_unit *u, struct bytes *out)
{
	struct bytes section = dw_section(d, u->version >= 5 ? new : old);
	unsigned form = dw_form(d, attr);
	uint64_t offset;

	if (!dw_section_offset(d, attr, &offset))
		return false;
	if (form == DW_FORM_loclistx || form == DW_FORM_rnglistx) {
		uint64_t base = form == DW_FORM_loclistx ? u->loclists_base : u->rnglists_base;
		struct bytes offsets = bytes_from(section, base);
		if (offset >= offsets.left / u->offset_size)
			return false;
		offsets = bytes_from(offsets, offset * u->offset_size);
		offset = base + bytes_fixed(&offsets, u->offset_size);
	}
	*out = bytes_from(section, offset);
	return !out->bad;
}

bool dw_address(struct dw *d, const struct dw_unit *u, uint64_t index, uint64_t *out)
{
	struct bytes b = bytes_from(dw_section(d, DW_ADDR), u->addr_base);

	if (index >= b.left / DW_ADDRESS_SIZE)
		return false;
	b = bytes_from(b, index * DW_ADDRESS_SIZE);
	*out = bytes_fixed(&b, DW_ADDRESS_SIZE);
	return true;
}

enum { ENTRIES_MAX = 1 << 22 };          /* that are read of one object's lists */

bool dw_spend(struct dw *d, size_t entries)
{
	if (entries > ENTRIES_MAX - d->spent) {
		dw_damaged(d, "too many entries of lists");
		return false;
	}
	d->spent += entries;
	return true;
}
