/* Integers, characters, booleans and enums, whole or as bit fields. */
#include "value/decode.h"
#include <inttypes.h>

/* The low `width` bits of little-endian bytes, from bit `shift` (under 8) of the first on. */
static unsigned __int128 extract(const uint8_t *p, unsigned shift, unsigned width)
{
	unsigned __int128 bits = p[0] >> shift;
	unsigned have = 8 - shift;

	for (size_t i = 1; have < width; i++, have += 8)
		bits |= (unsigned __int128)p[i] << have;
	if (width < BITS_MAX)
		bits &= ((unsigned __int128)1 << width) - 1;
	return bits;
}

static __int128 extend(unsigned __int128 bits, unsigned width, bool is_signed)
{
	if (is_signed && width < BITS_MAX && bits >> (width - 1) & 1)
		bits |= ~(unsigned __int128)0 << width;
	return (__int128)bits;
}

static void set_char(struct job *j, struct value *out, unsigned __int128 bits, unsigned width)
{
	if (width > 32)
		return;                  /* no character set has such: stays VALUE_INT */
	out->kind = VALUE_CHAR;
	out->text = width <= 8 ? text_from_byte(j->d->arena, (uint8_t)bits)
			       : text_from_code_point(j->d->arena, (uint32_t)bits);
}

/* Whether every enumerator is at most one bit, which is gdb's rule for an enum of flags. */
static bool is_flag_enum(const struct type *t)
{
	for (size_t i = 0; i < t->n_enumerators; i++) {
		int64_t v = t->enumerator[i].value;
		if (v < 0 || (v & (v - 1)))
			return false;
	}
	return true;
}

/* Compares as many bits as the value has: DWARF producers differ in the sign of the constants. */
static const char *enumerator_name(const struct type *t, unsigned __int128 bits, unsigned width)
{
	uint64_t mask = width < 64 ? (UINT64_C(1) << width) - 1 : UINT64_MAX;

	if (bits > UINT64_MAX)
		return NULL;
	for (size_t i = 0; i < t->n_enumerators; i++)
		if (((uint64_t)t->enumerator[i].value & mask) == (uint64_t)bits)
			return t->enumerator[i].name;
	return NULL;
}

/* "(A | B)", "(A | unknown: 0x10)", "(unknown: 0x10)" */
static const char *flags_text(struct arena *a, const struct type *t, uint64_t bits)
{
	const char *text = "(", *between = "";

	for (size_t i = 0; i < t->n_enumerators; i++) {
		uint64_t flag = (uint64_t)t->enumerator[i].value;
		if (!(bits & flag))
			continue;
		text = arena_printf(a, "%s%s%s", text, between, t->enumerator[i].name);
		between = " | ";
		bits &= ~flag;
	}
	if (bits)
		return arena_printf(a, "%s%sunknown: 0x%" PRIx64 ")", text, between, bits);
	return arena_printf(a, "%s)", text);
}

static void set_enum(struct job *j, struct value *out, const struct type *t,
		     unsigned __int128 bits, unsigned width)
{
	out->text = enumerator_name(t, bits, width);
	if (!out->text && bits && bits <= UINT64_MAX && t->n_enumerators && is_flag_enum(t))
		out->text = flags_text(j->d->arena, t, (uint64_t)bits);
	if (out->text)
		out->kind = VALUE_ENUM;
	else
		out->text = value_int_text(out, j->d->arena);
}

static void set_scalar(struct job *j, struct value *out, const struct type *t,
		       unsigned __int128 bits, unsigned width)
{
	out->kind = VALUE_INT;
	out->is_signed = t->is_signed;
	out->i = extend(bits, width, t->is_signed);
	if (t->kind == TYPE_CHAR)
		set_char(j, out, bits, width);
	else if (t->kind == TYPE_BOOL)
		out->kind = VALUE_BOOL;
	else if (t->kind == TYPE_ENUM)
		set_enum(j, out, t, bits, width);
}

static bool is_scalar(const struct type *t)
{
	return t->kind == TYPE_INT || t->kind == TYPE_CHAR || t->kind == TYPE_BOOL ||
	       t->kind == TYPE_ENUM;
}

void decode_scalar(struct job *j, struct value *out, const struct type *t, uint64_t addr)
{
	uint8_t byte[SCALAR_MAX];

	if (t->size < 1 || t->size > SCALAR_MAX) {
		decode_raw(j, out, t, addr);
		return;
	}
	unsigned width = (unsigned)t->size * 8;
	if (job_read(j, out, addr, byte, (size_t)t->size))
		set_scalar(j, out, t, extract(byte, 0, width), width);
}

void decode_bit_field(struct job *j, struct value *out, const struct type_member *m, uint64_t addr)
{
	const struct type *t = type_strip(type_of_member(m));
	uint8_t byte[SCALAR_MAX + 1];    /* 128 bits may begin within a byte */
	unsigned shift = m->bit_offset % 8;

	addr += m->bit_offset / 8;
	out->type = type_of_member(m);
	out->addr = j->literal ? 0 : addr;
	out->bit_size = m->bit_size;
	out->bit_offset = shift;
	if (!is_scalar(t) || m->bit_size > BITS_MAX)
		decode_absent(j, out, "a bit field of a type that has none");
	else if (j->literal ? literal_bits(j->literal, addr, shift, m->bit_size, byte) &&
			      job_bits_defined(j, out, addr, byte, shift, m->bit_size)
			    : job_read_bits(j, out, addr, byte, shift, m->bit_size))
		set_scalar(j, out, t, extract(byte, shift, m->bit_size), m->bit_size);
	else if (j->literal && out->kind != VALUE_UNINITIALIZED)
		decode_absent(j, out, literal_why(j->literal, addr));
}

const char *value_int_text(const struct value *v, struct arena *a)
{
	bool negative = v->is_signed && v->i < 0;
	unsigned __int128 rest = negative ? -(unsigned __int128)v->i : (unsigned __int128)v->i;
	char digit[41], *at = digit + sizeof digit;

	do {
		*--at = (char)('0' + (int)(rest % 10));
		rest /= 10;
	} while (rest);
	if (negative)
		*--at = '-';
	return arena_strndup(a, at, (size_t)(digit + sizeof digit - at));
}
