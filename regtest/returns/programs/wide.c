/* A result that fills a ymm register.
 * flags: -mavx */
#include <immintrin.h>

#define FUNCTION __attribute__((noinline))

typedef double v4d __attribute__((vector_size(32)));
struct wide_in { v4d v; };

volatile double part = 0.25;
v4d r_wide;
struct wide_in r_wide_in;

FUNCTION v4d f_wide(void)
{
	return (v4d){ 1, part, 3, 4 };
}

FUNCTION struct wide_in f_wide_in(void)
{
	return (struct wide_in){ { part, 6, 7, 8 } };
}

void done(void);
FUNCTION void done(void)
{
	__asm__ volatile("" ::: "memory");
}

int main(void)
{
	r_wide = f_wide();
	r_wide_in = f_wide_in();
	done();
	return 0;
}
