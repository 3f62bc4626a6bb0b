/* The state machine that makes the rows of a line table (DWARF 5, 6.2.2 and 6.2.5). */
#include "debug/dw_line_table.h"

struct machine {
	const struct line_table *table;
	struct bytes b;
	struct dw_line row;
	uint64_t op_index;
	void (*add)(void *ctx, const struct dw_line *l);
	void *ctx;
};

static void reset(struct machine *m)
{
	m->row = (struct dw_line){ .file = 1, .line = 1, .is_stmt = m->table->default_is_stmt };
	m->op_index = 0;
}

static void emit(struct machine *m)
{
	m->row.line = (uint32_t)m->row.line;
	m->add(m->ctx, &m->row);
	m->row.discriminator = 0;
	m->row.prologue_end = false;
}

static void advance(struct machine *m, uint64_t operations)
{
	uint64_t ops = m->op_index + operations;

	m->row.addr += m->table->min_length * (ops / m->table->max_ops);
	m->op_index = ops % m->table->max_ops;
}

static void special(struct machine *m, unsigned op)
{
	unsigned n = op - m->table->opcode_base;

	advance(m, n / m->table->line_range);
	m->row.line += (uint64_t)(int64_t)(m->table->line_base + (int)(n % m->table->line_range));
	emit(m);
}

/* Its length is said, so that one that is not known is passed over. */
static void extended(struct machine *m)
{
	uint64_t len = bytes_leb(&m->b, false);
	struct bytes b = m->b;

	if (!bytes_skip(&m->b, len) || !len)
		return;
	b.left = (size_t)len;
	switch (bytes_fixed(&b, 1)) {
	case DW_LNE_end_sequence:
		m->row.end_sequence = true;
		emit(m);
		reset(m);
		break;
	case DW_LNE_set_address:
		m->row.addr = bytes_fixed(&b, b.left < DW_ADDRESS_SIZE ? b.left : DW_ADDRESS_SIZE);
		m->op_index = 0;
		break;
	case DW_LNE_set_discriminator:
		m->row.discriminator = bytes_leb(&b, false);
		break;
	}
}

static void skip_operands(struct machine *m, unsigned op)
{
	for (unsigned i = 0; i < m->table->operands[op - 1]; i++)
		bytes_leb(&m->b, false);
}

static void standard(struct machine *m, unsigned op)
{
	switch (op) {
	case DW_LNS_copy:             emit(m);                                             break;
	case DW_LNS_advance_pc:       advance(m, bytes_leb(&m->b, false));                 break;
	case DW_LNS_advance_line:     m->row.line += bytes_leb(&m->b, true);               break;
	case DW_LNS_set_file:         m->row.file = bytes_leb(&m->b, false);               break;
	case DW_LNS_set_column:       m->row.column = bytes_leb(&m->b, false);             break;
	case DW_LNS_negate_stmt:      m->row.is_stmt = !m->row.is_stmt;                    break;
	case DW_LNS_const_add_pc:
		advance(m, (255 - m->table->opcode_base) / m->table->line_range);
		break;
	case DW_LNS_fixed_advance_pc:
		m->row.addr += bytes_fixed(&m->b, 2);
		m->op_index = 0;
		break;
	case DW_LNS_set_prologue_end: m->row.prologue_end = true;                          break;
	case DW_LNS_set_basic_block: case DW_LNS_set_epilogue_begin:                       break;
	default:                      skip_operands(m, op);                                break;
	}
}

/* A crafted file can name one long table from every unit. */
enum { TIMES_MAX = 8 };

static bool may_run(struct dw *d, const struct line_table *t)
{
	size_t all = dw_section(d, DW_LINE).left;

	if (d->lines_run / TIMES_MAX > all) {
		dw_damaged(d, "too many units with one line table");
		return false;
	}
	d->lines_run += t->program.left;
	return true;
}

void dw_each_line(struct dw *d, Dwarf_Die unit, void (*add)(void *ctx, const struct dw_line *l),
		  void *ctx)
{
	struct line_table t;
	struct machine m = { .table = &t, .add = add, .ctx = ctx };

	d = dw_side(d, unit);
	if (!line_table_read(d, unit, &t) || !may_run(d, &t))
		return;
	m.b = t.program;
	reset(&m);
	while (m.b.left) {
		unsigned op = (unsigned)bytes_fixed(&m.b, 1);
		if (op >= t.opcode_base)
			special(&m, op);
		else if (op)
			standard(&m, op);
		else
			extended(&m);
	}
	if (m.b.bad)
		dw_damaged(d, "a line table");
}
