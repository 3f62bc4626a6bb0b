/* Location expressions (DWARF 5, 2.5 and 7.7.1): bytes into operations with their operands.
 *
 * Read here and not by libdwarf: 20210528 uses memory that it has freed when one is damaged. */
#include "debug/dw_private.h"

enum operand {
	NONE, U1, U2, U4, U8,            /* of fixed size */
	ULEB, SLEB,
	ADDRESS,
	SECTION_OFFSET,                  /* as large as its unit's offsets */
	BLOCK,                           /* a length, then so many bytes: two operands, length and pointer */
	SHORT_BLOCK,                     /* the same with a length of one byte: one operand, pointer to that */
};

static const struct op_form { uint8_t op, last; uint8_t operand[2]; } forms[] = {
	{ DW_OP_addr,                   0, { ADDRESS } },
	{ DW_OP_deref,                  0, { NONE } },
	{ DW_OP_const1u, DW_OP_const1s, { U1 } },
	{ DW_OP_const2u, DW_OP_const2s, { U2 } },
	{ DW_OP_const4u, DW_OP_const4s, { U4 } },
	{ DW_OP_const8u, DW_OP_const8s, { U8 } },
	{ DW_OP_constu,                 0, { ULEB } },
	{ DW_OP_consts,                 0, { SLEB } },
	{ DW_OP_dup,        DW_OP_over, { NONE } },
	{ DW_OP_pick,                   0, { U1 } },
	{ DW_OP_swap,       DW_OP_plus, { NONE } },
	{ DW_OP_plus_uconst,            0, { ULEB } },
	{ DW_OP_shl,         DW_OP_xor, { NONE } },
	{ DW_OP_bra,                    0, { U2 } },
	{ DW_OP_eq,           DW_OP_ne, { NONE } },
	{ DW_OP_skip,                   0, { U2 } },
	{ DW_OP_lit0,      DW_OP_reg31, { NONE } },
	{ DW_OP_breg0,    DW_OP_breg31, { SLEB } },
	{ DW_OP_regx,                   0, { ULEB } },
	{ DW_OP_fbreg,                  0, { SLEB } },
	{ DW_OP_bregx,                  0, { ULEB, SLEB } },
	{ DW_OP_piece,                  0, { ULEB } },
	{ DW_OP_deref_size, DW_OP_xderef_size, { U1 } },
	{ DW_OP_nop, DW_OP_push_object_address, { NONE } },
	{ DW_OP_call2,                  0, { U2 } },
	{ DW_OP_call4,                  0, { U4 } },
	{ DW_OP_call_ref,               0, { SECTION_OFFSET } },
	{ DW_OP_form_tls_address, DW_OP_call_frame_cfa, { NONE } },
	{ DW_OP_bit_piece,              0, { ULEB, ULEB } },
	{ DW_OP_implicit_value,         0, { BLOCK } },
	{ DW_OP_stack_value,            0, { NONE } },
	{ DW_OP_implicit_pointer,       0, { SECTION_OFFSET, SLEB } },
	{ DW_OP_addrx,    DW_OP_constx, { ULEB } },
	{ DW_OP_entry_value,            0, { BLOCK } },
	{ DW_OP_const_type,             0, { ULEB, SHORT_BLOCK } },
	{ DW_OP_regval_type,            0, { ULEB, ULEB } },
	{ DW_OP_deref_type, DW_OP_xderef_type, { U1, ULEB } },
	{ DW_OP_convert, DW_OP_reinterpret, { ULEB } },
	{ DW_OP_GNU_push_tls_address, DW_OP_GNU_uninit, { NONE } },
	{ DW_OP_GNU_implicit_pointer,   0, { SECTION_OFFSET, SLEB } },
	{ DW_OP_GNU_entry_value,        0, { BLOCK } },
	{ DW_OP_GNU_const_type,         0, { ULEB, SHORT_BLOCK } },
	{ DW_OP_GNU_regval_type,        0, { ULEB, ULEB } },
	{ DW_OP_GNU_deref_type,         0, { U1, ULEB } },
	{ DW_OP_GNU_convert, DW_OP_GNU_reinterpret, { ULEB } },
	{ DW_OP_GNU_parameter_ref,      0, { U4 } },
	{ DW_OP_GNU_addr_index, DW_OP_GNU_const_index, { ULEB } },
	{ DW_OP_GNU_variable_value,     0, { SECTION_OFFSET } },
};

static const struct op_form *form_of(uint8_t op)
{
	for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++)
		if (op == forms[i].op || (op > forms[i].op && op <= forms[i].last))
			return &forms[i];
	return NULL;
}

/* The next operand, or the next two. */
static uint64_t *take_block(struct bytes *b, uint64_t len, uint64_t *to)
{
	*to++ = len;
	*to++ = (uintptr_t)bytes_skip(b, len);
	return to;
}

static uint64_t *take_operand(struct bytes *b, enum operand kind, size_t offset_size, uint64_t *to)
{
	switch (kind) {
	case NONE:           return to;
	case U1:             *to = bytes_fixed(b, 1);           break;
	case U2:             *to = bytes_fixed(b, 2);           break;
	case U4:             *to = bytes_fixed(b, 4);           break;
	case U8:             *to = bytes_fixed(b, 8);           break;
	case ULEB:           *to = bytes_leb(b, false);         break;
	case SLEB:           *to = bytes_leb(b, true);          break;
	case ADDRESS:        *to = bytes_fixed(b, DW_ADDRESS_SIZE); break;
	case SECTION_OFFSET: *to = bytes_fixed(b, offset_size); break;
	case BLOCK:          return take_block(b, bytes_leb(b, false), to);
	case SHORT_BLOCK:
		*to = (uintptr_t)b->at;
		bytes_skip(b, bytes_fixed(b, 1));
		break;
	}
	return to + 1;
}

/* What is behind an operation of an unknown code cannot be told from its operands. */
static bool take_op(struct bytes *b, size_t offset_size, struct dw_op *op)
{
	uint64_t operand[2] = { 0 }, *next = operand;

	op->op = (uint8_t)bytes_fixed(b, 1);
	const struct op_form *f = form_of(op->op);
	for (int i = 0; f && i < 2; i++)
		next = take_operand(b, f->operand[i], offset_size, next);
	op->a = operand[0];
	op->b = operand[1];
	return f && !b->bad;
}

bool dw_expr(const struct expressions *x, struct bytes b, struct dw_op **out, size_t *n)
{
	struct bytes all = b;
	size_t offset_size = x->unit->offset_size;
	struct dw_op op;

	for (*n = 0; b.left; ++*n)
		if (!take_op(&b, offset_size, &op))
			return false;
	if (x->shared && !dw_spend(x->dw, *n))
		return false;
	struct dw_op *list = arena_array(x->to, *n, sizeof *list);
	b = all;
	for (size_t i = 0; i < *n; i++) {
		list[i].at = all.left - b.left;
		take_op(&b, offset_size, &list[i]);
		dw_resolve(x, &list[i]);
	}
	*out = list;
	return true;
}
