/* Arithmetic on numbers of base types; see dw_typed.h.
 *
 * As gdb has it: division and comparison of the generic type are signed, its modulus and shift to
 * the right are not; floating point is computed in the type's own precision. */
#include "debug/dw_typed.h"
#include "base/half.h"
#include "debug/dw_wrap.h"
#include <math.h>
#include <string.h>

enum { HALF_BYTES = 2, X87_BYTES = 10, EXTENDED_BYTES = sizeof(long double) };

static const char divides_by_zero[] = "a location expression that divides by zero";
static const char mixes_types[] = "a damaged location expression";

static unsigned __int128 low_bytes(unsigned __int128 bits, unsigned size)
{
	return size < TYPED_BYTES ? bits & (((unsigned __int128)1 << 8 * size) - 1) : bits;
}

static struct typed make(unsigned __int128 bits, uint8_t encoding, uint8_t size)
{
	return (struct typed){ low_bytes(bits, size), encoding, size };
}

struct typed typed_generic(uint64_t x)
{
	return make(x, 0, 8);
}

static bool is_float(const struct typed *x)
{
	return x->encoding == DW_ATE_float;
}

static bool is_signed(const struct typed *x)
{
	return x->encoding == DW_ATE_signed || x->encoding == DW_ATE_signed_char;
}

bool typed_is_base(unsigned encoding, uint64_t size)
{
	switch (encoding) {
	case DW_ATE_float:
		return size == HALF_BYTES || size == sizeof(float) || size == sizeof(double) ||
		       size == EXTENDED_BYTES;
	case DW_ATE_signed: case DW_ATE_signed_char: case DW_ATE_unsigned:
	case DW_ATE_unsigned_char: case DW_ATE_boolean: case DW_ATE_address: case DW_ATE_UTF:
		return size >= 1 && size <= TYPED_BYTES;
	default:
		return false;
	}
}

struct typed typed_from_bytes(const uint8_t *byte, uint8_t encoding, uint8_t size)
{
	unsigned __int128 bits = 0;

	for (unsigned i = 0; i < size; i++)
		bits |= (unsigned __int128)byte[i] << 8 * i;
	return make(bits, encoding, size);
}

/* The number as an integer, extended to 128 bits as its type's sign has it. */
static __int128 integer(const struct typed *x)
{
	unsigned width = 8u * x->size;
	unsigned __int128 bits = x->bits;

	if (is_signed(x) && width < 128 && bits >> (width - 1) & 1)
		bits |= ~(unsigned __int128)0 << width;
	return (__int128)bits;
}

static long double floating(const struct typed *x)
{
	long double extended = 0;
	double d;
	float f;

	switch (x->size) {
	case HALF_BYTES: return (long double)half_to_double((uint16_t)x->bits);
	case sizeof f: memcpy(&f, &x->bits, sizeof f); return (long double)f;
	case sizeof d: memcpy(&d, &x->bits, sizeof d); return (long double)d;
	default:       memcpy(&extended, &x->bits, sizeof extended); return extended;
	}
}

static struct typed from_floating(long double v, uint8_t size)
{
	struct typed x = { 0, DW_ATE_float, size };
	double d = (double)v;
	float f = (float)v;

	switch (size) {
	case HALF_BYTES: x.bits = half_from_double(d); break;
	case sizeof f: memcpy(&x.bits, &f, sizeof f); break;
	case sizeof d: memcpy(&x.bits, &d, sizeof d); break;
	default:       memcpy(&x.bits, &v, X87_BYTES); break;
	}
	return x;
}

/* What no integer of 128 bits holds gives its least one, as the processor's own conversions do. */
static __int128 truncated(long double v)
{
	if (!(v > -0x1p126L && v < 0x1p126L))
		return (__int128)((unsigned __int128)1 << 127);
	return (__int128)v;
}

struct typed typed_convert(struct typed x, uint8_t encoding, uint8_t size)
{
	struct typed to = { 0, encoding, size };

	if (is_float(&to) && is_float(&x))
		return from_floating(floating(&x), size);
	if (is_float(&to) && (is_signed(&x) || !(x.bits >> 127)))
		return from_floating((long double)integer(&x), size);
	if (is_float(&to))
		return from_floating((long double)x.bits, size);
	return make((unsigned __int128)(is_float(&x) ? truncated(floating(&x)) : integer(&x)),
		    encoding, size);
}

struct typed typed_reinterpret(struct typed x, uint8_t encoding, uint8_t size)
{
	return make(x.bits, encoding, size);
}

static bool unary_float(unsigned op, struct typed *x)
{
	switch (op) {
	case DW_OP_abs: *x = from_floating(fabsl(floating(x)), x->size); return true;
	case DW_OP_neg: *x = from_floating(-floating(x), x->size);       return true;
	default:        return false;
	}
}

/* The generic type counts as signed here. */
static bool is_negative(const struct typed *x)
{
	return (is_signed(x) || !x->encoding) && x->bits >> (8u * x->size - 1) & 1;
}

bool typed_unary(unsigned op, uint64_t argument, struct typed *x, const char **why)
{
	if (op != DW_OP_abs && op != DW_OP_neg && op != DW_OP_not && op != DW_OP_plus_uconst)
		return false;
	if (is_float(x)) {
		if (!unary_float(op, x))
			*why = mixes_types;
		return true;
	}
	if (op == DW_OP_not)
		*x = make(~x->bits, x->encoding, x->size);
	else if (op == DW_OP_plus_uconst)
		*x = make(x->bits + argument, x->encoding, x->size);
	else if (op == DW_OP_neg || is_negative(x))
		*x = make(-x->bits, x->encoding, x->size);
	return true;
}

