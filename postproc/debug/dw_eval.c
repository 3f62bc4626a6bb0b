/* The stack machine of DWARF 5, sections 2.5 and 2.6.
 *
 * Each group of operations has a function that says whether the operation is one of its own.
 * The first fault is sticky (`why`) and ends the run: what only another frame knows, and what is
 * not in the recording, gives "absent", each with its reason. */
#include "debug/dw_eval.h"
#include <string.h>

enum {
	STACK_MAX = 64,
	RUN_MAX = 10000,                 /* operations executed: branches may loop */
	DEPTH_OF_EVAL_MAX = 8,
};

static const char damaged[] = "a damaged location expression";
static const char not_understood[] = "a location expression that is not understood";

struct machine {
	struct eval_context c;
	const struct dw_entry *e;
	struct typed stack[STACK_MAX];
	size_t depth, next;              /* next: index of the operation to run */
	unsigned run;                    /* operations so far, if it is the outermost */
	const char *why;
	struct location result;          /* if has_result; else the top of stack is an address */
	bool has_result;
	struct pieces pieces;
};

static void fail(struct machine *m, const char *why)
{
	if (!m->why)
		m->why = why;
}

static void push_typed(struct machine *m, struct typed x)
{
	if (m->depth == STACK_MAX)
		fail(m, "a location expression that needs too much stack");
	else
		m->stack[m->depth++] = x;
}

static void push(struct machine *m, uint64_t x)
{
	push_typed(m, typed_generic(x));
}

static struct typed pop_typed(struct machine *m)
{
	if (m->depth)
		return m->stack[--m->depth];
	fail(m, damaged);
	return typed_generic(0);
}

static uint64_t pop(struct machine *m)
{
	return (uint64_t)pop_typed(m).bits;
}

