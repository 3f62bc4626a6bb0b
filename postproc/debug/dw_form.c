/* Forms (DWARF 5, 7.5.6; GNU's as binutils has them): one row each. */
#include "debug/dw_form.h"
#include "debug/dw_private.h"
#include <string.h>

enum size {
	FIXED,                           /* so many bytes */
	OFFSET,                          /* of the unit's format */
	REF_ADDRESS,                     /* an offset; in DWARF 2 an address */
	LEB,
	STRING,                          /* up to a NUL */
	BLOCK,                           /* a length of so many bytes, then the block */
	LEB_BLOCK,                       /* a LEB128 length, then the block */
	INDIRECT,                        /* a form, then an attribute of it */
};

struct form { uint16_t form; uint8_t size, n; };

static const struct form forms[] = {
	{ DW_FORM_addr,           FIXED, DW_ADDRESS_SIZE },
	{ DW_FORM_block2,         BLOCK, 2 },
	{ DW_FORM_block4,         BLOCK, 4 },
	{ DW_FORM_data2,          FIXED, 2 },
	{ DW_FORM_data4,          FIXED, 4 },
	{ DW_FORM_data8,          FIXED, 8 },
	{ DW_FORM_string,         STRING, 0 },
	{ DW_FORM_block,          LEB_BLOCK, 0 },
	{ DW_FORM_block1,         BLOCK, 1 },
	{ DW_FORM_data1,          FIXED, 1 },
	{ DW_FORM_flag,           FIXED, 1 },
	{ DW_FORM_sdata,          LEB, 0 },
	{ DW_FORM_strp,           OFFSET, 0 },
	{ DW_FORM_udata,          LEB, 0 },
	{ DW_FORM_ref_addr,       REF_ADDRESS, 0 },
	{ DW_FORM_ref1,           FIXED, 1 },
	{ DW_FORM_ref2,           FIXED, 2 },
	{ DW_FORM_ref4,           FIXED, 4 },
	{ DW_FORM_ref8,           FIXED, 8 },
	{ DW_FORM_ref_udata,      LEB, 0 },
	{ DW_FORM_indirect,       INDIRECT, 0 },
	{ DW_FORM_sec_offset,     OFFSET, 0 },
	{ DW_FORM_exprloc,        LEB_BLOCK, 0 },
	{ DW_FORM_flag_present,   FIXED, 0 },
	{ DW_FORM_strx,           LEB, 0 },
	{ DW_FORM_addrx,          LEB, 0 },
	{ DW_FORM_ref_sup4,       FIXED, 4 },
	{ DW_FORM_strp_sup,       OFFSET, 0 },
	{ DW_FORM_data16,         FIXED, 16 },
	{ DW_FORM_line_strp,      OFFSET, 0 },
	{ DW_FORM_ref_sig8,       FIXED, 8 },
	{ DW_FORM_implicit_const, FIXED, 0 },
	{ DW_FORM_loclistx,       LEB, 0 },
	{ DW_FORM_rnglistx,       LEB, 0 },
	{ DW_FORM_ref_sup8,       FIXED, 8 },
	{ DW_FORM_strx1,          FIXED, 1 },
	{ DW_FORM_strx2,          FIXED, 2 },
	{ DW_FORM_strx3,          FIXED, 3 },
	{ DW_FORM_strx4,          FIXED, 4 },
	{ DW_FORM_addrx1,         FIXED, 1 },
	{ DW_FORM_addrx2,         FIXED, 2 },
	{ DW_FORM_addrx3,         FIXED, 3 },
	{ DW_FORM_addrx4,         FIXED, 4 },
	{ DW_FORM_GNU_addr_index, LEB, 0 },
	{ DW_FORM_GNU_str_index,  LEB, 0 },
	{ DW_FORM_GNU_ref_alt,    OFFSET, 0 },
	{ DW_FORM_GNU_strp_alt,   OFFSET, 0 },
};

const struct form *form_find(uint64_t form)
{
	for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++)
		if (forms[i].form == form)
			return &forms[i];
	return NULL;
}

uint64_t form_number(const struct form *f)
{
	return f ? f->form : 0;
}

static void skip_string(struct bytes *b)
{
	const uint8_t *end = b->left ? memchr(b->at, 0, b->left) : NULL;

	bytes_skip(b, end ? (uint64_t)(end - b->at) + 1 : UINT64_MAX);
}

static size_t reference_size(const struct form_sizes *s)
{
	return s->version < 3 ? DW_ADDRESS_SIZE : s->offset_size;
}

static void skip(struct bytes *b, const struct form *f, const struct form_sizes *s)
{
	switch ((enum size)f->size) {
	case FIXED:     bytes_skip(b, f->n);                                        break;
	case OFFSET:    bytes_skip(b, s->offset_size);                              break;
	case REF_ADDRESS: bytes_skip(b, reference_size(s));                         break;
	case LEB:       bytes_leb(b, false);                                        break;
	case STRING:    skip_string(b);                                             break;
	case BLOCK:     bytes_skip(b, bytes_fixed(b, f->n));                        break;
	case LEB_BLOCK: bytes_skip(b, bytes_leb(b, false));                         break;
	case INDIRECT:
		f = form_find(bytes_leb(b, false));
		if (!f || f->size == INDIRECT || f->form == DW_FORM_implicit_const)
			*b = (struct bytes){ .bad = true };
		else
			skip(b, f, s);
		break;
	}
}

void form_take(struct bytes *b, const struct form *f, const struct form_sizes *s)
{
	if (f)
		skip(b, f, s);
	else
		*b = (struct bytes){ .bad = true };
}

void form_skip(struct bytes *b, uint64_t form, const struct form_sizes *s)
{
	form_take(b, form_find(form), s);
}

bool form_extend(struct form_extent *e, const struct form *f)
{
	if (!f)
		return false;
	switch ((enum size)f->size) {
	case FIXED:       e->bytes += f->n; return true;
	case OFFSET:      e->offsets++;     return true;
	case REF_ADDRESS: e->addresses++;   return true;
	case LEB: case STRING: case BLOCK: case LEB_BLOCK: case INDIRECT:
		return false;
	}
	return false;
}

uint64_t form_bytes(const struct form_extent *e, const struct form_sizes *s)
{
	return e->bytes + e->offsets * s->offset_size + e->addresses * reference_size(s);
}
