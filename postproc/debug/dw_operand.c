/* What operations of location expressions name: base types, other DIEs, and the expression inside
 * an entry value. */
#include "debug/dw_private.h"
#include "debug/dw_typed.h"

enum { NESTING_MAX = 2 };                /* of expressions in entry values: compilers have 1 */

/* Of a DIE that is named by its offset in the unit of another one. */
static uint64_t key_in_unit(struct dw *d, Dwarf_Die die, uint64_t offset)
{
	Dwarf_Off here = 0, in_unit = 0;
	Dwarf_Error e = NULL;

	if (!dw_ok(d, dwarf_dieoffset(die, &here, &e), e) ||
	    !dw_ok(d, dwarf_die_CU_offset(die, &in_unit, &e), e) || in_unit > here)
		return 0;
	return (here - in_unit + offset) << 1 | !dwarf_get_die_infotypes_flag(die);
}

/* Offset 0: the generic type. */
static void set_base_type(struct dw *d, Dwarf_Die die, struct dw_op *op, uint64_t offset)
{
	Dwarf_Die type = offset ? dw_die(d, key_in_unit(d, die, offset)) : NULL;
	int64_t encoding = 0, size = 0;

	if (!offset) {
		op->size = 8;
	} else if (type && dw_const(d, type, DW_AT_encoding, &encoding) &&
		   dw_const(d, type, DW_AT_byte_size, &size) && encoding > 0 && encoding <= UINT8_MAX &&
		   typed_is_base((unsigned)encoding, (uint64_t)size)) {
		op->encoding = (uint8_t)encoding;
		op->size = (uint8_t)size;
	} else {
		op->op = 0;              /* no operation has this code */
	}
	dw_free(type);
}

/* The constant's length is in front of its bytes. */
static void set_constant(struct dw *d, Dwarf_Die die, struct dw_op *op)
{
	const uint8_t *block = (const uint8_t *)(uintptr_t)op->b;

	set_base_type(d, die, op, op->a);
	op->a = *block;
	op->b = (uintptr_t)(block + 1);
}

static void set_inner(struct dw *d, Dwarf_Die die, size_t offset_size, struct arena *to,
		      struct dw_op *op, unsigned nesting)
{
	const struct bytes b = { .at = (const uint8_t *)(uintptr_t)op->b, .left = (size_t)op->a };
	struct dw_entry *inner = arena_alloc(to, sizeof *inner);
	struct dw_op *list = NULL;

	if (nesting == NESTING_MAX || !dw_expr(d, b, offset_size, to, &list, &inner->n_ops))
		return;
	dw_resolve(d, die, offset_size, to, list, inner->n_ops, nesting + 1);
	inner->always = true;
	inner->op = list;
	op->inner = inner;
}

static void resolve(struct dw *d, Dwarf_Die die, struct dw_op *op)
{
	switch (op->op) {
	case DW_OP_convert: case DW_OP_GNU_convert:
	case DW_OP_reinterpret: case DW_OP_GNU_reinterpret:
		set_base_type(d, die, op, op->a);
		return;
	case DW_OP_regval_type: case DW_OP_GNU_regval_type:
	case DW_OP_deref_type: case DW_OP_GNU_deref_type:
		set_base_type(d, die, op, op->b);
		return;
	case DW_OP_const_type: case DW_OP_GNU_const_type:
		set_constant(d, die, op);
		return;
	case DW_OP_implicit_pointer: case DW_OP_GNU_implicit_pointer:
	case DW_OP_GNU_variable_value: case DW_OP_call_ref:
		op->die = op->a << 1;    /* these name it by its offset in .debug_info */
		return;
	case DW_OP_call2: case DW_OP_call4:
		op->die = key_in_unit(d, die, op->a);
		return;
	default:
		return;
	}
}

void dw_resolve(struct dw *d, Dwarf_Die die, size_t offset_size, struct arena *to,
		struct dw_op *op, size_t n, unsigned nesting)
{
	for (size_t i = 0; i < n; i++) {
		if (op[i].op == DW_OP_entry_value || op[i].op == DW_OP_GNU_entry_value)
			set_inner(d, die, offset_size, to, &op[i], nesting);
		else
			resolve(d, die, &op[i]);
	}
}
