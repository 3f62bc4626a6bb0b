#include "shared.h"

int scale(int value)
{
	int by = in;

	out = by;
	return value * by;
}

int work(struct ring *r, int n)
{
	int before = ring_sum(r);

	while (n--)
		ring_put(r, scale(n));
	return ring_sum(r) - before;
}
