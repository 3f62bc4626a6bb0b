/* Complex numbers of each width, 128-bit integers and floats of 16 and 128 bits: as variables,
 * parameters, results, members and elements. */
#include <complex.h>
#include <stdio.h>

typedef unsigned __int128 wide;
struct signal { float _Complex sample[3]; double _Complex mean; __int128 total; };

#ifdef __clang__
typedef float half;              /* clang 14 has no _Float16 on x86-64 */
#else
typedef _Float16 half;
#endif

static double _Complex power(double _Complex base, unsigned n)
{
	double _Complex result = 1;

	for (; n; n--)
		result *= base;
	return result;
}

static wide factorial(unsigned n)
{
	wide rest = n > 1 ? factorial(n - 1) : 1;

	return n * rest;
}

static half average(half a, half b)
{
	half sum = a + b;

	return sum / 2;
}

static __float128 third(__float128 x)
{
	__float128 three = 3, result = x / three;

	return result;
}

int main(void)
{
	double _Complex z = 1 + 2 * I, w = power(z, 3);
	float _Complex small = 0.5f - I;
	struct signal signal = { .sample = { 1, I, -1 } };
	wide big = factorial(30);
	__int128 negative = -(__int128)big, digits = 0;
	half h = 0.5f, list[3] = { 1, -2, 65504 };
	__float128 quad = third(1);

	for (int i = 0; i < 3; i++)
		signal.mean += signal.sample[i] / 3;
	for (wide rest = big; rest; rest /= 10)
		digits++;
	signal.total = negative / 1000;
	h = average(h, list[1]);
	small *= 2;
	printf("%g %g %g %g %d %d\n", creal(w), cimag(w), cabs(signal.mean), (double)h, (int)digits,
	       (int)(quad * 9) + (int)crealf(small));
	return 0;
}
