/* Pointers and references: the address, and what it means where the type tells. */
#include "value/decode.h"

static bool is_text(const struct type *pointer, const struct type *target)
{
	return pointer->kind == TYPE_POINTER && target->kind == TYPE_CHAR && target->size == 1;
}

static void set_code_name(struct job *j, struct value *out, uint64_t to)
{
	struct decoder *d = j->d;
	const char *name = d->code_name && to ? d->code_name(d->code_ctx, to, d->arena) : NULL;

	if (name)
		out->text = arena_printf(d->arena, "<%s>", name);
}

void decode_pointer(struct job *j, struct value *out, const struct type *t, uint64_t addr)
{
	const struct type *target = type_strip(type_target(t));
	uint8_t byte[sizeof(uint64_t)];
	uint64_t to = 0;

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
	if (target->kind == TYPE_FUNCTION)
		set_code_name(j, out, to);
	else if (to && is_text(t, target))
		text_read_string(j, out, &j->d->memory, to, UINT64_MAX);
}

const struct type *value_pointee(const struct value *v)
{
	if (v->kind != VALUE_POINTER)
		return NULL;
	const struct type *target = v->pointee ? v->pointee : type_target(type_strip(v->type));
	enum type_kind kind = type_strip(target)->kind;

	return kind == TYPE_VOID || kind == TYPE_FUNCTION ? NULL : target;
}
