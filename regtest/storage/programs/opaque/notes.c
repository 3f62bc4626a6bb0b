/* The program's own other unit. */
#include <stdlib.h>
#include <string.h>
#include "opaque.h"
struct notes { char title[8]; int n, x[4]; };

struct notes *notes_new(const char *title)
{
	struct notes *n = calloc(1, sizeof *n);

	strcpy(n->title, title);
	return n;
}

void notes_add(struct notes *n, int x)
{
	n->x[n->n++ % 4] = x;
}

int notes_sum(const struct notes *n)
{
	return n->x[0] + n->x[1];
}
