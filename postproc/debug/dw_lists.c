/* libdwarf: the rows and the file names of line tables. */
#include "debug/dw_private.h"
#include <string.h>

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
