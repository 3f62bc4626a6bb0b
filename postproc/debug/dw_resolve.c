/* What the operands of location expressions refer to: slots of .debug_addr, base types, other DIEs,
 * expressions within expressions. */
#include "debug/dw_private.h"
#include "debug/dw_typed.h"

enum { NESTING_MAX = 2 };                /* of expressions in entry values: compilers have 1 */

/* DW_OP_addrx and constx are replaced by what the slot holds. */
static void look_up_index(const struct expressions *x, struct dw_op *op)
{
	bool is_addr = op->op == DW_OP_addrx || op->op == DW_OP_GNU_addr_index;
	uint64_t value;

	if (!dw_address(x->dw, x->unit, op->a, &value))
		return;
	op->op = is_addr ? DW_OP_addr : DW_OP_const8u;
	op->a = value;
}

/* Of a DIE that is named by its offset in the unit. */
static uint64_t key_in_unit(const struct expressions *x, uint64_t offset)
{
	Dwarf_Off here = 0, in_unit = 0;
	Dwarf_Error e = NULL;

	if (!dw_ok(x->dw, dwarf_dieoffset(x->die, &here, &e), e) ||
	    !dw_ok(x->dw, dwarf_die_CU_offset(x->die, &in_unit, &e), e) || in_unit > here)
		return 0;
	return (here - in_unit + offset) << 1 | !dwarf_get_die_infotypes_flag(x->die);
}

static void set_base_type(const struct expressions *x, struct dw_op *op, uint64_t offset)
{
	Dwarf_Die type = offset ? dw_die(x->dw, key_in_unit(x, offset)) : NULL;
	int64_t encoding = 0, size = 0;

	if (!offset) {
		op->size = 8;
	} else if (type && dw_const(x->dw, type, DW_AT_encoding, &encoding) &&
		   dw_const(x->dw, type, DW_AT_byte_size, &size) && encoding > 0 && encoding <= UINT8_MAX &&
		   typed_is_base((unsigned)encoding, (uint64_t)size)) {
		op->encoding = (uint8_t)encoding;
		op->size = (uint8_t)size;
	} else {
		op->op = 0;              /* no operation has this code */
	}
	dw_free(type);
}

/* A constant's operands become its length and a pointer to its bytes. */
static void set_constant(const struct expressions *x, struct dw_op *op)
{
	const uint8_t *len = (const uint8_t *)(uintptr_t)op->b;

	set_base_type(x, op, op->a);
	op->a = *len;
	op->b = (uintptr_t)(len + 1);
}

/* The expression of an entry value. */
static void read_inner(const struct expressions *x, struct dw_op *op)
{
	struct expressions inside = *x;
	struct dw_entry *inner;
	struct dw_op *ops;

	if (++inside.nesting > NESTING_MAX)
		return;
	inner = arena_alloc(x->to, sizeof *inner);
	inner->always = true;
	struct bytes b = { .at = (const uint8_t *)(uintptr_t)op->b, .left = (size_t)op->a };
	if (dw_expr(&inside, b, &ops, &inner->n_ops)) {
		inner->op = ops;
		op->inner = inner;
	}
}

void dw_resolve(const struct expressions *x, struct dw_op *op)
{
	switch (op->op) {
	case DW_OP_addrx: case DW_OP_GNU_addr_index: case DW_OP_constx: case DW_OP_GNU_const_index:
		look_up_index(x, op);
		return;
	case DW_OP_convert: case DW_OP_GNU_convert:
	case DW_OP_reinterpret: case DW_OP_GNU_reinterpret:
		set_base_type(x, op, op->a);
		return;
	case DW_OP_regval_type: case DW_OP_GNU_regval_type:
	case DW_OP_deref_type: case DW_OP_GNU_deref_type:
		set_base_type(x, op, op->b);
		return;
	case DW_OP_const_type: case DW_OP_GNU_const_type:
		set_constant(x, op);
		return;
	case DW_OP_entry_value: case DW_OP_GNU_entry_value:
		read_inner(x, op);
		return;
	case DW_OP_implicit_pointer: case DW_OP_GNU_implicit_pointer:
	case DW_OP_GNU_variable_value: case DW_OP_call_ref:
		op->die = op->a << 1;    /* these name it by its offset in .debug_info */
		return;
	case DW_OP_call2: case DW_OP_call4:
		op->die = key_in_unit(x, op->a);
		return;
	default:
		return;
	}
}
