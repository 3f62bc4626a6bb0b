/* Location expressions (DWARF 5, 2.5 and 2.6): their course, what they ask of others, and their
 * results.  What they compute is dw_machine.c's. */
#include "debug/dw_machine.h"

enum {
	RUN_MAX = 10000,                 /* operations executed: branches may loop */
	DEPTH_OF_EVAL_MAX = 8,
};

static const char not_understood[] = "a location expression that is not understood";

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
		machine_fail(m, machine_damaged);
}

static void run_operations(struct machine *m);

/* Another DIE's expression, on the same stack. */
static void call(struct machine *m, const struct dw_op *o)
{
	const struct variable *v = variable_referred(m->c.object, o->die);
	const struct dw_entry *e = v && v->where ? where_entry(v->where, m->c.f) : NULL;
	const struct dw_entry *caller = m->e;
	size_t next = m->next;

	if (!e)
		return;                  /* without a location it does nothing (2.5.1.5) */
	if (m->c.depth++ >= DEPTH_OF_EVAL_MAX)
		machine_fail(m, "a location expression that does not end");
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
		if (machine_pop(m))
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
		machine_fail(m, "optimised out, it depends on what is optimised out");
	machine_push(m, x);
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
		machine_fail(m, "optimised out, its value on entry is not known");
		return;
	}
	run_operations(&inside);
	if (inside.has_result && inside.result.kind == LOCATION_REGISTER)
		machine_push(&inside, machine_register(&inside, inside.result.reg));
	struct typed x = machine_pop_typed(&inside);
	if (inside.why)
		machine_fail(m, "optimised out, its value on entry is not known");
	machine_push_typed(m, x);
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
		machine_fail(m, "optimised out, only its caller knows it");
		return true;
	default:
		return false;
	}
}

static struct location implicit_value(struct machine *m, const struct dw_op *o)
{
	const uint8_t *byte = (const uint8_t *)(uintptr_t)o->b;

	if (!byte)
		machine_fail(m, machine_damaged);
	return (struct location){ .kind = LOCATION_BLOCK, .byte = byte, .len = o->a };
}

static struct location stack_value(struct machine *m)
{
	struct typed x = machine_pop_typed(m);

	return (struct location){ .kind = LOCATION_VALUE, .value = x.bits, .len = x.size };
}

/* What says where the object is; only a piece may follow. */
static bool run_result(struct machine *m, const struct dw_op *o)
{
	if (o->op >= DW_OP_reg0 && o->op <= DW_OP_reg31)
		m->result = (struct location){ .kind = LOCATION_REGISTER,
					       .reg = o->op - DW_OP_reg0 };
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
		return (struct location){ .kind = LOCATION_MEMORY, .addr = machine_pop(m) };
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
		machine_fail(m, "in pieces, which are not looked at here");
	return true;
}

static void run_one(struct machine *m)
{
	const struct dw_op *o = &m->e->op[m->next++];

	if (run_piece(m, o) || o->op == DW_OP_GNU_uninit)
		return;
	if (m->has_result)
		machine_fail(m, machine_damaged);
	else if (!machine_compute(m, o) && !run_control(m, o) && !run_elsewhere(m, o) &&
		 !run_result(m, o))
		machine_fail(m, not_understood);
}

static void run_operations(struct machine *m)
{
	if (m->e->n_ops > RUN_MAX)
		machine_fail(m, "a location expression that does not end");
	while (!m->why && m->next < m->e->n_ops) {
		if ((*m->c.run)++ >= RUN_MAX)
			machine_fail(m, "a location expression that does not end");
		run_one(m);
	}
}

static struct location run(struct machine *m)
{
	struct location at = { .kind = LOCATION_PIECES };

	if (!m->c.run)
		m->c.run = &m->run;
	if (!m->e->n_ops)
		machine_fail(m, "optimised out here");
	if (m->c.depth > DEPTH_OF_EVAL_MAX)
		machine_fail(m, "a location expression that does not end");
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
