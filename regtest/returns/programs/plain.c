/* Results of every class of the ABI's, in C: f_X returns what ends up in r_X. */
#include <complex.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <immintrin.h>

#define FUNCTION __attribute__((noinline))

volatile int seed = 3;
volatile double part = 0.25;

enum color { RED, GREEN, BLUE };
struct empty { };
struct one_char { char c; };
struct two_ints { int a, b; };
struct three_ints { int a, b, c; };
struct two_longs { long a, b; };
struct three_longs { long a, b, c; };
struct two_floats { float a, b; };
struct three_floats { float a, b, c; };
struct two_doubles { double a, b; };
struct mixed { int a; double b; };
struct mixed_back { double a; char b; };
struct float_and_int { float a; int b; };
struct nested { struct two_floats p; struct one_char q; };
struct with_array { short a[5]; };
struct float_array { float a[4]; };
struct bits { unsigned a : 3; int b : 9; unsigned long c : 40; };
struct long_double_in { long double a; };
struct pointer_and_double { const char *s; double d; };
struct __attribute__((packed)) packed { char a; int b; };
struct __attribute__((aligned(16))) aligned { int a; };
struct large { int a[20]; };
union int_or_double { double d; int i; };
union word { int i; float f; };
typedef int v4i __attribute__((vector_size(16)));
typedef float v2f __attribute__((vector_size(8)));
struct vector_in { v4i v; };

/* R(name, type, expression): the function, and where its result goes. */
#define RESULTS(R) \
	R(bool, _Bool, seed > 2) \
	R(char, char, (char)('a' + seed)) \
	R(signed_char, signed char, (signed char)-seed) \
	R(short, short, (short)(-300 * seed)) \
	R(int, int, -7 * seed) \
	R(unsigned, unsigned, 4000000000u + (unsigned)seed) \
	R(long, long, -5000000000L * seed) \
	R(int128, __int128, ((__int128)seed << 70) + 5) \
	R(enum, enum color, (enum color)(seed - 1)) \
	R(float, float, (float)part * 3) \
	R(double, double, part * 5) \
	R(long_double, long double, (long double)part * -7) \
	R(complex_float, float _Complex, (float)part + 2 * I) \
	R(complex_double, double _Complex, part - 3 * I) \
	R(complex_long, long double _Complex, (long double)part + 4 * I) \
	R(string, const char *, "abcdef" + seed) \
	R(null, int *, seed ? NULL : (int *)&seed) \
	R(empty, struct empty, (struct empty){ }) \
	R(one_char, struct one_char, ((struct one_char){ (char)('p' + seed) })) \
	R(two_ints, struct two_ints, ((struct two_ints){ seed, -seed })) \
	R(three_ints, struct three_ints, ((struct three_ints){ seed, 5, -seed })) \
	R(two_longs, struct two_longs, ((struct two_longs){ seed, -9L * seed })) \
	R(three_longs, struct three_longs, ((struct three_longs){ seed, 2, -9L * seed })) \
	R(two_floats, struct two_floats, ((struct two_floats){ (float)part, 8 })) \
	R(three_floats, struct three_floats, ((struct three_floats){ (float)part, 8, -1 })) \
	R(two_doubles, struct two_doubles, ((struct two_doubles){ part, 1.5 })) \
	R(mixed, struct mixed, ((struct mixed){ seed, part })) \
	R(mixed_back, struct mixed_back, ((struct mixed_back){ part, 'z' })) \
	R(float_and_int, struct float_and_int, ((struct float_and_int){ (float)part, seed })) \
	R(nested, struct nested, ((struct nested){ { 2, (float)part }, { 'n' } })) \
	R(with_array, struct with_array, ((struct with_array){ { 1, 2, (short)seed, 4, 5 } })) \
	R(float_array, struct float_array, ((struct float_array){ { 1, 2, (float)part, 4 } })) \
	R(bits, struct bits, ((struct bits){ 5, -seed, 1UL << 35 })) \
	R(long_double_in, struct long_double_in, ((struct long_double_in){ (long double)part })) \
	R(pointer_and_double, struct pointer_and_double, ((struct pointer_and_double){ "xyz", part })) \
	R(packed, struct packed, ((struct packed){ 'k', seed })) \
	R(aligned, struct aligned, ((struct aligned){ seed })) \
	R(large, struct large, ((struct large){ { seed, 2, [19] = 7 } })) \
	R(union_double, union int_or_double, ((union int_or_double){ .d = part })) \
	R(union_word, union word, ((union word){ .f = (float)part })) \
	R(v4i, v4i, ((v4i){ 1, seed, 3, 4 })) \
	R(v2f, v2f, ((v2f){ 1, (float)part })) \
	R(vector_in, struct vector_in, ((struct vector_in){ { 9, 8, seed, 6 } })) \
	R(m128d, __m128d, _mm_set_pd(part, 2))

#define DECLARE(name, type, expression) \
	type r_##name; \
	type f_##name(void); \
	FUNCTION type f_##name(void) \
	{ \
		return expression; \
	}
RESULTS(DECLARE)

/* The value is in the middle of a sum, so that no line comes behind the call. */
FUNCTION int f_inner(int n)
{
	return n + 1;
}

int r_inner;
void done(void);

FUNCTION void done(void)
{
	__asm__ volatile("" ::: "memory");
}

int main(void)
{
#define CALL(name, type, expression) r_##name = f_##name();
	RESULTS(CALL)
	r_inner = f_inner(seed);
	done();
	return 0;
}
