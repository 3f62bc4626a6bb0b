/* Floating types, long double, 128-bit and complex: denormals, infinities, nan, negative zero.
 *
 * Valgrind computes x87 in 64 bits (its manual, "Limitations"), so long doubles that the program
 * loads are ones that a double can hold; those with more digits are statics that it leaves alone. */
#include <complex.h>
#include <float.h>
#include <math.h>
#include <stdio.h>

struct sample {
	float f;
	double d;
	long double ld;
};

static long double third = 1.0L / 3, smallest = LDBL_TRUE_MIN, largest = LDBL_MAX;

static double newton(double x)
{
	double guess = x / 2;
	for (int i = 0; i < 6; i++)
		guess = (guess + x / guess) / 2;
	return guess;
}

static long double halves(int n)
{
	long double sum = 0.0L, part = 1.0L;
	while (n > 0) {
		sum += part;
		part /= 2;
		n--;
	}
	return sum;
}

int main(void)
{
	float f = 0.1f, tiny = FLT_TRUE_MIN, big = FLT_MAX;
	double d = 0.1, small = DBL_TRUE_MIN, huge = DBL_MAX;
	double zero = 0, minus = -0.0, inf = INFINITY, ninf = -INFINITY, nothing = NAN;
	long double ld = 0.375L, ldmin = 0x1p-1000L, ldmax = -0x1.8p1000L, *pld = &third;
	__float128 quad = 1;
	float _Complex fc = 1.5f - 2.25f * I;
	double _Complex dc = 3 + 4 * I;
	long double _Complex lc = 0.5L * I;
	struct sample list[2] = { { 1.0f / 3, 1.0 / 3, -1.25L }, { 2, 4, 8 } };

	f = f * 3 - 0.3f;
	tiny *= 3;
	big *= 2;
	d = newton(2);
	small = small * 5 / 2;
	huge = -huge / 3;
	zero = zero / 7 + minus;
	nothing = inf + ninf;
	ld = halves(7);
	ldmin *= 2;
	ldmax /= 4;
	quad /= 3;
	pld = pld == &third ? &smallest : &largest;
	fc = fc * fc;
	dc = dc / (1 - 2 * I);
	lc += 1;
	list[1].f += list[0].f;
	list[1].d -= list[0].d;
	list[1].ld *= list[0].ld;
	printf("%g %g %g %.17g %g %g\n", f, tiny, big, d, small, huge);
	printf("%Lg %g %g %d\n", ld, creal(dc), (double) cimagf(fc), nothing != nothing);
	return ldmin > 0 && ldmax < 1 && creall(lc) > 0 && pld && quad < 1 && zero == 0 ? 0 : 1;
}
