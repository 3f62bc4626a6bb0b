/* libdwarf: location expressions, alone and in lists. */
#include "debug/dw_private.h"
#include "debug/dw_typed.h"
#include <string.h>

#ifdef HAVE_LIBDWARF_NEW
static void free_locations(Dwarf_Loc_Head_c head)
{
	dwarf_dealloc_loc_head_c(head);
}
#else
static void free_locations(Dwarf_Loc_Head_c head)
{
	dwarf_loc_head_c_dealloc(head);
}
#endif

enum { NESTING_MAX = 2 };                /* of expressions in entry values: compilers have 1 */

/* Of one attribute's expressions. */
struct expressions {
	struct dw *d;
	Dwarf_Die die;                   /* that has the attribute */
	struct arena *to;
	unsigned nesting;
};

/* DW_OP_addrx and constx name a slot of .debug_addr: replaced by what it holds. */
static void look_up_index(const struct expressions *x, struct dw_op *op)
{
	bool is_addr = op->op == DW_OP_addrx || op->op == DW_OP_GNU_addr_index;
	bool is_const = op->op == DW_OP_constx || op->op == DW_OP_GNU_const_index;
	Dwarf_Addr value = 0;
	Dwarf_Error e = NULL;

	if (!is_addr && !is_const)
		return;
	if (!dw_ok(x->d, dwarf_debug_addr_index_to_addr(x->die, op->a, &value, &e), e))
		return;
	op->op = is_addr ? DW_OP_addr : DW_OP_const8u;
	op->a = value;
}

/* Of a DIE that is named by its offset in the unit. */
static uint64_t key_in_unit(const struct expressions *x, uint64_t offset)
{
	Dwarf_Off here = 0, in_unit = 0;
	Dwarf_Error e = NULL;

	if (!dw_ok(x->d, dwarf_dieoffset(x->die, &here, &e), e) ||
	    !dw_ok(x->d, dwarf_die_CU_offset(x->die, &in_unit, &e), e) || in_unit > here)
		return 0;
	return (here - in_unit + offset) << 1 | !dwarf_get_die_infotypes_flag(x->die);
}

static void set_base_type(const struct expressions *x, struct dw_op *op, uint64_t offset)
{
	Dwarf_Die type = offset ? dw_die(x->d, key_in_unit(x, offset)) : NULL;
	int64_t encoding = 0, size = 0;

	if (!offset) {
		op->size = 8;
	} else if (type && dw_const(x->d, type, DW_AT_encoding, &encoding) &&
		   dw_const(x->d, type, DW_AT_byte_size, &size) && encoding > 0 &&
		   typed_is_base((unsigned)encoding, (uint64_t)size)) {
		op->encoding = (uint8_t)encoding;
		op->size = (uint8_t)size;
	} else {
		op->op = 0;              /* no operation has this code */
	}
	dw_free(type);
}

static const struct dw_op *operations(const struct expressions *x, Dwarf_Locdesc_c from, size_t n);

/* The expression of an entry value, which libdwarf leaves as bytes. */
static void read_inner(const struct expressions *x, struct dw_op *op)
{
	struct expressions inside = *x;
	struct dw_entry *inner = arena_alloc(x->to, sizeof *inner);
	Dwarf_Loc_Head_c head = NULL;
	Dwarf_Unsigned n = 0, raw1, raw2, at1, at2, n_ops = 0;
	Dwarf_Small kind = 0, source = 0;
	Dwarf_Half version = 0, offset_size = 0;
	Dwarf_Bool unavailable = false;
	Dwarf_Addr low = 0, high = 0;
	Dwarf_Locdesc_c ops = NULL;
	Dwarf_Error e = NULL;

	if (++inside.nesting > NESTING_MAX || !op->b ||
	    dwarf_get_version_of_die(x->die, &version, &offset_size) != DW_DLV_OK ||
	    !dw_ok(x->d, dwarf_loclist_from_expr_c(x->d->dbg, (void *)(uintptr_t)op->b, op->a, 8,
						   offset_size, (Dwarf_Small)version, &head, &n,
						   &e), e))
		return;
	if (dw_ok(x->d, dwarf_get_locdesc_entry_d(head, 0, &kind, &raw1, &raw2, &unavailable, &low,
						  &high, &n_ops, &ops, &source, &at1, &at2, &e), e)) {
		inner->always = true;
		inner->n_ops = n_ops;
		inner->op = operations(&inside, ops, n_ops);
		op->inner = inner;
	}
	free_locations(head);
}

/* What an operation's operands refer to. */
static void resolve(const struct expressions *x, struct dw_op *op, uint64_t c)
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
		set_base_type(x, op, op->a);
		op->a = op->b;
		op->b = c;
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

static const struct dw_op *operations(const struct expressions *x, Dwarf_Locdesc_c from, size_t n)
{
	struct dw_op *op = arena_array(x->to, n, sizeof *op);

	for (size_t i = 0; i < n; i++) {
		Dwarf_Small code = 0;
		Dwarf_Unsigned a = 0, b = 0, c = 0, at = 0;
		Dwarf_Error e = NULL;
		if (!dw_ok(x->d, dwarf_get_location_op_value_c(from, i, &code, &a, &b, &c, &at, &e), e))
			code = 0;        /* no operation has this code */
		op[i] = (struct dw_op){ .op = code, .a = a, .b = b, .at = at };
		resolve(x, &op[i], c);
	}
	return op;
}

static bool one_entry(const struct expressions *x, Dwarf_Loc_Head_c head, Dwarf_Unsigned i,
		      struct dw_entry *out)
{
	Dwarf_Small kind = 0, source = 0;
	Dwarf_Unsigned raw1, raw2, n = 0, at1, at2;
	Dwarf_Bool unavailable = false;
	Dwarf_Addr low = 0, high = 0;
	Dwarf_Locdesc_c ops = NULL;
	Dwarf_Error e = NULL;

	if (!dw_ok(x->d, dwarf_get_locdesc_entry_d(head, i, &kind, &raw1, &raw2, &unavailable, &low,
						   &high, &n, &ops, &source, &at1, &at2, &e), e))
		return false;
	out->always = source == DW_LKIND_expression ||
		      (source == DW_LKIND_loclists && kind == DW_LLE_default_location);
	out->low = low;
	out->high = high;
	if (!out->always && (low > high || unavailable || (low == high && !n)))
		return false;            /* end of list, base address, or nowhere */
	out->n_ops = n;
	out->op = operations(x, ops, n);
	return true;
}

bool dw_location(struct dw *d, Dwarf_Die die, unsigned at, struct arena *to,
		 const struct dw_entry **entry, size_t *n)
{
	struct expressions x = { .d = d, .die = die, .to = to };
	Dwarf_Attribute attr = dw_attr(d, die, at);
	Dwarf_Loc_Head_c head = NULL;
	Dwarf_Unsigned count = 0;
	Dwarf_Error e = NULL;

	*n = 0;
	if (!attr)
		return false;
	bool ok = dw_ok(d, dwarf_get_loclist_c(attr, &head, &count, &e), e);
	if (ok) {
		struct dw_entry *list = arena_array(to, count, sizeof *list);
		for (Dwarf_Unsigned i = 0; i < count; i++)
			*n += one_entry(&x, head, i, &list[*n]);
		*entry = list;
		free_locations(head);
	}
	dwarf_dealloc_attribute(attr);
	return ok;
}
