/* Protects: places of variables in optimised code: general and vector registers, also of frames
 * further out and of a library's caller, values on entry, structs in pieces, pointers to what is in
 * no memory, constants of any size, tail calls.
 * opt: Og O1 O2
 * every: opt */
#include <stdio.h>
#include <stdlib.h>

#ifdef __clang__
#define KEEP __attribute__((noinline))
#else
#define KEEP __attribute__((noipa))
#endif

struct pair { long a, b; };
struct mixed { double d; long l; };
struct halves { float x, y, z; };
typedef int four __attribute__((vector_size(16)));

volatile int sink;
static int numbers[4] = { 0, 3, 9, 1 };

KEEP static int leaf(int unused, int used)
{
	sink += used;
	sink++;
	return sink;
}

/* What it was called with is in no register any more. */
KEEP static int forgets(int first, long second, double third)
{
	int r = leaf(1, 2);
	r += leaf(3, 4);
	return r;
}

KEEP static int keeps(int first, long second, const char *text)
{
	int sum = first * 3;
	long product = second * first;
	for (int i = 0; i < 2; i++)
		sum += leaf(i, sum);
	sink += (int)product;
	sink += text[0];
	return sum;
}

KEEP static double in_vectors(double x, float y, int n)
{
	double sum = 0, step = x / 2;
	float scaled = y * 3;
	for (int i = 0; i < n; i++) {
		sum += step;
		step *= 0.5;
		sink++;
	}
	return sum + (double)scaled;
}

KEEP static long in_pieces(struct pair p, struct mixed m, struct halves h)
{
	long s = p.a + m.l;
	sink++;
	s += (long)m.d;
	sink++;
	s += (long)(h.x + h.z);
	return s + p.b;
}

KEEP static long splits(long n)
{
	struct pair p = { n, n * 2 };
	struct pair *at = &p;
	const long *b = &p.b;
	sink++;
	at->a += *b;
	sink += (int)at->a;
	p.b -= 3;
	sink += (int)p.b;
	return p.a + p.b;
}

KEEP static __int128 wide(__int128 x, unsigned __int128 y)
{
	__int128 constant = (__int128)1 << 100;
	sink++;
	x += constant;
	sink++;
	return x + (__int128)y;
}

KEEP static four lanes(four a, four b)
{
	four sum = a + b;
	sink++;
	sum *= 2;
	sink++;
	return sum;
}

KEEP static int tail(int n, int total)
{
	sink++;
	return leaf(n, total * 2);
}

KEEP static int calls_tail(int n)
{
	int before = n + 1;
	int r = tail(n, before);
	sink += before;
	return r;
}

static int by_value(const void *a, const void *b)
{
	const int *x = a, *y = b;
	int difference = *x - *y;
	sink++;
	return difference;
}

KEEP static int sorts(int *v, int n)
{
	int kept = n * 5;
	double also = n * 0.25;
	v[0] = n;
	qsort(v, 4, sizeof *v, by_value);
	sink += kept;
	sink += (int)also;
	return v[0];
}

KEEP static unsigned long computed(unsigned n, unsigned char c, double d)
{
	unsigned half = n / 2, rest = n % 7;
	double more = d * 2.5;
	int narrow = (signed char)(c + 100);
	sink++;
	sink++;
	return half;
}

KEEP static long double extended(long double x, int n)
{
	long double sum = x;
	for (int i = 1; i < n; i++) {
		sum = sum * x + i;
		sink++;
	}
	return sum;
}

int main(int argc, char **argv)
{
	int local = argc * 7;
	struct pair p = { argc + 10, argc + 20 };
	struct mixed m = { argc * 1.5, argc };
	struct halves h = { 1.5f, 2.5f, (float)argc };
	int r = forgets(local, 5, 2.25);
	r += keeps(local, 100000000000, "text");
	double d = in_vectors(argc + 0.5, 1.25f, 3);
	long s = in_pieces(p, m, h);
	s += splits(argc);
	__int128 w = wide(argc, (unsigned __int128)argc << 70);
	four v = lanes((four){ argc, 2, 3, 4 }, (four){ 10, 20, 30, argc });
	r += calls_tail(argc);
	r += sorts(numbers, argc * 4);
	s += (long)computed((unsigned)argc * 100, 60, d);
	d += (double)extended(1.5L, 4);
	printf("%d %ld %g %d %d\n", r, s, d, (int)(w >> 64), v[3]);
	return 0;
}
