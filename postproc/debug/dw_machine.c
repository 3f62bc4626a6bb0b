/* What location expressions compute; see dw_machine.h.  Each group of operations has a function
 * that says whether the operation is one of its own. */
#include "debug/dw_machine.h"

const char machine_damaged[] = "a damaged location expression";

void machine_fail(struct machine *m, const char *why)
{
	if (!m->why)
		m->why = why;
}

void machine_push_typed(struct machine *m, struct typed x)
{
	if (m->depth == MACHINE_STACK_MAX)
		machine_fail(m, "a location expression that needs too much stack");
	else
		m->stack[m->depth++] = x;
}

void machine_push(struct machine *m, uint64_t x)
{
	machine_push_typed(m, typed_generic(x));
}

struct typed machine_pop_typed(struct machine *m)
{
	if (m->depth)
		return m->stack[--m->depth];
	machine_fail(m, machine_damaged);
	return typed_generic(0);
}

uint64_t machine_pop(struct machine *m)
{
	return (uint64_t)machine_pop_typed(m).bits;
}

static struct typed from_top(struct machine *m, uint64_t n)
{
	if (n < m->depth)
		return m->stack[m->depth - 1 - n];
	machine_fail(m, machine_damaged);
	return typed_generic(0);
}

bool eval_read(const struct frame_state *f, uint64_t addr, uint64_t size, uint64_t *out)
{
	uint8_t byte[8];

	*out = 0;
	if (size < 1 || size > sizeof byte || !f->memory.read ||
	    f->memory.read(f->memory.ctx, addr, byte, size) != size)
		return false;
	for (uint64_t i = 0; i < size; i++)
		*out |= (uint64_t)byte[i] << 8 * i;
	return true;
}

bool eval_register(const struct frame_state *f, uint64_t reg, uint64_t *out)
{
	if (reg >= FRAME_REGS || !(f->reg_known & UINT32_C(1) << reg))
		return false;
	*out = f->reg[reg];
	return true;
}

uint64_t machine_register(struct machine *m, uint64_t n)
{
	uint64_t x = 0;

	if (!eval_register(m->c.f, n, &x))
		machine_fail(m, "in a register that is not recorded");
	return x;
}

static void deref(struct machine *m, uint64_t size)
{
	uint64_t x;

	if (!eval_read(m->c.f, machine_pop(m), size, &x))
		machine_fail(m, "its address is in memory that is not recorded");
	machine_push(m, x);
}

static uint64_t frame_base(struct machine *m)
{
	const struct function *function = m->c.f->function;
	struct eval_context c = { .object = m->c.object, .f = m->c.f, .in_frame_base = true,
				  .depth = m->c.depth + 1, .run = m->c.run };
	uint64_t x = 0;

	if (m->c.in_frame_base || !function || !function->frame_base) {
		machine_fail(m, "its frame's base is unknown");
		return 0;
	}
	struct location at = where_locate(function->frame_base, &c);
	if (at.kind == LOCATION_MEMORY)          /* here the result is an address by itself */
		return at.addr;
	if (!eval_number(m->c.f, &at, sizeof x, &x))
		machine_fail(m, at.kind == LOCATION_ABSENT ? at.why
							   : "its frame's base is unknown");
	return x;
}

static uint64_t frame_address(struct machine *m)
{
	if (!m->c.f->cfa)
		machine_fail(m, "its frame's address is unknown");
	return m->c.f->cfa;
}

static bool run_constant(struct machine *m, const struct dw_op *o)
{
	if (o->op >= DW_OP_lit0 && o->op <= DW_OP_lit31) {
		machine_push(m, o->op - DW_OP_lit0);
		return true;
	}
	switch (o->op) {
	case DW_OP_addr:
		machine_push(m, o->a + m->c.f->bias);
		return true;
	case DW_OP_const1u: case DW_OP_const2u: case DW_OP_const4u: case DW_OP_const8u:
	case DW_OP_constu: case DW_OP_const8s: case DW_OP_consts:
		machine_push(m, o->a);
		return true;
	case DW_OP_const1s: machine_push(m, (uint64_t)(int8_t)o->a);  return true;
	case DW_OP_const2s: machine_push(m, (uint64_t)(int16_t)o->a); return true;
	case DW_OP_const4s: machine_push(m, (uint64_t)(int32_t)o->a); return true;
	default:
		return false;
	}
}

