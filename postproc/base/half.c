/* Half-precision floating point; see half.h. */
#include "base/half.h"
#include <math.h>

enum {
	SIGN = 0x8000, INFINITE = 0x7c00, QUIET_NAN = 0x7e00,
	FRACTION_BITS = 10, FRACTION = 0x3ff, HIDDEN = 0x400, EXPONENT = 0x1f, BIAS = 15,
};

double half_to_double(uint16_t bits)
{
	int exponent = bits >> FRACTION_BITS & EXPONENT;
	double fraction = (bits & FRACTION) + (exponent ? HIDDEN : 0);
	double v = ldexp(fraction, (exponent ? exponent : 1) - BIAS - FRACTION_BITS);

	if (exponent == EXPONENT)
		v = bits & FRACTION ? (double)NAN : HUGE_VAL;
	return bits & SIGN ? -v : v;
}

/* It has 11 bits and a least unit of 2^-24.  What is at least 2^52 has no fraction: adding that
 * rounds. */
double half_round(double v)
{
	int exponent;

	frexp(v, &exponent);
	double unit = ldexp(1, exponent - 11 < -24 ? -24 : exponent - 11);
	double n = v < 0 ? -v / unit : v / unit;
	n = n + 0x1p52 - 0x1p52;
	return v < 0 ? -n * unit : n * unit;
}

uint16_t half_from_double(double v)
{
	uint16_t sign = signbit(v) ? SIGN : 0;
	double size = fabs(v);
	int exponent;

	if (isnan(v))
		return sign | QUIET_NAN;
	if (size < 0x1p16)                       /* what is not has no half to be rounded to */
		size = half_round(size);
	if (size >= 0x1p16)
		return sign | INFINITE;
	if (size < 0x1p-14)
		return sign | (uint16_t)(size * 0x1p24);
	frexp(size, &exponent);                  /* from 2^(exponent - 1) on */
	uint16_t fraction = (uint16_t)ldexp(size, FRACTION_BITS + 1 - exponent) & FRACTION;
	return sign | (uint16_t)((exponent - 1 + BIAS) << FRACTION_BITS) | fraction;
}
