/* Pointers and references: the address, and what it means where the type tells. */
#include "value/decode.h"

static void set_string(struct job *j, struct value *out, const struct type *pointer)
{
	unsigned width = pointer->kind == TYPE_POINTER ? text_width(type_target(pointer)) : 0;

	if (width == 1)
		text_read_string(j, out, &j->d->memory, (uint64_t)out->i, UINT64_MAX);
	else if (width)
		text_read_wide(j, out, &j->d->memory, (uint64_t)out->i, UINT64_MAX, width);
}

static void set_code_name(struct job *j, struct value *out, uint64_t to)
{
	struct decoder *d = j->d;
	const char *name = d->code_name && to ? d->code_name(d->code_ctx, to, d->arena) : NULL;

	if (name)
		out->text = arena_printf(d->arena, "<%s>", name);
}

/* The nodes come out of the same budget. */
static void set_referred(struct job *j, struct value *out, const struct type *t)
{
	struct value *to = arena_alloc(j->d->arena, sizeof *to);
	struct job inner = *j;

	if (j->referred || !j->nodes)
		return;
	job_enter_memory(&inner, &j->d->memory, NULL);
	inner.from = inner.end = (uint64_t)out->i;
	inner.referred = true;
	inner.nodes--;
	decode(&inner, to, type_target(t), (uint64_t)out->i);
	j->nodes = inner.nodes;
	j->text = inner.text;
	out->referred = to;
}

/* A vtable, or a table of functions. */
static bool is_function_pointer(const struct type *t)
{
	return t->kind == TYPE_POINTER && type_strip(type_target(t))->kind == TYPE_FUNCTION;
}

void decode_pointer(struct job *j, struct value *out, const struct type *t, uint64_t addr)
{
	const struct type *target = type_strip(type_target(t));
	uint8_t byte[sizeof(uint64_t)];
	uint64_t to = 0;
	const struct location *synthetic = j->literal ? literal_pointer(j->literal, addr) : NULL;

	if (synthetic) {
		decode_synthetic_pointer(j, out, t, synthetic);
		return;
	}
	if (t->size < 1 || t->size > sizeof byte) {
		decode_raw(j, out, t, addr);
		return;
	}
	if (!job_read(j, out, addr, byte, (size_t)t->size))
		return;
	for (size_t i = 0; i < t->size; i++)
		to |= (uint64_t)byte[i] << 8 * i;
	out->kind = VALUE_POINTER;
	out->i = to;
	if (t->kind == TYPE_REFERENCE && target->kind != TYPE_FUNCTION)
		set_referred(j, out, t);
	if (target->kind == TYPE_FUNCTION || is_function_pointer(target))
		set_code_name(j, out, to);
	else if (to)
		set_string(j, out, t);
}

const struct value *value_referred(const struct value *v)
{
	return v->referred;
}

const struct type *value_pointee(const struct value *v)
{
	if (v->kind != VALUE_POINTER)
		return NULL;
	const struct type *target = v->pointee ? v->pointee : type_target(type_strip(v->type));
	enum type_kind kind = type_strip(target)->kind;

	return kind == TYPE_VOID || kind == TYPE_FUNCTION ? NULL : target;
}
