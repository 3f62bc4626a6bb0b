/* Line tables of units.
 *
 * Rows are kept in order of address.  The ends of sequences are rows too (they end what the row
 * before them covers); at one address they come first, so that a sequence that begins where
 * another ended is seen.  Sequences of discarded code are left out. */
#include "base/mem.h"
#include "debug/dw_die.h"
#include "debug/path.h"
#include <stdlib.h>
#include <string.h>

static void add_file(void *ctx, const char *name)
{
	struct unit *u = ctx;
	char *path = name[0] ? path_join(u->dir, name) : NULL;

	if (!(u->n_files & (u->n_files - 1)))            /* full at each power of two */
		u->file = mem_grow(u->file, u->n_files ? 2 * u->n_files : 1, sizeof *u->file);
	u->file[u->n_files++] = path ? object_intern(u->object, path) : NULL;
	free(path);
}

static void read_files(struct unit *u)
{
	if (u->files_read)
		return;
	u->files_read = true;
	Dwarf_Die die = dw_die(u->object->dw, u->die);
	if (die)
		dw_each_file(u->object->dw, die, add_file, u);
	dw_free(die);
}

const char *unit_file(struct unit *u, uint64_t number)
{
	read_files(u);
	return number < u->n_files ? u->file[number] : NULL;
}

/* gdb keeps no row that only tells another discriminator of the line before it, so its idea of
 * a function's second line (and so of its body) depends on them. */
struct row_reader {
	struct unit *unit;
	size_t sequence;                 /* its first row */
	bool fresh;                      /* at the start of a sequence */
	uint64_t last_file, last_line, line_before;
	bool discriminated;
};

static bool is_dropped(struct row_reader *r, const struct dw_line *l)
{
	bool was = !r->fresh && l->line == r->line_before && r->discriminated;
	bool same = !r->fresh && l->file == r->last_file && l->line == r->last_line;

	r->discriminated = was || l->discriminator;
	r->line_before = l->line;
	r->last_file = l->file;
	bool dropped = same && r->discriminated;
	if (!dropped)
		r->last_line = l->line;
	r->fresh = l->end_sequence;
	return dropped && !l->end_sequence;
}

static void end_sequence(struct row_reader *r)
{
	struct unit *u = r->unit;

	if (r->sequence < u->n_rows &&
	    !elf_file_is_code(u->object->elf, u->row[r->sequence].r.addr))
		u->n_rows = r->sequence;
	r->sequence = u->n_rows;
}

static void add_row(void *ctx, const struct dw_line *l)
{
	struct row_reader *r = ctx;
	struct unit *u = r->unit;
	const char *file = unit_file(u, l->file);

	if (!l->line && !l->end_sequence)
		return;                  /* code of no line counts, as in gdb, to the line before */
	if (!(u->n_rows & (u->n_rows - 1)))              /* full at each power of two */
		u->row = mem_grow(u->row, u->n_rows ? 2 * u->n_rows : 1, sizeof *u->row);
	u->row[u->n_rows] = (struct row){
		.r = { .addr = l->addr, .file = file ? file : "", .line = (unsigned)l->line,
		       .column = (unsigned)l->column, .is_stmt = l->is_stmt,
		       .prologue_end = l->prologue_end },
		.end = l->end_sequence,
		.dropped = is_dropped(r, l),
		.order = u->n_rows + 1,
	};
	if (l->end_sequence)
		u->row[u->n_rows].order = 0;
	u->n_rows++;
	if (l->end_sequence)
		end_sequence(r);
}

static int compare(const void *a, const void *b)
{
	const struct row *x = a, *y = b;

	if (x->r.addr != y->r.addr)
		return x->r.addr < y->r.addr ? -1 : 1;
	return x->order < y->order ? -1 : x->order > y->order;
}

void unit_read_lines(struct unit *u)
{
	struct row_reader r = { .unit = u, .fresh = true };

	if (u->lines_read)
		return;
	u->lines_read = true;
	Dwarf_Die die = dw_die(u->object->dw, u->die);
	if (die)
		dw_each_line(u->object->dw, die, add_row, &r);
	dw_free(die);
	end_sequence(&r);
	if (u->n_rows)
		qsort(u->row, u->n_rows, sizeof *u->row, compare);
}

/* How many rows are at or before addr. */
static size_t rows_up_to(const struct unit *u, uint64_t addr)
{
	size_t low = 0, high = u->n_rows;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (u->row[mid].r.addr <= addr)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

const struct row *unit_last_line(struct unit *u, uint64_t addr)
{
	unit_read_lines(u);
	size_t n = rows_up_to(u, addr);
	return n && !u->row[n - 1].end ? &u->row[n - 1] : NULL;
}

const struct row *unit_line(struct unit *u, uint64_t addr)
{
	const struct row *best = unit_last_line(u, addr);

	for (const struct row *r = best; r && !r->end && r->r.addr == best->r.addr; r--) {
		if (r->r.is_stmt)
			return r;
		if (r == u->row)
			break;
	}
	return best;
}

bool unit_has_statement(struct unit *u, uint64_t addr, const char *file, unsigned line)
{
	unit_read_lines(u);
	for (size_t i = rows_up_to(u, addr); i > 0 && u->row[i - 1].r.addr == addr; i--) {
		const struct line_row *r = &u->row[i - 1].r;
		if (r->is_stmt && r->line == line && !u->row[i - 1].end && !strcmp(r->file, file))
			return true;
	}
	return false;
}

/* gdb skips a prologue up to the row that clang marks; without a mark up to the second line, or not
 * at all where gcc has optimised: it says of each instruction then where variables are.  Where gdb
 * has dropped all lines but the first it looks at the code, and is at the second in the end. */
uint64_t unit_body(struct unit *u, uint64_t low, uint64_t high)
{
	uint64_t second = low, dropped = low;

	unit_read_lines(u);
	for (size_t i = low ? rows_up_to(u, low - 1) : 0; i < u->n_rows; i++) {
		const struct row *r = &u->row[i];
		uint64_t *first = r->dropped ? &dropped : &second;
		if (r->end || r->r.addr < low)
			continue;
		if (r->r.addr >= high)
			break;
		if (r->r.prologue_end)
			return r->r.addr;
		if (*first == low && r->r.addr > low && r->r.is_stmt)
			*first = r->r.addr;
	}
	if (unit_is_optimised(u))
		return low;
	return second != low ? second : dropped;
}
