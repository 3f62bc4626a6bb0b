/* Copies are as defined as what was copied, bit for bit: memcpy and its like, assignment of structs
 * with holes, arrays in structs, SSE registers, swaps, results of functions. */
#include <emmintrin.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

struct hole { char c; int i; short s; double d; char end; };
struct pair { struct hole first, second; };
struct small { char c; short s; };
struct medium { char c; long l; };

static struct hole make(int n)
{
	struct hole h;

	h.c = (char)n;
	h.s = 2;
	if (n > 2)
		h.i = n;
	return h;
}

static struct small small(void)
{
	struct small s;

	s.c = 1;
	return s;
}

static struct medium medium(int n)
{
	struct medium m;

	if (n)
		m.l = n;
	m.c = 3;
	return m;
}

static void swap(int *a, int *b)
{
	int t = *a;

	*a = *b;
	*b = t;
}

int main(void)
{
	struct hole one = make(1), two = make(3), other, zero = { 0 };
	struct pair both, again;
	struct small s = small();
	struct medium m = medium(0), n = medium(1);
	char bytes[64], text[32], moved[64];
	int x, y = 5;
	__m128i v, w;
	long long halves[2], shuffled[2];
	wchar_t wide[8], wider[8];

	other = one;
	both.first = two;
	again = both;
	again.second = zero;
	memcpy(bytes, &one, sizeof one);
	memmove(bytes + 3, bytes, 30);
	memcpy(moved, bytes, sizeof moved);
	strcpy(text, "seven");
	strncpy(text + 8, "ab", 5);
	strcat(text, "!");
	memset(bytes + 40, 0, 3);
	mempcpy(moved + 1, bytes + 38, 9);
	swap(&x, &y);
	halves[0] = 5;
	v = _mm_loadu_si128((__m128i *)halves);
	w = _mm_shuffle_epi32(v, 0x4e);
	_mm_storeu_si128((__m128i *)shuffled, w);
	_mm_storel_epi64((__m128i *)bytes, w);
	wide[1] = L'x';
	wmemcpy(wider, wide, 8);
	bcopy(&m, moved, sizeof m);
	n = m;
	s = small();
	return text[0] == 0 || y == 77777 || other.c == 9 || again.first.c == 9 || s.c == 2 || n.c == 0 ||
	       wider[1] == 0;
}
