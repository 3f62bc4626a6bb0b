/* Loaded by dlopen. */
#include <stdlib.h>
#include "opaque.h"
struct later { long value; unsigned low : 3, high : 5; };
static int lates;

struct later *later_new(int n)
{
	struct later *l = calloc(1, sizeof *l);

	l->value = n;
	l->low = (unsigned)n & 7;
	l->high = 9;
	lates++;
	return l;                               /* stop */
}
