/* libdwarf: what comes in lists - code ranges, lines, file names. */
#include "debug/dw_private.h"
#include <string.h>

#ifdef HAVE_LIBDWARF_NEW
static void free_ranges(struct dw *d, Dwarf_Ranges *r, Dwarf_Signed n)
{
	dwarf_dealloc_ranges(d->dbg, r, n);
}
#else
static void free_ranges(struct dw *d, Dwarf_Ranges *r, Dwarf_Signed n)
{
	dwarf_ranges_dealloc(d->dbg, r, n);
}
#endif

/* The old libdwarf begins DWARF 5's file register with 0 instead of 1.  GNU's compilers never set
 * it to 0 and rely on the 1 where a unit's first code is a header's; LLVM's always set it. */
#ifdef HAVE_LIBDWARF_NEW
static uint64_t first_file(struct dw *d, Dwarf_Die unit)
{
	(void)d, (void)unit;
	return 0;
}
#else
static uint64_t first_file(struct dw *d, Dwarf_Die unit)
{
	const char *producer = dw_string(d, unit, DW_AT_producer);

	return dw_version(unit) >= 5 && producer && !strncmp(producer, "GNU", 3);
}
#endif

struct range_sink { void (*add)(void *ctx, uint64_t low, uint64_t high); void *ctx; };

static void add_range(const struct range_sink *s, uint64_t low, uint64_t high)
{
	if (low < high)
		s->add(s->ctx, low, high);
}

/* DWARF 2 to 4: pairs relative to a base, which -1 in the first half changes. */
static void old_ranges(struct dw *d, Dwarf_Die die, uint64_t offset, uint64_t base,
		       const struct range_sink *s)
{
	Dwarf_Ranges *r = NULL;
	Dwarf_Signed n = 0;
	Dwarf_Off real = 0;
	Dwarf_Unsigned bytes = 0;
	Dwarf_Error e = NULL;

	if (!dw_ok(d, dwarf_get_ranges_b(d->dbg, offset, die, &real, &r, &n, &bytes, &e), e))
		return;
	for (Dwarf_Signed i = 0; i < n && r[i].dwr_type != DW_RANGES_END; i++) {
		if (r[i].dwr_type == DW_RANGES_ADDRESS_SELECTION)
			base = r[i].dwr_addr2;
		else
			add_range(s, base + r[i].dwr_addr1, base + r[i].dwr_addr2);
	}
	free_ranges(d, r, n);
}

static void new_range(struct dw *d, Dwarf_Rnglists_Head head, Dwarf_Unsigned i,
		      const struct range_sink *s)
{
	unsigned len = 0, kind = 0;
	Dwarf_Unsigned raw1, raw2, low = 0, high = 0;
	Dwarf_Bool unavailable = false;
	Dwarf_Error e = NULL;

	if (!dw_ok(d, dwarf_get_rnglists_entry_fields_a(head, i, &len, &kind, &raw1, &raw2,
							&unavailable, &low, &high, &e), e))
		return;
	if (kind != DW_RLE_end_of_list && kind != DW_RLE_base_address &&
	    kind != DW_RLE_base_addressx && !unavailable)
		add_range(s, low, high);
}

static void new_ranges(struct dw *d, Dwarf_Attribute attr, uint64_t offset,
		       const struct range_sink *s)
{
	Dwarf_Rnglists_Head head = NULL;
	Dwarf_Unsigned n = 0, at = 0;
	Dwarf_Error e = NULL;
	Dwarf_Half form = (Dwarf_Half)dw_form(d, attr);

	if (!dw_ok(d, dwarf_rnglists_get_rle_head(attr, form, offset, &head, &n, &at, &e), e))
		return;
	for (Dwarf_Unsigned i = 0; i < n; i++)
		new_range(d, head, i, s);
	dwarf_dealloc_rnglists_head(head);
}

static bool list_offset(struct dw *d, Dwarf_Attribute attr, uint64_t *out)
{
	Dwarf_Off offset = 0;
	Dwarf_Unsigned index = 0;
	Dwarf_Error e = NULL;

	if (dw_form(d, attr) == DW_FORM_sec_offset) {
		if (!dw_ok(d, dwarf_global_formref(attr, &offset, &e), e))
			return false;
		*out = offset;
		return true;
	}
	if (!dw_ok(d, dwarf_formudata(attr, &index, &e), e))
		return false;
	*out = index;
	return true;
}