static bool compare(unsigned op, int order, struct typed *out)
{
	switch (op) {
	case DW_OP_eq: *out = typed_generic(order == 0); return true;
	case DW_OP_ne: *out = typed_generic(order != 0); return true;
	case DW_OP_lt: *out = typed_generic(order < 0);  return true;
	case DW_OP_le: *out = typed_generic(order <= 0); return true;
	case DW_OP_gt: *out = typed_generic(order > 0);  return true;
	case DW_OP_ge: *out = typed_generic(order >= 0); return true;
	default:       return false;
	}
}

static bool in_double(unsigned op, double a, double b, long double *out)
{
	switch (op) {
	case DW_OP_plus:  *out = (long double)(a + b); return true;
	case DW_OP_minus: *out = (long double)(a - b); return true;
	case DW_OP_mul:   *out = (long double)(a * b); return true;
	case DW_OP_div:   *out = (long double)(a / b); return true;
	default:          return false;
	}
}

static bool in_extended(unsigned op, long double a, long double b, long double *out)
{
	switch (op) {
	case DW_OP_plus:  *out = a + b; return true;
	case DW_OP_minus: *out = a - b; return true;
	case DW_OP_mul:   *out = a * b; return true;
	case DW_OP_div:   *out = a / b; return true;
	default:          return false;
	}
}

/* One operation in double and rounded to float is what the operation in float gives. */
static bool binary_float(unsigned op, const struct typed *a, const struct typed *b,
			 struct typed *out)
{
	long double x = floating(a), y = floating(b), result;
	bool is_extended = a->size > sizeof(double);
	int order = x < y ? -1 : x > y ? 1 : x == y ? 0 : 2;   /* 2: a nan, unequal to anything */

	if (is_extended ? in_extended(op, x, y, &result)
			: in_double(op, (double)x, (double)y, &result)) {
		*out = from_floating(result, a->size);
		return true;
	}
	if (order == 2)
		order = op == DW_OP_lt || op == DW_OP_le ? 1 : -1;
	return compare(op, order, out);
}

/* Signed as for division and comparison. */
static __int128 signed_unless_typed(const struct typed *x)
{
	return x->encoding ? integer(x) : (__int128)(int64_t)x->bits;
}

static unsigned __int128 divide(const struct typed *a, const struct typed *b)
{
	__int128 x = signed_unless_typed(a), y = signed_unless_typed(b);

	if (!is_signed(a) && a->encoding)
		return a->bits / b->bits;
	return y == -1 ? -(unsigned __int128)x : (unsigned __int128)(x / y);
}

static unsigned __int128 modulus(const struct typed *a, const struct typed *b)
{
	__int128 x = integer(a), y = integer(b);

	if (!is_signed(a))
		return a->bits % b->bits;
	return y == -1 ? 0 : (unsigned __int128)(x % y);
}

static unsigned __int128 shift_right_signed(const struct typed *a, unsigned by)
{
	struct typed as_signed = { a->bits, DW_ATE_signed, a->size };
	unsigned most = 8u * a->size - 1;

	return (unsigned __int128)(integer(&as_signed) >> (by < most ? by : most));
}

static bool shift(unsigned op, const struct typed *a, const struct typed *b, struct typed *out)
{
	unsigned width = 8u * a->size, by = b->bits < width ? (unsigned)b->bits : width;
	unsigned __int128 x = 0;

	switch (op) {
	case DW_OP_shl:  x = by < width ? a->bits << by : 0; break;
	case DW_OP_shr:  x = by < width ? a->bits >> by : 0; break;
	case DW_OP_shra: x = shift_right_signed(a, by);      break;
	default:         return false;
	}
	*out = make(x, a->encoding, a->size);
	return true;
}

static bool arithmetic(unsigned op, const struct typed *a, const struct typed *b,
		       struct typed *out)
{
	unsigned __int128 x;

	switch (op) {
	case DW_OP_and:   x = a->bits & b->bits; break;
	case DW_OP_or:    x = a->bits | b->bits; break;
	case DW_OP_xor:   x = a->bits ^ b->bits; break;
	case DW_OP_plus:  x = a->bits + b->bits; break;
	case DW_OP_minus: x = a->bits - b->bits; break;
	case DW_OP_mul:   x = a->bits * b->bits; break;
	case DW_OP_div:   x = divide(a, b);      break;
	case DW_OP_mod:   x = modulus(a, b);     break;
	default:          return false;
	}
	*out = make(x, a->encoding, a->size);
	return true;
}

static int order_of(const struct typed *a, const struct typed *b)
{
	__int128 x = signed_unless_typed(a), y = signed_unless_typed(b);

	if (a->encoding && !is_signed(a))
		return a->bits < b->bits ? -1 : a->bits > b->bits;
	return x < y ? -1 : x > y;
}

/* Both operands are of one type, except the amount of a shift. */
bool typed_binary(unsigned op, struct typed a, struct typed b, struct typed *out, const char **why)
{
	bool is_shift = op == DW_OP_shl || op == DW_OP_shr || op == DW_OP_shra;
	bool divides = op == DW_OP_div || op == DW_OP_mod;

	*out = typed_generic(0);
	if (op < DW_OP_and || op > DW_OP_ne || op == DW_OP_bra)
		return false;
	if (op == DW_OP_neg || op == DW_OP_not || op == DW_OP_plus_uconst || op == DW_OP_abs)
		return false;
	if (is_float(&a) != is_float(&b) || (!is_shift && a.size != b.size))
		*why = mixes_types;
	else if (!is_float(&a) && divides && !b.bits)
		*why = divides_by_zero;
	else if (is_float(&a) ? !binary_float(op, &a, &b, out)
			      : !shift(op, &a, &b, out) && !arithmetic(op, &a, &b, out) &&
				!compare(op, order_of(&a, &b), out))
		*why = mixes_types;
	return true;
}