static struct typed from_top(struct machine *m, uint64_t n)
{
	if (n < m->depth)
		return m->stack[m->depth - 1 - n];
	fail(m, damaged);
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

static uint64_t reg(struct machine *m, uint64_t n)
{
	uint64_t x = 0;

	if (!eval_register(m->c.f, n, &x))
		fail(m, "in a register that is not recorded");
	return x;
}

static void deref(struct machine *m, uint64_t size)
{
	uint64_t x;

	if (!eval_read(m->c.f, pop(m), size, &x))
		fail(m, "its address is in memory that is not recorded");
	push(m, x);
}

static uint64_t frame_base(struct machine *m)
{
	const struct function *function = m->c.f->function;
	struct eval_context c = { .object = m->c.object, .f = m->c.f, .in_frame_base = true,
				  .depth = m->c.depth + 1, .run = m->c.run };
	uint64_t x = 0;

	if (m->c.in_frame_base || !function || !function->frame_base) {
		fail(m, "its frame's base is unknown");
		return 0;
	}
	struct location at = where_locate(function->frame_base, &c);
	if (at.kind == LOCATION_MEMORY)          /* here the result is an address by itself */
		return at.addr;
	if (!eval_number(m->c.f, &at, sizeof x, &x))
		fail(m, at.kind == LOCATION_ABSENT ? at.why : "its frame's base is unknown");
	return x;
}

static uint64_t frame_address(struct machine *m)
{
	if (!m->c.f->cfa)
		fail(m, "its frame's address is unknown");
	return m->c.f->cfa;
}

static bool run_constant(struct machine *m, const struct dw_op *o)
{
	if (o->op >= DW_OP_lit0 && o->op <= DW_OP_lit31) {
		push(m, o->op - DW_OP_lit0);
		return true;
	}
	switch (o->op) {
	case DW_OP_addr:
		push(m, o->a + m->c.f->bias);
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
		if (!m->c.f->tls)
			fail(m, "thread-local, and this thread has not got it yet");
		push(m, pop(m) + m->c.f->tls);
		return true;
	default:
		return false;
	}
}

static bool run_stack(struct machine *m, const struct dw_op *o)
{
	struct typed a, b, c;

	switch (o->op) {
	case DW_OP_dup:  push_typed(m, from_top(m, 0));    return true;
	case DW_OP_over: push_typed(m, from_top(m, 1));    return true;
	case DW_OP_pick: push_typed(m, from_top(m, o->a)); return true;
	case DW_OP_drop: pop(m);                           return true;
	case DW_OP_nop:                                    return true;
	case DW_OP_swap:
		a = pop_typed(m), b = pop_typed(m);
		push_typed(m, a), push_typed(m, b);
		return true;
	case DW_OP_rot:                          /* the top goes below the next two */
		a = pop_typed(m), b = pop_typed(m), c = pop_typed(m);
		push_typed(m, a), push_typed(m, c), push_typed(m, b);
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
	pop(m);
	push_typed(m, x);
	if (why)
		fail(m, why);
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
	pop(m), pop(m);                  /* reports a stack that was too short */
	push_typed(m, x);
	if (why)
		fail(m, why);
	return true;
}

/* size bytes of memory or of a register, as a number of o's type. */
static void push_bytes(struct machine *m, const struct dw_op *o, const uint8_t *byte, size_t known,
		       const char *why)
{
	if (o->size > TYPED_BYTES || known < o->size)
		fail(m, why);
	else
		push_typed(m, typed_from_bytes(byte, o->encoding, o->size));
}

static void deref_type(struct machine *m, const struct dw_op *o)
{
	const struct memory *memory = &m->c.f->memory;
	uint8_t byte[TYPED_BYTES];
	uint64_t addr = pop(m);
	size_t known = memory->read && o->size <= sizeof byte
		       ? memory->read(memory->ctx, addr, byte, o->size) : 0;

	push_bytes(m, o, byte, known, "its address is in memory that is not recorded");
}

static void convert(struct machine *m, const struct dw_op *o)
{
	push_typed(m, typed_convert(pop_typed(m), o->encoding, o->size));
}

static bool run_typed(struct machine *m, const struct dw_op *o)
{
	uint8_t byte[REGISTER_BYTES];
	size_t known;

	switch (o->op) {
	case DW_OP_const_type: case DW_OP_GNU_const_type:
		push_bytes(m, o, (const uint8_t *)(uintptr_t)o->b, o->b ? o->a : 0, damaged);
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
		push_typed(m, typed_reinterpret(pop_typed(m), o->encoding, o->size));
		return true;
	default:
		return false;
	}
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
		fail(m, damaged);
}

static void run_operations(struct machine *m);

/* Another DIE's expression, on the same stack. */
static void call(struct machine *m, const struct dw_op *o)
{
	const struct variable *v = variable_referred(m->c.object, o->die);
	const struct dw_entry *caller = m->e, *e = v && v->where ? where_entry(v->where, m->c.f) : NULL;
	size_t next = m->next;

	if (!e)
		return;                  /* without a location it does nothing (2.5.1.5) */
	if (m->c.depth++ >= DEPTH_OF_EVAL_MAX)
		fail(m, "a location expression that does not end");
	m->e = e;
	m->next = 0;
	run_operations(m);
	m->e = caller;
	m->next = next;
	m->c.depth--;
}

static bool run_control(struct machine *m, const struct dw_op *o)
{
	switch (o->op) {
	case DW_OP_skip:
		jump(m, o);
		return true;
	case DW_OP_bra:
		if (pop(m))
			jump(m, o);
		return true;
	case DW_OP_call2: case DW_OP_call4: case DW_OP_call_ref:
		call(m, o);
		return true;
	default:
		return false;
	}
}

/* The value of another variable. */
static void variable_value(struct machine *m, const struct dw_op *o)
{
	const struct variable *v = variable_referred(m->c.object, o->die);
	struct eval_context c = m->c;
	uint64_t x = 0;

	c.depth++;
	struct location at = v ? where_locate(v->where, &c)
			       : (struct location){ .kind = LOCATION_ABSENT };
	uint64_t size = v ? type_strip(variable_type(v))->size : 0;
	if (!eval_number(m->c.f, &at, size && size < sizeof x ? size : sizeof x, &x))
		fail(m, "optimised out, it depends on what is optimised out");
	push(m, x);
}

/* What the expression inside gave when the function began: only registers are known of that. */
static void entry_value(struct machine *m, const struct dw_op *o)
{
	struct eval_context then = m->c;
	struct machine inside = { .e = o->inner };

	then.f = m->c.f->entry;
	then.depth++;
	inside.c = then;
	if (!then.f || !o->inner || then.depth >= DEPTH_OF_EVAL_MAX) {
		fail(m, "optimised out, its value on entry is not known");
		return;
	}
	run_operations(&inside);
	if (inside.has_result && inside.result.kind == LOCATION_REGISTER)
		push(&inside, reg(&inside, inside.result.reg));
	struct typed x = pop_typed(&inside);
	if (inside.why)
		fail(m, "optimised out, its value on entry is not known");
	push_typed(m, x);
}

static bool run_elsewhere(struct machine *m, const struct dw_op *o)
{
	switch (o->op) {
	case DW_OP_entry_value: case DW_OP_GNU_entry_value:
		entry_value(m, o);
		return true;
	case DW_OP_GNU_variable_value:
		variable_value(m, o);
		return true;
	case DW_OP_GNU_parameter_ref:
		fail(m, "optimised out, only its caller knows it");
		return true;
	default:
		return false;
	}
}

static struct location implicit_value(struct machine *m, const struct dw_op *o)
{
	const uint8_t *byte = (const uint8_t *)(uintptr_t)o->b;

	if (!byte)
		fail(m, damaged);
	return (struct location){ .kind = LOCATION_BLOCK, .byte = byte, .len = o->a };
}

static struct location stack_value(struct machine *m)
{
	struct typed x = pop_typed(m);

	return (struct location){ .kind = LOCATION_VALUE, .value = x.bits, .len = x.size };
}

/* What says where the object is; only a piece may follow. */
static bool run_result(struct machine *m, const struct dw_op *o)
{
	if (o->op >= DW_OP_reg0 && o->op <= DW_OP_reg31)
		m->result = (struct location){ .kind = LOCATION_REGISTER, .reg = o->op - DW_OP_reg0 };
	else if (o->op == DW_OP_regx)
		m->result = (struct location){ .kind = LOCATION_REGISTER, .reg = (unsigned)o->a };
	else if (o->op == DW_OP_implicit_value)
		m->result = implicit_value(m, o);
	else if (o->op == DW_OP_stack_value)
		m->result = stack_value(m);
	else if (o->op == DW_OP_implicit_pointer || o->op == DW_OP_GNU_implicit_pointer)
		m->result = (struct location){ .kind = LOCATION_POINTER, .object = m->c.object,
					       .die = o->die, .offset = (int64_t)o->b };
	else
		return false;
	m->has_result = true;
	return true;
}

/* Without anything in front of it, a piece is nowhere. */
static struct location take_result(struct machine *m)
{
	if (m->has_result) {
		m->has_result = false;
		return m->result;
	}
	if (m->depth)
		return (struct location){ .kind = LOCATION_MEMORY, .addr = pop(m) };
	return (struct location){ .kind = LOCATION_ABSENT, .why = "optimised out" };
}

static bool run_piece(struct machine *m, const struct dw_op *o)
{
	struct location_piece piece = { .bits = o->a };

	if (o->op == DW_OP_piece)
		piece.bits = o->a < UINT64_MAX / 8 ? 8 * o->a : UINT64_MAX;
	else if (o->op == DW_OP_bit_piece)
		piece.from_bit = o->b;
	else
		return false;
	piece.at = take_result(m);
	if (!pieces_add(&m->pieces, m->c.f->arena, m->e->n_ops, &piece))
		fail(m, "in pieces, which are not looked at here");
	return true;
}

static void run_one(struct machine *m)
{
	const struct dw_op *o = &m->e->op[m->next++];

	if (run_piece(m, o) || o->op == DW_OP_GNU_uninit)
		return;
	if (m->has_result)
		fail(m, damaged);
	else if (!run_constant(m, o) && !run_address(m, o) && !run_stack(m, o) && !run_unary(m, o) &&
		 !run_binary(m, o) && !run_typed(m, o) && !run_control(m, o) &&
		 !run_elsewhere(m, o) && !run_result(m, o))
		fail(m, not_understood);
}

static void run_operations(struct machine *m)
{
	if (m->e->n_ops > RUN_MAX)
		fail(m, "a location expression that does not end");
	while (!m->why && m->next < m->e->n_ops) {
		if ((*m->c.run)++ >= RUN_MAX)
			fail(m, "a location expression that does not end");
		run_one(m);
	}
}

static struct location run(struct machine *m)
{
	struct location at = { .kind = LOCATION_PIECES };

	if (!m->c.run)
		m->c.run = &m->run;
	if (!m->e->n_ops)
		fail(m, "optimised out here");
	if (m->c.depth > DEPTH_OF_EVAL_MAX)
		fail(m, "a location expression that does not end");
	run_operations(m);
	at.piece = m->pieces.piece;
	at.n_pieces = m->pieces.n;
	if (!at.n_pieces)
		at = take_result(m);
	if (m->why)
		return (struct location){ .kind = LOCATION_ABSENT, .why = m->why };
	return at;
}

struct location eval(const struct dw_entry *e, const struct eval_context *c)
{
	struct machine m = { .e = e, .c = *c };

	return run(&m);
}

struct location eval_from(const struct dw_entry *e, const struct frame_state *f, uint64_t start)
{
	struct machine m = { .e = e, .c.f = f, .stack = { typed_generic(start) }, .depth = 1 };

	return run(&m);
}