static void range_list(struct dw *d, Dwarf_Die die, uint64_t base, const struct range_sink *s)
{
	Dwarf_Attribute attr = dw_attr(d, die, DW_AT_ranges);
	uint64_t offset;

	if (!attr)
		return;
	if (!list_offset(d, attr, &offset))
		dw_damaged(d, "the place of a range list");
	else if (dw_version(die) >= 5)
		new_ranges(d, attr, offset, s);
	else
		old_ranges(d, die, offset, base, s);
	dwarf_dealloc_attribute(attr);
}

void dw_each_range(struct dw *d, Dwarf_Die die, uint64_t base,
		   void (*add)(void *ctx, uint64_t low, uint64_t high), void *ctx)
{
	struct range_sink s = { add, ctx };
	Dwarf_Addr high = 0;
	Dwarf_Half form = 0;
	enum Dwarf_Form_Class class = DW_FORM_CLASS_UNKNOWN;
	Dwarf_Error e = NULL;
	uint64_t low;

	if (!dw_low_pc(d, die, &low) ||
	    !dw_ok(d, dwarf_highpc_b(die, &high, &form, &class, &e), e))
		range_list(d, die, base, &s);
	else
		add_range(&s, low, class == DW_FORM_CLASS_CONSTANT ? low + high : high);
}

static bool get_line(struct dw *d, Dwarf_Line from, struct dw_line *l)
{
	Dwarf_Addr addr = 0;
	Dwarf_Unsigned file = 0, line = 0, column = 0, isa = 0, discriminator = 0;
	Dwarf_Bool stmt = false, end = false, prologue = false, epilogue = false;
	Dwarf_Error e = NULL;

	if (!dw_ok(d, dwarf_lineaddr(from, &addr, &e), e) ||
	    !dw_ok(d, dwarf_lineendsequence(from, &end, &e), e) ||
	    !dw_ok(d, dwarf_line_srcfileno(from, &file, &e), e) ||
	    !dw_ok(d, dwarf_lineno(from, &line, &e), e) ||
	    !dw_ok(d, dwarf_lineoff_b(from, &column, &e), e) ||
	    !dw_ok(d, dwarf_linebeginstatement(from, &stmt, &e), e) ||
	    !dw_ok(d, dwarf_prologue_end_etc(from, &prologue, &epilogue, &isa, &discriminator,
					     &e), e))
		return false;
	*l = (struct dw_line){
		.addr = addr, .file = file, .line = line, .column = column,
		.discriminator = discriminator,
		.is_stmt = stmt, .prologue_end = prologue, .end_sequence = end,
	};
	return true;
}

void dw_each_line(struct dw *d, Dwarf_Die unit, void (*add)(void *ctx, const struct dw_line *l),
		  void *ctx)
{
	Dwarf_Line_Context context = NULL;
	Dwarf_Unsigned version = 0;
	Dwarf_Small tables = 0;
	Dwarf_Line *row = NULL;
	Dwarf_Signed n = 0;
	Dwarf_Error e = NULL;
	struct dw_line line;
	uint64_t first = first_file(d, unit);
	int result = dwarf_srclines_b(unit, &version, &tables, &context, &e);

	if (result == DW_DLV_ERROR)
		dw_damaged(d, "a line table");
	if (!dw_ok(d, result, e))
		return;
	if (tables == 1 && dw_ok(d, dwarf_srclines_from_linecontext(context, &row, &n, &e), e))
		for (Dwarf_Signed i = 0; i < n; i++)
			if (get_line(d, row[i], &line)) {
				line.file = line.file ? line.file : first;
				add(ctx, &line);
			}
	dwarf_srclines_dealloc_b(context);
}

void dw_each_file(struct dw *d, Dwarf_Die unit, void (*add)(void *ctx, const char *name), void *ctx)
{
	char **name = NULL;
	Dwarf_Signed n = 0;
	Dwarf_Error e = NULL;

	if (!dw_ok(d, dwarf_srcfiles(unit, &name, &n, &e), e))
		return;
	for (Dwarf_Signed i = 0; i < n; i++) {
		add(ctx, name[i]);
		dwarf_dealloc(d->dbg, name[i], DW_DLA_STRING);
	}
	dwarf_dealloc(d->dbg, name, DW_DLA_LIST);
}
