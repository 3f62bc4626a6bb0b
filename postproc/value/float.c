/* Floating point: IEEE half, single and double, x87 extended, binary128, and pairs of them. */
#define __STDC_WANT_IEC_60559_TYPES_EXT__ 1      /* strfromf128 and strtof128 of glibc */
#include "base/half.h"
#include "value/decode.h"
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { X87_BYTES = 10, TEXT_MAX = 64 };

/* digits: always read back to themselves; digits_max: enough for any value; whole: numbers below
 * it are written in full when they have no fraction. */
struct precision { int digits, digits_max; long double normal_min, whole; };

static const struct precision half   = { 3, 5, 0x1p-14L, 1e5L };
static const struct precision single = { FLT_DIG, 9, FLT_MIN, 1e9L };
static const struct precision dual   = { DBL_DIG, 17, DBL_MIN, 1e17L };
static const struct precision x87    = { 18, 21, LDBL_MIN, 1e18L };

static bool reads_back(const char *text, long double v, const struct precision *p)
{
	if (p == &half)
		return half_round(strtod(text, NULL)) == (double)v;
	if (p == &single)
		return strtof(text, NULL) == (float)v;
	if (p == &dual)
		return strtod(text, NULL) == (double)v;
	return strtold(text, NULL) == v;
}

/* What needs no search for digits; NULL: v does. */
static const char *without_digits(struct arena *a, long double v, const struct precision *p)
{
	if (isnan(v))
		return "nan";
	if (isinf(v))
		return v < 0 ? "-inf" : "inf";
	if (v < p->whole && -v < p->whole && v == (long double)(int64_t)v)
		return arena_printf(a, "%.0Lf", v);
	return NULL;
}

/* %g drops trailing zeros, so the first precision that a normal number needs to try is the
 * one that every shorter decimal survives; denormals have fewer digits and try all. */
static const char *shortest(struct arena *a, long double v, const struct precision *p)
{
	const char *plain = without_digits(a, v, p);
	long double size = v < 0 ? -v : v;
	char text[TEXT_MAX];

	if (plain)
		return plain;
	for (int n = size < p->normal_min ? 1 : p->digits; n <= p->digits_max; n++) {
		snprintf(text, sizeof text, "%.*Lg", n, v);
		if (reads_back(text, v, p))
			break;
	}
	return arena_strdup(a, text);
}

static void set_float(struct job *j, struct value *out, long double v, const struct precision *p)
{
	out->kind = VALUE_FLOAT;
	out->f = v;
	out->text = shortest(j->d->arena, v, p);
}

static double from_half(const uint8_t *byte)
{
	return half_to_double((uint16_t)(byte[1] << 8 | byte[0]));
}

/* Computed, not copied: this host's long double may be another format.  Patterns that the x87
 * itself refuses (no leading 1 where there must be one) are nan. */
static long double from_x87(const uint8_t *byte)
{
	uint64_t mantissa = 0;
	unsigned exponent = (byte[9] & 0x7fu) << 8 | byte[8];

	for (int i = 0; i < 8; i++)
		mantissa |= (uint64_t)byte[i] << 8 * i;
	long double v = ldexpl((long double)mantissa, (int)(exponent ? exponent : 1) - 16383 - 63);
	if (exponent && !(mantissa >> 63))
		v = (long double)NAN;
	else if (exponent == 0x7fff)
		v = mantissa << 1 ? (long double)NAN : HUGE_VALL;
	return byte[9] & 0x80 ? -v : v;
}

#if LDBL_MANT_DIG == 113
static bool set_float128(struct job *j, struct value *out, const uint8_t *byte)
{
	static const struct precision binary128 = { LDBL_DIG, 36, LDBL_MIN, 1e18L };
	long double v;

	memcpy(&v, byte, sizeof v);
	set_float(j, out, v, &binary128);
	return true;
}
#elif defined __HAVE_FLOAT128 && __HAVE_FLOAT128 && defined __GLIBC__
static const char *shortest128(struct arena *a, _Float128 v)
{
	char format[16], text[TEXT_MAX];

	for (int n = 1; n <= 36; n++) {
		snprintf(format, sizeof format, "%%.%dg", n);
		strfromf128(text, sizeof text, format, v);
		if (strtof128(text, NULL) == v)
			break;
	}
	return arena_strdup(a, text);
}

static bool set_float128(struct job *j, struct value *out, const uint8_t *byte)
{
	_Float128 v;

	memcpy(&v, byte, sizeof v);
	out->kind = VALUE_FLOAT;
	out->f = (long double)v;         /* rounded; the text is not */
	if (v == out->f || v != v)
		out->text = without_digits(j->d->arena, out->f, &x87);
	if (!out->text)
		out->text = shortest128(j->d->arena, v);
	return true;
}
#else
static bool set_float128(struct job *j, struct value *out, const uint8_t *byte)
{
	(void)j, (void)out, (void)byte;
	return false;                    /* this host cannot compute with it */
}
#endif

/* The rest of an x87 number is padding, which constants do not have. */
static size_t used_bytes(const struct type *t)
{
	return t->size > X87_BYTES && !t->is_float128 ? X87_BYTES : (size_t)t->size;
}

void decode_float(struct job *j, struct value *out, const struct type *t, uint64_t addr)
{
	uint8_t byte[SCALAR_MAX];
	float f;
	double d;
	bool is_known = t->size == 2 || t->size == sizeof f || t->size == sizeof d ||
			(t->size >= X87_BYTES && t->size <= SCALAR_MAX);

	if (!is_known) {
		decode_raw(j, out, t, addr);
	} else if (!job_read(j, out, addr, byte, used_bytes(t))) {
		return;
	} else if (t->size == 2) {
		set_float(j, out, (long double)from_half(byte), &half);
	} else if (t->size == sizeof f) {
		memcpy(&f, byte, sizeof f);
		set_float(j, out, (long double)f, &single);
	} else if (t->size == sizeof d) {
		memcpy(&d, byte, sizeof d);
		set_float(j, out, (long double)d, &dual);
	} else if (!t->is_float128) {
		set_float(j, out, from_x87(byte), &x87);
	} else if (t->size != SCALAR_MAX || !set_float128(j, out, byte)) {
		decode_raw(j, out, t, addr);
	}
}

/* The type of one half.  DWARF has none for it. */
static const struct type *half_type(const struct type *t)
{
	static const struct type halves[] = {
		{ .kind = TYPE_FLOAT, .name = "_Float16", .size = 2 },
		{ .kind = TYPE_FLOAT, .name = "float", .size = 4 },
		{ .kind = TYPE_FLOAT, .name = "double", .size = 8 },
		{ .kind = TYPE_FLOAT, .name = "long double", .size = 16 },
		{ .kind = TYPE_FLOAT, .name = "_Float128", .size = 16, .is_float128 = true },
	};

	for (size_t i = 0; i < sizeof halves / sizeof *halves; i++)
		if (t->size == 2 * halves[i].size && t->is_float128 == halves[i].is_float128)
			return &halves[i];
	return NULL;
}

void decode_complex(struct job *j, struct value *out, const struct type *t, uint64_t addr)
{
	const struct type *part = half_type(t);

	if (!part || j->nodes < 2) {
		decode_raw(j, out, t, addr);
		return;
	}
	struct value *child = arena_array(j->d->arena, 2, sizeof *child);
	j->nodes -= 2;
	out->kind = VALUE_COMPLEX;
	out->child = child;
	out->n_children = 2;
	decode(j, &child[0], part, addr);
	decode(j, &child[1], part, addr + part->size);
}
