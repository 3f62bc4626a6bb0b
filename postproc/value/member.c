/* Pointers to members of C++ classes, as the Itanium C++ ABI (2.3) has them: to data, the offset in
 * the class, -1 for none; to a function, its address (0 for none) or one more than its offset in
 * the vtable, and then what is added to `this`. */
#include "value/decode.h"
#include <inttypes.h>

enum { BASES_MAX = 16 };

static uint64_t word(const uint8_t *p)
{
	uint64_t x = 0;

	for (size_t i = 0; i < sizeof x; i++)
		x |= (uint64_t)p[i] << 8 * i;
	return x;
}

/* "&Point::y" */
static const char *member_text(struct arena *a, const struct type *class, uint64_t offset,
			       unsigned depth)
{
	const struct type *t = type_strip(class);

	for (size_t i = 0; i < t->n_members && depth < BASES_MAX; i++) {
		const struct type_member *m = &t->member[i];
		const char *text = NULL;
		if (m->is_base && !m->place && offset >= m->offset)
			text = member_text(a, type_of_member(m), offset - m->offset, depth + 1);
		else if (!m->is_base && m->name && !m->bit_size && m->offset == offset)
			text = arena_printf(a, "&%s::%s", t->name, m->name);
		if (text)
			return text;
	}
	return NULL;
}

static const char *data_text(struct job *j, const struct type *t, uint64_t offset)
{
	struct arena *a = j->d->arena;
	const char *text = offset == UINT64_MAX ? "NULL" : member_text(a, type_owner(t), offset, 0);

	return text ? text : arena_printf(a, "offset %" PRIu64, offset);
}

static const char *function_text(struct job *j, const struct type *t, uint64_t to)
{
	struct decoder *d = j->d;
	const char *name = NULL;

	if (!to)
		return "NULL";
	if (to & 1)
		name = type_virtual_name(t, to / sizeof to);
	else if (d->code_name)
		name = d->code_name(d->code_ctx, to, d->arena);
	if (!name)
		return arena_printf(d->arena, "0x%" PRIx64, to);
	return arena_printf(d->arena, to & 1 ? "&virtual %s" : "&%s", name);
}

void decode_member_pointer(struct job *j, struct value *out, const struct type *t, uint64_t addr)
{
	uint8_t byte[16];

	if (t->size != 8 && t->size != sizeof byte) {
		decode_raw(j, out, t, addr);
		return;
	}
	if (!job_read(j, out, addr, byte, (size_t)t->size))
		return;
	uint64_t to = word(byte);
	out->kind = VALUE_ENUM;
	out->i = t->size == 8 ? (int64_t)to : (__int128)to;
	out->is_signed = t->size == 8;
	out->text = t->size == 8 ? data_text(j, t, to) : function_text(j, t, to);
}
