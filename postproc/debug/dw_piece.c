/* Composite locations, registers as bytes, and what implicit pointers point to. */
#include "debug/dw_eval.h"
#include <string.h>

bool pieces_add(struct pieces *p, struct arena *a, size_t room, const struct location_piece *piece)
{
	if (!p->piece && a) {
		p->piece = arena_array(a, room, sizeof *p->piece);
		p->room = room;
	}
	if (p->n == p->room)
		return false;
	p->piece[p->n++] = *piece;
	return true;
}

static void put_word(uint8_t *to, uint64_t word)
{
	for (unsigned i = 0; i < sizeof word; i++)
		to[i] = (uint8_t)(word >> 8 * i);
}

/* As a long double: in memory that takes 16 bytes. */
static size_t x87_bytes(uint64_t x, uint8_t to[REGISTER_BYTES])
{
	uint8_t byte[sizeof x];

	put_word(byte, x);
	struct typed as_double = typed_from_bytes(byte, DW_ATE_float, sizeof byte);
	struct typed extended = typed_convert(as_double, DW_ATE_float, TYPED_BYTES);
	put_word(to, (uint64_t)extended.bits);
	put_word(to + sizeof x, (uint64_t)(extended.bits >> 64));
	return TYPED_BYTES;
}

static bool is_x87(const struct frame_state *f, unsigned reg)
{
	unsigned n = reg - FRAME_REGS;

	return f->x87 && n >= FRAME_VECTORS && n - FRAME_VECTORS < FRAME_X87;
}

size_t register_bytes(const struct frame_state *f, unsigned reg, uint8_t to[REGISTER_BYTES])
{
	unsigned n = reg - FRAME_REGS;
	uint64_t x;

	if (eval_register(f, reg, &x)) {
		put_word(to, x);
		return sizeof x;
	}
	if (is_x87(f, reg))
		return x87_bytes(f->x87[n - FRAME_VECTORS], to);
	if (!f->vector || reg < FRAME_REGS || n >= FRAME_VECTORS)
		return 0;
	for (unsigned k = 0; k < VECTOR_WORDS; k++)
		put_word(to + 8 * k, f->vector[n][k]);
	return REGISTER_BYTES;
}

/* Of a long double all bits, where one of the double's is undefined: it is computed from that. */
void register_vbits(const struct frame_state *f, unsigned reg, uint8_t to[REGISTER_BYTES])
{
	const struct frame_state *v = f->vbits;

	memset(to, 0, REGISTER_BYTES);
	if (v && is_x87(v, reg))
		memset(to, v->x87[reg - FRAME_REGS - FRAME_VECTORS] ? 0xff : 0, TYPED_BYTES);
	else if (v)
		register_bytes(v, reg, to);
}

bool eval_number(const struct frame_state *f, const struct location *at, uint64_t size,
		 uint64_t *out)
{
	uint8_t byte[REGISTER_BYTES];

	if (size < 1 || size > sizeof *out)
		return false;
	switch (at->kind) {
	case LOCATION_MEMORY:
		return eval_read(f, at->addr, size, out);
	case LOCATION_REGISTER:
		if (register_bytes(f, at->reg, byte) < size)
			return false;
		*out = (uint64_t)typed_from_bytes(byte, 0, (uint8_t)size).bits;
		return true;
	case LOCATION_VALUE:
		*out = (uint64_t)at->value;
		return at->len >= size;
	case LOCATION_BLOCK:
		if (at->len < size)
			return false;
		*out = (uint64_t)typed_from_bytes(at->byte, 0, (uint8_t)size).bits;
		return true;
	case LOCATION_PIECES:
	case LOCATION_POINTER:
	case LOCATION_ABSENT:
		return false;
	}
	return false;
}

struct location location_pointed(const struct location *at, const struct frame_state *f)
{
	struct eval_context c = { .object = at->object, .f = f };
	const struct variable *v = variable_referred(at->object, at->die);

	if (!v)
		return (struct location){ .kind = LOCATION_ABSENT, .why = "optimised out" };
	return where_locate(v->where, &c);
}
