/* Line tables: where a unit's is, its header, and the names of its files (DWARF 5, 6.2.4; DWARF 4,
 * 6.2.4).  libdwarf 20210528 takes the number of directories and files as it stands there, and
 * asks for memory for so many. */
#include "debug/dw_line_table.h"
#include "base/buf.h"
#include "base/mem.h"
#include "debug/dw_form.h"
#include <stdlib.h>
#include <string.h>

/* Fields up to the names. */
static bool read_header(struct bytes *b, struct line_table *t)
{
	struct bytes header = *b;
	uint64_t len;

	if (t->version >= 5 && (bytes_fixed(b, 1) != DW_ADDRESS_SIZE || bytes_fixed(b, 1) != 0))
		return false;
	len = bytes_fixed(b, t->offset_size);
	header = *b;
	if (!bytes_skip(b, len))
		return false;
	t->program = *b;
	header.left = (size_t)len;
	t->min_length = (unsigned)bytes_fixed(&header, 1);
	t->max_ops = t->version >= 4 ? (unsigned)bytes_fixed(&header, 1) : 1;
	t->default_is_stmt = bytes_fixed(&header, 1);
	t->line_base = (int8_t)bytes_fixed(&header, 1);
	t->line_range = (unsigned)bytes_fixed(&header, 1);
	t->opcode_base = (unsigned)bytes_fixed(&header, 1);
	if (!t->line_range || !t->opcode_base || !t->max_ops)
		return false;
	t->operands = bytes_skip(&header, t->opcode_base - 1);
	t->names = header;
	return !header.bad;
}

static bool read_table(struct bytes b, struct line_table *t)
{
	uint64_t len = bytes_fixed(&b, 4);

	t->offset_size = 4;
	if (len == UINT32_MAX) {         /* the 64-bit format */
		t->offset_size = 8;
		len = bytes_fixed(&b, 8);
	}
	if (len > b.left)
		return false;
	b.left = (size_t)len;
	t->version = (unsigned)bytes_fixed(&b, 2);
	return t->version >= 2 && t->version <= 5 && read_header(&b, t);
}

bool line_table_read(struct dw *d, Dwarf_Die unit, struct line_table *t)
{
	Dwarf_Attribute attr = dw_attr(d, unit, DW_AT_stmt_list);
	uint64_t offset;

	if (!attr)
		return false;
	*t = (struct line_table){ .version = 0 };
	bool ok = dw_section_offset(d, attr, &offset) &&
		  read_table(bytes_from(dw_section(d, DW_LINE), offset), t);
	if (!ok)
		dw_damaged(d, "a line table");
	dwarf_dealloc_attribute(attr);
	return ok;
}

/* ---- names ---- */

struct name_reader {
	struct dw *dw;
	const struct line_table *table;
	struct bytes b;
	const char **dir;  size_t n_dirs;
	void (*add)(void *ctx, const char *name);
	void *ctx;
};

static const char *take_string(struct bytes *b)
{
	const uint8_t *end = b->left ? memchr(b->at, 0, b->left) : NULL;

	return (const char *)bytes_skip(b, end ? (uint64_t)(end - b->at) + 1 : UINT64_MAX);
}

static void add_dir(struct name_reader *r, const char *name)
{
	if (!(r->n_dirs & (r->n_dirs - 1)))              /* full at each power of two */
		r->dir = mem_grow(r->dir, r->n_dirs ? 2 * r->n_dirs : 1, sizeof *r->dir);
	r->dir[r->n_dirs++] = name;
}

static void add_file(struct name_reader *r, const char *name, uint64_t dir)
{
	struct buf path = { 0 };

	if (name[0] != '/' && dir < r->n_dirs && r->dir[dir][0])
		buf_printf(&path, "%s/", r->dir[dir]);
	buf_printf(&path, "%s%c", name, 0);
	r->add(r->ctx, path.data);
	buf_free(&path);
}

/* Up to an empty string each.  Directory 0 is the unit's own, file 0 is none. */
static void old_names(struct name_reader *r)
{
	const char *name;

	add_dir(r, "");
	add_file(r, "", 0);
	while ((name = take_string(&r->b)) && name[0])
		add_dir(r, name);
	while ((name = take_string(&r->b)) && name[0]) {
		uint64_t dir = bytes_leb(&r->b, false);
		bytes_leb(&r->b, false);                 /* time */
		bytes_leb(&r->b, false);                 /* length */
		add_file(r, name, dir);
	}
}

static const char *string_at(struct name_reader *r, enum dw_section section, uint64_t offset)
{
	struct bytes b = bytes_from(dw_section(r->dw, section), offset);

	return take_string(&b);
}

static uint64_t take_number(struct bytes *b, uint64_t form)
{
	switch (form) {
	case DW_FORM_udata: return bytes_leb(b, false);
	case DW_FORM_data1: return bytes_fixed(b, 1);
	case DW_FORM_data2: return bytes_fixed(b, 2);
	case DW_FORM_data4: return bytes_fixed(b, 4);
	case DW_FORM_data8: return bytes_fixed(b, 8);
	default:            *b = (struct bytes){ .bad = true }; return 0;
	}
}

/* One field of an entry; only the name and the directory are looked at. */
static void take_field(struct name_reader *r, uint64_t content, uint64_t form, const char **name,
		       uint64_t *dir)
{
	struct form_sizes sizes = { r->table->version, r->table->offset_size };

	if (content == DW_LNCT_directory_index)
		*dir = take_number(&r->b, form);
	else if (content != DW_LNCT_path)
		form_skip(&r->b, form, &sizes);
	else if (form == DW_FORM_string)
		*name = take_string(&r->b);
	else if (form == DW_FORM_line_strp)
		*name = string_at(r, DW_LINE_STR, bytes_fixed(&r->b, sizes.offset_size));
	else if (form == DW_FORM_strp)
		*name = string_at(r, DW_STR, bytes_fixed(&r->b, sizes.offset_size));
	else
		form_skip(&r->b, form, &sizes);
}

/* A table: what an entry consists of, how many there are, the entries.  Each takes some bytes, so
 * that a count without end ends. */
static void new_names(struct name_reader *r, bool are_dirs)
{
	struct { uint64_t content, form; } field[UINT8_MAX];
	uint64_t n_fields = bytes_fixed(&r->b, 1), left = 0;

	for (uint64_t i = 0; i < n_fields; i++) {
		field[i].content = bytes_leb(&r->b, false);
		field[i].form = bytes_leb(&r->b, false);
	}
	for (uint64_t n = bytes_leb(&r->b, false); n && !r->b.bad && r->b.left != left; n--) {
		const char *name = NULL;
		uint64_t dir = 0;
		left = r->b.left;
		for (uint64_t i = 0; i < n_fields; i++)
			take_field(r, field[i].content, field[i].form, &name, &dir);
		if (are_dirs)
			add_dir(r, name ? name : "");
		else if (!r->b.bad)
			add_file(r, name ? name : "", dir);
	}
}

void dw_each_file(struct dw *d, Dwarf_Die unit, void (*add)(void *ctx, const char *name), void *ctx)
{
	struct line_table t;
	struct name_reader r = { .dw = dw_side(d, unit), .table = &t, .add = add, .ctx = ctx };

	if (!line_table_read(r.dw, unit, &t))
		return;
	r.b = t.names;
	if (t.version >= 5) {
		new_names(&r, true);
		new_names(&r, false);
	} else {
		old_names(&r);
	}
	free(r.dir);
}