static bool run_address(struct machine *m, const struct dw_op *o)
{
	if (o->op >= DW_OP_breg0 && o->op <= DW_OP_breg31) {
		machine_push(m, machine_register(m, o->op - DW_OP_breg0) + o->a);
		return true;
	}
	switch (o->op) {
	case DW_OP_bregx:
		machine_push(m, machine_register(m, o->a) + o->b);
		return true;
	case DW_OP_fbreg:          machine_push(m, frame_base(m) + o->a); return true;
	case DW_OP_call_frame_cfa: machine_push(m, frame_address(m));     return true;
	case DW_OP_deref:          deref(m, 8);                           return true;
	case DW_OP_deref_size:     deref(m, o->a);                        return true;
	case DW_OP_form_tls_address: case DW_OP_GNU_push_tls_address:
		if (!m->c.f->tls)
			machine_fail(m, "thread-local, and this thread has not got it yet");
		machine_push(m, machine_pop(m) + m->c.f->tls);
		return true;
	default:
		return false;
	}
}

static bool run_stack(struct machine *m, const struct dw_op *o)
{
	struct typed a, b, c;

	switch (o->op) {
	case DW_OP_dup:  machine_push_typed(m, from_top(m, 0));    return true;
	case DW_OP_over: machine_push_typed(m, from_top(m, 1));    return true;
	case DW_OP_pick: machine_push_typed(m, from_top(m, o->a)); return true;
	case DW_OP_drop: machine_pop(m);                           return true;
	case DW_OP_nop:                                    return true;
	case DW_OP_swap:
		a = machine_pop_typed(m), b = machine_pop_typed(m);
		machine_push_typed(m, a), machine_push_typed(m, b);
		return true;
	case DW_OP_rot:                          /* the top goes below the next two */
		a = machine_pop_typed(m), b = machine_pop_typed(m), c = machine_pop_typed(m);
		machine_push_typed(m, a), machine_push_typed(m, c), machine_push_typed(m, b);
		return true;
	default:
		return false;
	}
}

static bool run_unary(struct machine *m, const struct dw_op *o)
{
	const char *why = NULL;
	struct typed x = m->depth ? m->stack[m->depth - 1] : typed_generic(0);

	if (!typed_unary(o->op, o->a, &x, &why))
		return false;
	machine_pop(m);
	machine_push_typed(m, x);
	if (why)
		machine_fail(m, why);
	return true;
}

static bool run_binary(struct machine *m, const struct dw_op *o)
{
	const char *why = NULL;
	size_t n = m->depth;
	struct typed none = typed_generic(1), x;
	struct typed b = n ? m->stack[n - 1] : none, a = n > 1 ? m->stack[n - 2] : none;

	if (!typed_binary(o->op, a, b, &x, &why))
		return false;
	machine_pop(m), machine_pop(m);                  /* reports a stack that was too short */
	machine_push_typed(m, x);
	if (why)
		machine_fail(m, why);
	return true;
}

/* size bytes of memory or of a register, as a number of o's type. */
static void push_bytes(struct machine *m, const struct dw_op *o, const uint8_t *byte, size_t known,
		       const char *why)
{
	if (o->size > TYPED_BYTES || known < o->size)
		machine_fail(m, why);
	else
		machine_push_typed(m, typed_from_bytes(byte, o->encoding, o->size));
}

static void deref_type(struct machine *m, const struct dw_op *o)
{
	const struct memory *memory = &m->c.f->memory;
	uint8_t byte[TYPED_BYTES];
	uint64_t addr = machine_pop(m);
	size_t known = memory->read && o->size <= sizeof byte
		       ? memory->read(memory->ctx, addr, byte, o->size) : 0;

	push_bytes(m, o, byte, known, "its address is in memory that is not recorded");
}

static void convert(struct machine *m, const struct dw_op *o)
{
	machine_push_typed(m, typed_convert(machine_pop_typed(m), o->encoding, o->size));
}

static bool run_typed(struct machine *m, const struct dw_op *o)
{
	uint8_t byte[REGISTER_BYTES];
	size_t known;

	switch (o->op) {
	case DW_OP_const_type: case DW_OP_GNU_const_type:
		push_bytes(m, o, (const uint8_t *)(uintptr_t)o->b, o->b ? o->a : 0,
			   machine_damaged);
		return true;
	case DW_OP_regval_type: case DW_OP_GNU_regval_type:
		known = register_bytes(m->c.f, (unsigned)o->a, byte);
		push_bytes(m, o, byte, known, "in a register that is not recorded");
		return true;
	case DW_OP_deref_type: case DW_OP_GNU_deref_type:
		deref_type(m, o);
		return true;
	case DW_OP_convert: case DW_OP_GNU_convert:
		convert(m, o);
		return true;
	case DW_OP_reinterpret: case DW_OP_GNU_reinterpret:
		machine_push_typed(m, typed_reinterpret(machine_pop_typed(m), o->encoding,
							o->size));
		return true;
	default:
		return false;
	}
}

bool machine_compute(struct machine *m, const struct dw_op *o)
{
	return run_constant(m, o) || run_address(m, o) || run_stack(m, o) || run_unary(m, o) ||
	       run_binary(m, o) || run_typed(m, o);
}
