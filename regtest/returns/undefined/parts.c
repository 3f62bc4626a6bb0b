/* Results that are undefined as a whole or in part: f_X returns what ends up in r_X, whose V bits
 * are printed at the end, part by part, as Memcheck has them: "X PATH HEX". */
#include <complex.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <valgrind/memcheck.h>

#define FUNCTION __attribute__((noinline))

struct hole { char c; int i; long l; };
struct three_ints { int a, b, c; };
struct mixed { int a; double b; };
struct floats { float a, b, c; };
struct bits { unsigned a : 3; unsigned b : 9; unsigned c : 20; };
struct large { int a[12]; };
struct long_double_in { long double a; };
union int_or_double { double d; int i; };
typedef int v4i __attribute__((vector_size(16)));
typedef int v8i __attribute__((vector_size(32)));

static struct {
	bool b; char c; short s; int i; unsigned u; long l; float f; double d; long double ld;
	int *p; __int128 w; struct hole hole; struct bits bits; struct large large;
} raw;
volatile int seed = 3, zero;

/* R(name, type, body) */
#define RESULTS(R) \
	R(int, int, return raw.i;) \
	R(defined, int, return seed;) \
	R(plus, int, return raw.i + 1;) \
	R(low, int, return raw.i & 0xff;) \
	R(high, unsigned, return raw.u << 8;) \
	R(nothing, int, return raw.i & zero;) \
	R(bool, _Bool, return raw.b;) \
	R(char, char, return (char)raw.i;) \
	R(short, short, return raw.s;) \
	R(widened, long, return raw.i;) \
	R(widened_unsigned, unsigned long, return raw.u;) \
	R(pointer, int *, return raw.p;) \
	R(float, float, return raw.f;) \
	R(double, double, return raw.d;) \
	R(sum, double, return raw.d * 2 + seed;) \
	R(defined_double, double, return seed / 2.0;) \
	R(long_double, long double, return raw.ld;) \
	R(defined_long, long double, return seed / 4.0L;) \
	R(int128, __int128, return raw.w;) \
	R(int128_high, __int128, return ((__int128)raw.l << 64) + seed;) \
	R(complex_float, float _Complex, return __builtin_complex((float)seed, raw.f);) \
	R(complex_double, double _Complex, return __builtin_complex(raw.d, 2.0);) \
	R(hole, struct hole, struct hole h = raw.hole; h.c = 'x'; h.i = seed; h.l = 9; return h;) \
	R(unwritten, struct hole, struct hole h = raw.hole; h.c = 'x'; h.l = seed; return h;) \
	R(three_ints, struct three_ints, return ((struct three_ints){ seed, raw.i, -seed });) \
	R(last_int, struct three_ints, return ((struct three_ints){ seed, 5, raw.i });) \
	R(mixed, struct mixed, return ((struct mixed){ raw.i, seed });) \
	R(mixed_double, struct mixed, return ((struct mixed){ seed, raw.d });) \
	R(floats, struct floats, return ((struct floats){ 2, raw.f, (float)seed });) \
	R(last_float, struct floats, return ((struct floats){ 2, (float)seed, raw.f });) \
	R(bits, struct bits, struct bits b = raw.bits; b.b = 77; return b;) \
	R(long_double_in, struct long_double_in, return ((struct long_double_in){ raw.ld });) \
	R(large, struct large, struct large l = raw.large; l.a[3] = seed; return l;) \
	R(union, union int_or_double, return ((union int_or_double){ .d = raw.d });) \
	R(v4i, v4i, return ((v4i){ 1, raw.i, seed, 4 });) \
	WIDE(R) \
	REALLY(R)

#ifdef __AVX__
#define WIDE(R) R(v8i, v8i, return ((v8i){ 1, 2, 3, 4, raw.i, 6, seed, raw.i });)
#else
#define WIDE(R)
#endif

/* What an optimising compiler may make anything of. */
#ifdef __OPTIMIZE__
#define REALLY(R)
#else
#define REALLY(R) \
	R(local, int, int x; return x;) \
	R(local_plus, int, int x; return x + 1;) \
	R(local_double, double, double x; return x;) \
	R(local_pointer, char *, char *x; return x;) \
	R(local_struct, struct hole, struct hole x; x.i = seed; return x;)
#endif

#define DEFINE(name, type, ...) \
	type r_##name; \
	type f_##name(void); \
	FUNCTION type f_##name(void) \
	{ \
		__VA_ARGS__ \
	}
RESULTS(DEFINE)

