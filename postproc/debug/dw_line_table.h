/* The line table of a unit: its header; private to dw_line_table.c and dw_line_program.c. */
#ifndef DEBUG_DW_LINE_TABLE_H
#define DEBUG_DW_LINE_TABLE_H
#include "debug/dw_private.h"

struct line_table {
	unsigned version;
	size_t offset_size;
	unsigned min_length, max_ops;    /* bytes of an instruction, operations in it */
	bool default_is_stmt;
	int line_base;
	unsigned line_range, opcode_base;
	const uint8_t *operands;         /* of standard operation n: operands[n - 1] */
	struct bytes names;              /* directories and files */
	struct bytes program;
};

/* False: none, or damaged. */
bool line_table_read(struct dw *d, Dwarf_Die unit, struct line_table *t);
#endif
