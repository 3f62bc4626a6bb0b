/* Linked at start; other objects use its data and it calls back. */
#include "base.h"
struct count base_count = { 1, { 2, 3 } };
static int base_private = 4;

int base_apply(int (*f)(int), int n)
{
	base_private += f(n);
	base_count.of[1] = base_private;
	return base_private;                    /* stop */
}