/* All registers of results change, and their V bits: the longest record that there is. */
unsigned long half[8];
long double _Complex r_every;
long double _Complex f_every(void);
__attribute__((naked, noinline)) long double _Complex f_every(void)
{
	__asm__("mov half(%rip), %rax\n\tmov 8+half(%rip), %rdx\n\t"
		"movups 16+half(%rip), %xmm0\n\tmovups 32+half(%rip), %xmm1\n\t"
		"fldl 48+half(%rip)\n\tfldl 56+half(%rip)\n\tret");
}

static void call_every(void)
{
	for (int i = 0; i < 8; i++) {
		half[i] = 0x4042000012345678 + ((unsigned long)i << 32);
		(void)VALGRIND_MAKE_MEM_UNDEFINED(&half[i], 4);
	}
	r_every = f_every();
}

/* mask: the bits that count; NULL: all. */
static void print(const char *name, const char *path, const void *p, const void *mask, size_t n)
{
	unsigned char bits[64];

	(void)VALGRIND_GET_VBITS(p, bits, n);
	printf("%s%s ", name, path);
	for (size_t i = 0; i < n; i++)
		printf("%02x", bits[i] & (mask ? ((const unsigned char *)mask)[i] : 0xff));
	printf("\n");
}

#define WHOLE(name) print(#name, "", &r_##name, NULL, sizeof r_##name)
#define PART(name, part) print(#name, #part, &r_##name part, NULL, sizeof r_##name part)
#define BITS(name, part) do { \
		struct bits mask = { 0 }; \
		mask part = ~0u; \
		print(#name, #part, &r_##name, &mask, sizeof mask); \
	} while (0)
#define HOLE(name) do { PART(name, .c); PART(name, .i); PART(name, .l); } while (0)
#define THREE(name) do { PART(name, .a); PART(name, .b); PART(name, .c); } while (0)
#define LANE(name, k) print(#name, "[" #k "]", (const int *)&r_##name + k, NULL, sizeof(int))
#define LANES(name) do { LANE(name, 0); LANE(name, 1); LANE(name, 2); LANE(name, 3); } while (0)

static void scalars(void)
{
	WHOLE(int); WHOLE(defined); WHOLE(plus); WHOLE(low); WHOLE(high); WHOLE(nothing);
	WHOLE(bool); WHOLE(char); WHOLE(short); WHOLE(widened); WHOLE(widened_unsigned);
	WHOLE(pointer); WHOLE(float); WHOLE(double); WHOLE(sum); WHOLE(defined_double);
	WHOLE(int128); WHOLE(int128_high);
	print("long_double", "", &r_long_double, NULL, 10);
	print("defined_long", "", &r_defined_long, NULL, 10);
#ifndef __OPTIMIZE__
	WHOLE(local); WHOLE(local_plus); WHOLE(local_double); WHOLE(local_pointer);
	HOLE(local_struct);
#endif
}

static void parts(void)
{
	print("complex_float", "[0]", &__real__ r_complex_float, NULL, sizeof(float));
	print("complex_float", "[1]", &__imag__ r_complex_float, NULL, sizeof(float));
	print("complex_double", "[0]", &__real__ r_complex_double, NULL, sizeof(double));
	print("complex_double", "[1]", &__imag__ r_complex_double, NULL, sizeof(double));
	print("every", "[0]", &__real__ r_every, NULL, 10);
	print("every", "[1]", &__imag__ r_every, NULL, 10);
	HOLE(hole); HOLE(unwritten);
	THREE(three_ints); THREE(last_int); THREE(floats); THREE(last_float);
	PART(mixed, .a); PART(mixed, .b); PART(mixed_double, .a); PART(mixed_double, .b);
	BITS(bits, .a); BITS(bits, .b); BITS(bits, .c);
	print("long_double_in", ".a", &r_long_double_in, NULL, 10);
	PART(large, .a[0]); PART(large, .a[3]); PART(large, .a[11]);
	PART(union, .d); PART(union, .i);
	LANES(v4i);
#ifdef __AVX__
	LANES(v8i); LANE(v8i, 4); LANE(v8i, 5); LANE(v8i, 6); LANE(v8i, 7);
#endif
}

void done(void);

FUNCTION void done(void)
{
	scalars();
	parts();
}

int main(void)
{
	memset(&raw, 0x5a, sizeof raw);
	(void)VALGRIND_MAKE_MEM_UNDEFINED(&raw, sizeof raw);
#define CALL(name, type, ...) r_##name = f_##name();
	RESULTS(CALL)
	call_every();
	done();
	return 0;
}
