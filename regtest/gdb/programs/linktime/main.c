/* Optimised when linking: functions of one unit inlined into another, whose abstract instances are
 * in a unit of their own.
 * opt: O1 O2
 * compilers: gcc
 * flags: -flto
 * every: opt */
#include <stdio.h>
#include "shared.h"

volatile int in = 5, out;

int main(void)
{
	struct ring r = { { 0 }, 0 };

	ring_put(&r, in);
	for (int i = 0; i < 2; i++)
		ring_put(&r, i + in);
	int total = work(&r, 3) + ring_sum(&r);
	printf("%d %d\n", total, scale(total));
	return 0;
}
