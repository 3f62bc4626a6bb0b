/* Returned values; see result.h. */
#include "trace/result.h"

#include <string.h>

#include "debug/result.h"

static void set_registers(struct frame_state *f, const struct run_result_registers *r)
{
	for (unsigned n = 0; n < RUN_RESULT_REGS; n++) {
		f->reg[n] = r->reg[n];
		f->reg_known |= 1u << n;
	}
	f->vector = r->words.vector;
	f->x87 = r->words.x87;
}

/* What is declared `auto' and returns nothing keeps that, a name without a size, as its type. */
static bool is_nothing(const struct type *t)
{
	return t->kind == TYPE_VOID || (t->kind == TYPE_UNKNOWN && !t->size);
}

const struct value *result_value(struct program *p, const struct run *run, struct decoder *d,
				 const struct function *function)
{
	const struct type *type = function->result, *complete = NULL;
	struct frame_state vbits = { 0 }, f = { .memory = d->memory, .arena = d->arena,
						.function = function, .vbits = &vbits };
	struct location at;

	if (is_nothing(type_strip(type)))
		return NULL;
	if (type_strip(type)->incomplete)
		complete = program_complete_type(p, type_strip(type));
	type = complete ? complete : type;
	set_registers(&f, &run->result.value);
	set_registers(&vbits, &run->result.vbits);
	at = result_locate(type, &f, d->arena);
	return value_in(d, type, &at, &f);
}

/* A front end needs a place from which an arrow starts.  The return address has one that is no
 * variable's, and that is free now. */
static const struct value *with_place(const struct value *v, uint64_t cfa, struct arena *a)
{
	struct value *copy;

	if (v->addr || v->kind != VALUE_POINTER || cfa < 8)
		return v;
	copy = arena_alloc(a, sizeof *copy);
	*copy = *v;
	copy->addr = cfa - 8;
	return copy;
}

void result_add(struct trace_step *s, const struct value *v, struct arena *a)
{
	struct trace_frame *frame = arena_array(a, s->n_frames, sizeof *frame), *top;
	struct trace_var *var;

	s->returned = v;
	if (!s->n_frames)
		return;
	memcpy(frame, s->frame, s->n_frames * sizeof *frame);
	top = &frame[s->n_frames - 1];
	var = arena_array(a, top->n_vars + 1, sizeof *var);
	if (top->n_vars)
		memcpy(var, top->var, top->n_vars * sizeof *var);
	var[top->n_vars++] = (struct trace_var){ .name = "__return__", .kind = VARIABLE_LOCAL,
						 .is_result = true, .value = with_place(v, top->cfa, a) };
	top->var = var;
	s->frame = frame;
}
