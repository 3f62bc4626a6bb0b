/* Arithmetic with what is not defined, stored and never asked: integers of every width, floats,
 * conversions, comparisons kept as numbers. */
#include <stdint.h>

static int choose(int condition, int a, int b)
{
	return condition ? a : b;
}

int main(void)
{
	volatile int unset;
	int u = unset, sum, product, quotient, shifted, negated, both, either, kept, is_equal, is_less;
	unsigned char byte = (unsigned char)unset, upper;
	short narrow = (short)unset;
	long long wide = unset, bigger;
	float f, g = 1.5f;
	double d = unset, e;
	int defined = 12, after;
	_Bool truth = unset & 1;

	sum = u + 1;
	product = u * 2;
	negated = -u;
	shifted = u << 4;
	both = u & defined;
	either = u | 0xff00;
	kept = u ^ u;
	quotient = defined / 3;
	is_equal = u == 3;
	is_less = u < defined;
	upper = byte + 1;
	narrow = (short)(narrow + 2);
	bigger = wide + narrow;
	f = (float)u;
	g = g + f;
	e = d * 2;
	d = e;
	after = choose(defined > 3, defined, 4);
	sum = sum & 0xf;
	sum = sum + defined;
	product = (u & 0xff00) + 1;
	wide = (long long)(both + either) << 8;
	truth = !truth;
	upper = (unsigned char)(upper >> 4);
	return after + quotient == 0;
}
