/* Bits of a number: bit by bit, and in fields with names. */
#include <stdio.h>

struct colour { unsigned red : 5, green : 6, blue : 5; };

int ones(unsigned n)
{
	int count = 0;
	for (; n; n >>= 1)
		count += n & 1;
	return count;
}

int main(void)
{
	struct colour c = { 31, 1, 16 };
	unsigned mask = ~0u << 28;
	printf("%d %d %#x\n", ones(c.red), ones(c.blue), mask ^ 0x5 << 28);
	return 0;
}
