/* Values that are not in memory, or not as a whole: in registers, constants, in pieces, some of
 * which may be nowhere.  Their bytes are put together in a buffer that stands for memory from 0 on;
 * which of them are known is kept bit by bit, for bit fields may be pieces of their own. */
#include "value/decode.h"
#include <string.h>

enum { PLACE_BYTES = 1 << 16, POINTERS_DEEP = 4 };

struct literal {
	uint8_t *byte, *known;           /* bit n of known[i]: bit n of byte[i] is known */
	uint8_t *undefined;              /* likewise: that bit is undefined */
	uint64_t len;
	const struct location_piece *piece;
	size_t n_pieces;
};

static size_t literal_read(void *ctx, uint64_t addr, void *to, size_t len)
{
	const struct literal *l = ctx;
	size_t n = 0;

	while (n < len && addr < l->len && n < l->len - addr && l->known[addr + n] == 0xff)
		n++;
	if (n)
		memcpy(to, l->byte + addr, n);
	return n;
}

static bool literal_undefined(void *ctx, uint64_t addr, uint8_t *bits, size_t len)
{
	const struct literal *l = ctx;
	bool any = false;

	for (size_t i = 0; i < len; i++) {
		bits[i] = addr + i < l->len ? l->undefined[addr + i] : 0;
		any = any || bits[i];
	}
	return any;
}

/* The piece that holds the first bit of a byte; *from: its own first bit. */
static const struct location_piece *piece_at(const struct literal *l, uint64_t addr, uint64_t *from)
{
	*from = 0;
	for (size_t i = 0; i < l->n_pieces; *from += l->piece[i++].bits)
		if (8 * addr >= *from && 8 * addr - *from < l->piece[i].bits)
			return &l->piece[i];
	return NULL;
}

const char *literal_why(const struct literal *l, uint64_t addr)
{
	uint64_t from;
	const struct location_piece *p = piece_at(l, addr, &from);

	switch (p ? p->at.kind : LOCATION_ABSENT) {
	case LOCATION_REGISTER: return "its register is not in the recording";
	case LOCATION_MEMORY:   return "in memory that is not in the recording";
	case LOCATION_ABSENT:   return p && p->at.why ? p->at.why : "optimised out";
	case LOCATION_VALUE: case LOCATION_BLOCK: case LOCATION_PIECES: case LOCATION_POINTER:
		break;
	}
	return "only some of its bytes are known";
}

const struct location *literal_pointer(const struct literal *l, uint64_t addr)
{
	uint64_t from;
	const struct location_piece *p = piece_at(l, addr, &from);

	return p && p->at.kind == LOCATION_POINTER && 8 * addr == from ? &p->at : NULL;
}

bool literal_bits(const struct literal *l, uint64_t addr, unsigned shift, unsigned width,
		  uint8_t *to)
{
	uint64_t len = (shift + width + 7u) / 8;

	if (addr > l->len || len > l->len - addr)
		return false;
	for (unsigned bit = shift; bit < shift + width; bit++)
		if (!(l->known[addr + bit / 8] >> bit % 8 & 1))
			return false;
	memcpy(to, l->byte + addr, (size_t)len);
	return true;
}

static uint64_t from_register(const struct frame_state *f, unsigned reg, uint8_t *to,
			      uint8_t *bits, uint64_t len)
{
	uint8_t byte[REGISTER_BYTES], vbits[REGISTER_BYTES];
	uint64_t n = register_bytes(f, reg, byte);

	if (!n)
		return 0;
	n = n < len ? n : len;
	register_vbits(f, reg, vbits);
	memcpy(to, byte, (size_t)n);
	memcpy(bits, vbits, (size_t)n);
	return n;
}

/* Bytes of a place, into at most len of to; how many there are.  Their V bits into bits, which are 0. */
static uint64_t source(const struct job *j, const struct location *at, uint8_t *to, uint8_t *bits,
		       uint64_t len)
{
	uint8_t value[sizeof at->value];
	const uint8_t *from = at->byte;
	uint64_t n = at->len;

	switch (at->kind) {
	case LOCATION_MEMORY:
		n = memory_read(&j->d->memory, at->addr, to, (size_t)len);
		memory_undefined(&j->d->memory, at->addr, bits, (size_t)n);
		return n;
	case LOCATION_REGISTER:
		return j->f ? from_register(j->f, at->reg, to, bits, len) : 0;
	case LOCATION_VALUE:
		for (unsigned i = 0; i < sizeof at->value; i++)
			value[i] = (uint8_t)(at->value >> 8 * i);
		from = value;
		break;
	case LOCATION_BLOCK:
		break;
	case LOCATION_PIECES: case LOCATION_POINTER: case LOCATION_ABSENT:
		return 0;
	}
	n = n < len ? n : len;
	if (n)
		memcpy(to, from, (size_t)n);
	return n;
}

