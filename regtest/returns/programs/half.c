/* Half precision, which clang 14 has on other machines only.
 * compilers: gcc */
#define FUNCTION __attribute__((noinline))

volatile double part = 0.25;

struct halves { _Float16 a, b; };

_Float16 r_half;
_Float16 _Complex r_complex;
struct halves r_halves;

FUNCTION _Float16 f_half(void)
{
	return (_Float16)(part * 3);
}

FUNCTION _Float16 _Complex f_complex(void)
{
	return (_Float16)part + 2.0iF16;
}

FUNCTION struct halves f_halves(void)
{
	return (struct halves){ (_Float16)part, 5 };
}

void done(void);
FUNCTION void done(void)
{
	__asm__ volatile("" ::: "memory");
}

int main(void)
{
	r_half = f_half();
	r_complex = f_complex();
	r_halves = f_halves();
	done();
	return 0;
}
