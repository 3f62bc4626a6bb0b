/* Where struct hidden is complete. */
#include <stdlib.h>
#include "shared.h"

struct hidden { char name[12]; struct point at; int steps : 5, most : 7; struct hidden *self; };
static unsigned made;
__thread long theirs = -1;

struct hidden *hidden_make(const char *name)
{
	struct hidden *h = calloc(1, sizeof *h);

	strcpy(h->name, name);
	h->self = h;
	made++;
	return h;
}

int hidden_step(struct hidden *h, int by)
{
	h->steps += by;
	h->most = by > h->most ? by : h->most;
	h->at.y += 0.5 * by;
	theirs--;
	return h->steps + (int)theirs;
}

void hidden_free(struct hidden *h)
{
	memset(h, 0, sizeof *h);
	free(h);
}
