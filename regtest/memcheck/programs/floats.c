/* Floating point: parts of long doubles, vectors of floats, complex numbers, and what moves them. */
#include <complex.h>
#include <math.h>
#include <string.h>

struct mixed { float f; double d; long double ld; float tail; };
typedef float quad __attribute__((vector_size(16)));
typedef double wide __attribute__((vector_size(32)));

static double half(double x)
{
	return x / 2;
}

static struct mixed make(float f)
{
	struct mixed m;

	m.f = f;
	if (f > 2)
		m.d = 2;
	return m;
}

int main(void)
{
	float f = 1.5f, unset, array[6], kept;
	double d = f, root, result;
	long double ld = 2.5L, other;
	struct mixed m = make(1), n = make(3);
	quad q, p;
	wide w, v;
	float complex c;
	double complex e = 1 + 2 * I;

	array[1] = f;
	kept = unset;
	array[2] = kept;
	other = ld * 2;
	m.ld = other;
	memcpy(&q, array, sizeof q);
	p = q;
	p[3] = 4;
	w[1] = d;
	v = w;
	c = f;
	root = sqrt(d);
	result = half(root) + half(d);
	__real__ c = 3;
	n = m;
	n.tail = fabsf(f);
	ld = (long double)result;
	d = creal(e);
	return result > 100 || d == 77 || v[1] == 9 || p[3] == 9;
}
