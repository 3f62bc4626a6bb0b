/* The stack machine of DWARF 5, sections 2.5 and 2.6.
 *
 * Each group of operations has a function that says whether the operation is one of its own.
 * The first fault is sticky (`why`) and ends the run.  Typed operations, pieces and what only
 * the caller's frame knows give "absent", each with its reason. */
#include "debug/dw_eval.h"
#include <string.h>

enum { STACK_MAX = 64, RUN_MAX = 10000 };        /* operations executed: branches may loop */

struct machine {
	const struct dw_entry *e;
	const struct frame_state *f;
	bool in_frame_base;
	uint64_t stack[STACK_MAX];
	size_t depth, next;              /* next: index of the operation to run */
	const char *why;
	struct location result;          /* if has_result; else the top of stack is an address */
	bool has_result;
};

static void fail(struct machine *m, const char *why)
{
	if (!m->why)
		m->why = why;
}

static void push(struct machine *m, uint64_t x)
{
	if (m->depth == STACK_MAX)
		fail(m, "a location expression that needs too much stack");
	else
		m->stack[m->depth++] = x;
}

static uint64_t pop(struct machine *m)
{
	if (m->depth)
		return m->stack[--m->depth];
	fail(m, "a damaged location expression");
	return 0;
}

static uint64_t from_top(struct machine *m, uint64_t n)
{
	if (n < m->depth)
		return m->stack[m->depth - 1 - n];
	fail(m, "a damaged location expression");
	return 0;
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

static uint64_t reg(struct machine *m, uint64_t n)
{
	uint64_t x = 0;

	if (!eval_register(m->f, n, &x))
		fail(m, "in a register that is not recorded");
	return x;
}

static void deref(struct machine *m, uint64_t size)
{
	uint64_t x;

	if (!eval_read(m->f, pop(m), size, &x))
		fail(m, "its address is in memory that is not recorded");
	push(m, x);
}

static uint64_t frame_base(struct machine *m)
{
	const struct where *w = m->f->function ? m->f->function->frame_base : NULL;
	uint64_t x = 0;

	if (m->in_frame_base || !w) {
		fail(m, "its frame's base is unknown");
		return 0;
	}
	struct location at = where_locate(w, m->f, true);
	switch (at.kind) {
	case LOCATION_MEMORY:   return at.addr;
	case LOCATION_VALUE:    return at.value;
	case LOCATION_REGISTER: x = reg(m, at.reg); return x;
	case LOCATION_ABSENT:   fail(m, at.why); return 0;
	}
	return 0;
}

static uint64_t frame_address(struct machine *m)
{
	if (!m->f->cfa)
		fail(m, "its frame's address is unknown");
	return m->f->cfa;
}

static bool run_constant(struct machine *m, const struct dw_op *o)
{
	if (o->op >= DW_OP_lit0 && o->op <= DW_OP_lit31) {
		push(m, o->op - DW_OP_lit0);
		return true;
	}
	switch (o->op) {
	case DW_OP_addr:
		push(m, o->a + m->f->bias);
		return true;
	case DW_OP_const1u: case DW_OP_const2u: case DW_OP_const4u: case DW_OP_const8u:
	case DW_OP_constu: case DW_OP_const8s: case DW_OP_consts:
		push(m, o->a);
		return true;
	case DW_OP_const1s: push(m, (uint64_t)(int8_t)o->a);  return true;
	case DW_OP_const2s: push(m, (uint64_t)(int16_t)o->a); return true;
	case DW_OP_const4s: push(m, (uint64_t)(int32_t)o->a); return true;
	default:
		return false;
	}
}

static bool run_address(struct machine *m, const struct dw_op *o)
{
	if (o->op >= DW_OP_breg0 && o->op <= DW_OP_breg31) {
		push(m, reg(m, o->op - DW_OP_breg0) + o->a);
		return true;
	}
	switch (o->op) {
	case DW_OP_bregx:          push(m, reg(m, o->a) + o->b);     return true;
	case DW_OP_fbreg:          push(m, frame_base(m) + o->a);    return true;
	case DW_OP_call_frame_cfa: push(m, frame_address(m));        return true;
	case DW_OP_deref:          deref(m, 8);                      return true;
	case DW_OP_deref_size:     deref(m, o->a);                   return true;
	case DW_OP_form_tls_address: case DW_OP_GNU_push_tls_address:
		if (!m->f->tls)
			fail(m, "thread-local, and this thread has not got it yet");
		push(m, pop(m) + m->f->tls);
		return true;
	default:
		return false;
	}
}

static bool run_stack(struct machine *m, const struct dw_op *o)
{
	uint64_t a, b, c;

	switch (o->op) {
	case DW_OP_dup:  push(m, from_top(m, 0));    return true;
	case DW_OP_over: push(m, from_top(m, 1));    return true;
	case DW_OP_pick: push(m, from_top(m, o->a)); return true;
	case DW_OP_drop: pop(m);                     return true;
	case DW_OP_swap:
		a = pop(m), b = pop(m);
		push(m, a), push(m, b);
		return true;
	case DW_OP_rot:                          /* the top goes below the next two */
		a = pop(m), b = pop(m), c = pop(m);
		push(m, a), push(m, c), push(m, b);
		return true;
	default:
		return false;
	}
}

static bool run_unary(struct machine *m, const struct dw_op *o)
{
	uint64_t x;

	switch (o->op) {
	case DW_OP_abs:
		x = pop(m);
		push(m, (int64_t)x < 0 ? -x : x);
		return true;
	case DW_OP_neg:         push(m, -pop(m));       return true;
	case DW_OP_not:         push(m, ~pop(m));       return true;
	case DW_OP_plus_uconst: push(m, pop(m) + o->a); return true;
	case DW_OP_nop:                                 return true;
	default:
		return false;
	}
}

/* Division is signed, modulus is not (2.5.1.4).  INT64_MIN / -1 wraps as negation does. */
static uint64_t divide(struct machine *m, uint64_t a, uint64_t b)
{
	if (!b) {
		fail(m, "a location expression that divides by zero");
		return 0;
	}
	return b == UINT64_MAX ? -a : (uint64_t)((int64_t)a / (int64_t)b);
}

static uint64_t modulus(struct machine *m, uint64_t a, uint64_t b)
{
	if (!b)
		fail(m, "a location expression that divides by zero");
	return b ? a % b : 0;
}

static uint64_t shift_right_signed(uint64_t a, uint64_t by)
{
	return (uint64_t)((int64_t)a >> (by < 64 ? by : 63));
}

static bool run_binary(struct machine *m, const struct dw_op *o)
{
	size_t was = m->depth;
	uint64_t b = was ? m->stack[was - 1] : 0, a = was > 1 ? m->stack[was - 2] : 0, x;

	switch (o->op) {
	case DW_OP_and:   x = a & b;                         break;
	case DW_OP_or:    x = a | b;                         break;
	case DW_OP_xor:   x = a ^ b;                         break;
	case DW_OP_plus:  x = a + b;                         break;
	case DW_OP_minus: x = a - b;                         break;
	case DW_OP_mul:   x = a * b;                         break;
	case DW_OP_div:   x = divide(m, a, b);               break;
	case DW_OP_mod:   x = modulus(m, a, b);              break;
	case DW_OP_shl:   x = b < 64 ? a << b : 0;           break;
	case DW_OP_shr:   x = b < 64 ? a >> b : 0;           break;
	case DW_OP_shra:  x = shift_right_signed(a, b);      break;
	case DW_OP_eq:    x = a == b;                        break;
	case DW_OP_ne:    x = a != b;                        break;
	case DW_OP_lt:    x = (int64_t)a < (int64_t)b;       break;
	case DW_OP_le:    x = (int64_t)a <= (int64_t)b;      break;
	case DW_OP_gt:    x = (int64_t)a > (int64_t)b;       break;
	case DW_OP_ge:    x = (int64_t)a >= (int64_t)b;      break;
	default:
		return false;
	}
	pop(m), pop(m);                  /* reports a stack that was too short */
	push(m, x);
	return true;
}

/* Branches count bytes from the end of their 3; they must meet an operation, or the end. */
static void jump(struct machine *m, const struct dw_op *o)
{
	int64_t to = (int64_t)(o->at + 3) + (int16_t)o->a;
	size_t n = m->e->n_ops;

	for (size_t i = 0; i < n; i++) {
		if ((int64_t)m->e->op[i].at == to) {
			m->next = i;
			return;
		}
	}
	if (to > (int64_t)m->e->op[n - 1].at)
		m->next = n;
	else
		fail(m, "a damaged location expression");
}

static bool run_branch(struct machine *m, const struct dw_op *o)
{
	switch (o->op) {
	case DW_OP_skip:
		jump(m, o);
		return true;
	case DW_OP_bra:
		if (pop(m))
			jump(m, o);
		return true;
	default:
		return false;
	}
}

static void implicit_value(struct machine *m, const struct dw_op *o)
{
	uint64_t value = 0;
	const void *byte = (const void *)(uintptr_t)o->b;

	if (o->a > sizeof value || !byte) {
		fail(m, "optimised out, a constant of more than 8 bytes");
		return;
	}
	memcpy(&value, byte, (size_t)o->a);
	m->result = (struct location){ .kind = LOCATION_VALUE, .value = value };
}

/* What says where the object is; only a piece may follow. */
static bool run_result(struct machine *m, const struct dw_op *o)
{
	if (o->op >= DW_OP_reg0 && o->op <= DW_OP_reg31) {
		m->result = (struct location){ .kind = LOCATION_REGISTER, .reg = o->op - DW_OP_reg0 };
	} else if (o->op == DW_OP_regx) {
		m->result = (struct location){ .kind = LOCATION_REGISTER, .reg = (unsigned)o->a };
	} else if (o->op == DW_OP_implicit_value) {
		implicit_value(m, o);
	} else if (o->op == DW_OP_stack_value) {
		m->result = (struct location){ .kind = LOCATION_VALUE, .value = pop(m) };
	} else {
		return false;
	}
	m->has_result = true;
	return true;
}

static void give_up(struct machine *m, const struct dw_op *o)
{
	switch (o->op) {
	case DW_OP_piece: case DW_OP_bit_piece:
		fail(m, "in pieces, not all of them in memory");
		break;
	case DW_OP_entry_value: case DW_OP_GNU_entry_value:
		fail(m, "optimised out, only its value on entry is known");
		break;
	case DW_OP_implicit_pointer: case DW_OP_GNU_implicit_pointer:
		fail(m, "optimised out, it points to what has no address");
		break;
	default:
		fail(m, "a location expression that is not understood");
		break;
	}
}

static void run_one(struct machine *m)
{
	const struct dw_op *o = &m->e->op[m->next++];

	if (m->has_result || o->op == DW_OP_piece || o->op == DW_OP_bit_piece)
		give_up(m, o);
	else if (!run_constant(m, o) && !run_address(m, o) && !run_stack(m, o) &&
		 !run_unary(m, o) && !run_binary(m, o) && !run_branch(m, o) && !run_result(m, o))
		give_up(m, o);
}

static struct location run(struct machine *m)
{
	const struct dw_entry *e = m->e;

	if (!e->n_ops)
		fail(m, "optimised out here");
	if (e->n_ops > RUN_MAX)
		fail(m, "a location expression that does not end");
	for (unsigned n = 0; !m->why && m->next < e->n_ops; n++) {
		if (n == RUN_MAX)
			fail(m, "a location expression that does not end");
		run_one(m);
	}
	if (!m->why && !m->has_result)
		m->result = (struct location){ .kind = LOCATION_MEMORY, .addr = pop(m) };
	if (m->why)
		return (struct location){ .kind = LOCATION_ABSENT, .why = m->why };
	return m->result;
}

struct location eval(const struct dw_entry *e, const struct frame_state *f, bool in_frame_base)
{
	struct machine m = { .e = e, .f = f, .in_frame_base = in_frame_base };

	return run(&m);
}

struct location eval_from(const struct dw_entry *e, const struct frame_state *f, uint64_t start)
{
	struct machine m = { .e = e, .f = f, .stack = { start }, .depth = 1 };

	return run(&m);
}
