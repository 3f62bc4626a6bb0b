/* Bit fields, unions, masks, shifts and parts of words: each bit on its own. */
#include <stdint.h>
#include <stdlib.h>

struct flags { unsigned a : 3, b : 5, c : 1; int d : 12; unsigned long e : 40; };
union words { uint64_t whole; uint32_t half[2]; uint8_t byte[8]; double d; };

static struct flags set(int n)
{
	struct flags f;

	f.b = 7;
	if (n)
		f.d = -3;
	return f;
}

int main(void)
{
	struct flags f = set(0), g = set(1), h;
	union words u, v;
	uint8_t *heap = malloc(8);
	uint32_t x, y, z;
	uint64_t wide, low;
	int8_t narrow;
	int signed_narrow;
	uint16_t half;

	h.a = 1;
	h.c = 1;
	h.e = 0x123456789a;
	h.e = 5;
	u.byte[3] = 9;
	u.half[1] = 4;
	v = u;
	v.byte[0] = u.byte[3];
	heap[2] = 3;
	x = *(uint32_t *)heap;
	y = x & 0x00ff00ff;
	z = x | 0xff;
	wide = x;
	low = wide << 8;
	x = (uint32_t)(low >> 16);
	half = (uint16_t)(low >> 24);
	narrow = (int8_t)heap[2];
	signed_narrow = (int8_t)heap[1];
	y ^= y & 0xf0;
	z = ~x;
	x = y >> 3;
	signed_narrow >>= 2;
	wide = (uint64_t)x << 32 | half;
	low = __builtin_bswap64(wide);
	y = __builtin_bswap32(x);
	f.a = g.b & 7;
	g.e = f.d & 0xff;
	f = g;
	return narrow == 5;
}