static void put_bit(struct literal *l, uint64_t to, bool set, bool undefined)
{
	uint8_t bit = (uint8_t)(1u << to % 8);

	l->known[to / 8] |= bit;
	if (set)
		l->byte[to / 8] |= bit;
	if (undefined)
		l->undefined[to / 8] |= bit;
}

static bool bit_of(const uint8_t *p, uint64_t i)
{
	return p[i / 8] >> i % 8 & 1;
}

/* Its bits, from bit `to` of the buffer on. */
static void add_piece(struct job *j, struct literal *l, const struct location_piece *p, uint64_t to)
{
	uint64_t room = 8 * l->len - to, bits = p->bits < room ? p->bits : room;

	if (p->from_bit > 8 * PLACE_BYTES)
		return;
	uint64_t len = (p->from_bit + bits + 7) / 8;
	uint8_t *from = arena_alloc(j->d->arena, 2 * len + 1), *undefined = from + len;
	uint64_t known = 8 * source(j, &p->at, from, undefined, len);
	for (uint64_t i = 0; i < bits && p->from_bit + i < known; i++)
		put_bit(l, to + i, bit_of(from, p->from_bit + i), bit_of(undefined, p->from_bit + i));
}

static void fill(struct job *j, struct literal *l)
{
	uint64_t to = 0;

	l->byte = arena_alloc(j->d->arena, 3 * l->len + 1);
	l->known = l->byte + l->len;
	l->undefined = l->known + l->len;
	for (size_t i = 0; i < l->n_pieces && to < 8 * l->len; i++) {
		add_piece(j, l, &l->piece[i], to);
		to += l->piece[i].bits < 8 * l->len ? l->piece[i].bits : 8 * l->len;
	}
}

static bool is_anywhere(const struct literal *l)
{
	for (size_t i = 0; i < l->n_pieces; i++)
		if (l->piece[i].at.kind == LOCATION_POINTER)
			return true;
	for (uint64_t i = 0; i < l->len; i++)
		if (l->known[i])
			return true;
	return false;
}

static void decode_literal(struct job *j, struct value *out, const struct type *t,
			   const struct location *at, uint64_t offset)
{
	struct location_piece whole = { .at = *at };
	struct literal l = { .piece = &whole, .n_pieces = 1 };
	struct job inner = *j;
	uint64_t size;

	if (!type_bytes(j, t, &size) || __builtin_add_overflow(size, offset, &l.len) ||
	    l.len > PLACE_BYTES)
		l.len = PLACE_BYTES;
	whole.bits = 8 * l.len;
	if (at->kind == LOCATION_PIECES) {
		l.piece = at->piece;
		l.n_pieces = at->n_pieces;
	}
	fill(j, &l);
	job_enter_memory(&inner, &(struct memory){ .read = literal_read, .undefined = literal_undefined,
						   .ctx = &l }, &l);
	inner.from = 0;
	inner.end = l.len;
	if (is_anywhere(&l) || !l.len)
		decode(&inner, out, t, offset);
	else
		decode_absent(j, out, literal_why(&l, offset));
	j->nodes = inner.nodes;
	j->text = inner.text;
}

static void decode_in_memory(struct job *j, struct value *out, const struct type *t, uint64_t addr)
{
	struct job inner = *j;

	job_enter_memory(&inner, &j->d->memory, NULL);
	job_set_extent(&inner, t, 1, addr);
	decode(&inner, out, t, addr);
	j->nodes = inner.nodes;
	j->text = inner.text;
}

void decode_place(struct job *j, struct value *out, const struct type *t,
		  const struct location *at, uint64_t offset)
{
	out->type = t;
	if (at->kind == LOCATION_MEMORY)
		decode_in_memory(j, out, t, at->addr + offset);
	else if (at->kind == LOCATION_ABSENT)
		decode_absent(j, out, at->why ? at->why : "its place is unknown");
	else
		decode_literal(j, out, t, at, offset);
}

/* What it points to may point on, in a circle too. */
void decode_synthetic_pointer(struct job *j, struct value *out, const struct type *t,
			      const struct location *at)
{
	const struct type *target = type_target(t);

	decode_absent(j, out, "synthetic pointer");
	if (!j->f || type_strip(target)->kind == TYPE_VOID || !j->nodes || at->offset < 0 ||
	    j->pointers == POINTERS_DEEP)
		return;
	struct location pointed = location_pointed(at, j->f);
	struct value *to = arena_alloc(j->d->arena, sizeof *to);
	j->nodes--;
	j->pointers++;
	decode_place(j, to, target, &pointed, (uint64_t)at->offset);
	j->pointers--;
	out->referred = to;
}
