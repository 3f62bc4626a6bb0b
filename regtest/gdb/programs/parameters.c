/* Parameters in registers, in vector registers and on the stack; structs of each class by value. */
#include <stdio.h>

struct pair { int a; float b; };
struct mixed { double d; long l; };
struct floats { float x, y, z; };
struct large { int v[5]; char c; };
struct tiny { char c; };

static long many(char a, short b, int c, long d, unsigned char e, unsigned short f, unsigned g,
	long long h, signed char i, _Bool j)
{
	long s = a + b + c + d;
	s += e + f + g;
	s += h + i + j;
	a = 'z';
	h--;
	return s;
}

static double reals(float a, double b, float c, double d, float e, double f, float g, double h,
	double i, float j, long double k)
{
	double s = a + b + c + d + e;
	s -= f + g + h;
	s *= i + j;
	return s + (double) k;
}

static int structs(struct pair p, struct mixed m, struct floats f, struct large l, struct tiny t)
{
	p.a++;
	m.l += p.a;
	f.z = f.x + f.y;
	l.v[4] = l.v[0] + l.c;
	t.c ^= 1;
	return p.a + (int) m.l + (int) f.z + l.v[4] + t.c;
}

static int by_array(int v[static 3], char s[])
{
	v[2] = s[0];
	return v[0] + v[1] + v[2];
}

static int old_style(a, b)
	int a;
	char b;
{
	return a * b;
}

int main(void)
{
	int v[3] = { 1, 2, 3 };
	long n = many(-1, -2, -3, -4, 5, 6, 7, 8, -9, 1);
	double r = reals(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11.5L);
	int s = structs((struct pair) { 1, 2 }, (struct mixed) { 3, 4 }, (struct floats) { 5, 6, 7 },
		(struct large) { { 8 }, 'c' }, (struct tiny) { 't' });
	s += by_array(v, "x");
	s -= old_style(2, 3);
	printf("%ld %g %d\n", n, r, s);
	return 0;
}
