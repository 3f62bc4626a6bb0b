/* Where struct drawing is complete. */
#include <stdlib.h>
#include "opaque.h"
struct drawing { int size; double scale; struct drawing *next; struct { short x, y; } at[2]; };
static struct drawing *last;

struct drawing *drawing_new(int n)
{
	struct drawing *d = calloc(1, sizeof *d);

	d->size = n;
	d->scale = n * 1.5;
	d->at[1].y = (short)-n;
	last = d;
	return d;                               /* stop */
}

void drawing_link(struct drawing *d, struct drawing *to)
{
	d->next = to;
}
