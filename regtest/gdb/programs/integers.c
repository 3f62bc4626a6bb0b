/* Integer types of every width and sign: extremes, wrap-around, conversions, 128 bits. */
#include <limits.h>
#include <stdint.h>
#include <stdio.h>

typedef __int128 wide;
typedef unsigned __int128 uwide;

static signed char narrow(long v)
{
	signed char c = (signed char) v;
	unsigned char u = (unsigned char) v;
	short s = (short) v;
	unsigned short us = (unsigned short) v;
	return (signed char) (c + u + s + us);
}

static wide factorial(int n)
{
	wide product = 1;
	for (int i = 2; i <= n; i++)
		product *= i;
	return product;
}

int main(void)
{
	signed char sc = SCHAR_MIN;
	unsigned char uc = UCHAR_MAX;
	short s = SHRT_MIN;
	unsigned short us = USHRT_MAX;
	int i = INT_MIN;
	unsigned u = UINT_MAX;
	long l = LONG_MIN;
	unsigned long ul = ULONG_MAX;
	long long ll = LLONG_MAX;
	unsigned long long ull = 1ULL << 63;
	int8_t i8 = -8;
	uint16_t u16 = 0xBEEF;
	int32_t i32 = -320000;
	uint64_t u64 = 0x0123456789ABCDEF;
	intmax_t im = -9007199254740993;
	size_t size = sizeof i;
	wide w = factorial(30);
	uwide uw = ~(uwide) 0;

	sc--;
	uc++;
	s--;
	us++;
	u++;
	ul += 2;
	ull *= 3;
	w = -w;
	uw >>= 1;
	i8 = narrow(0x12345);
	u16 ^= 0xFFFF;
	i32 /= 7;
	u64 = u64 << 7 | u64 >> 57;
	im -= 1;
	size = ~size;
	ll = ll / -3 + i % 1000 - l;
	printf("%d %d %d %d %u %lu %llu\n", sc, uc, s, us, u, ul, ull);
	printf("%d %d %d %llx %jd %zu %lld\n", i8, u16, i32, (unsigned long long) u64, im, size, ll);
	return (int) (w >> 100) + (int) (uw >> 120);
}
