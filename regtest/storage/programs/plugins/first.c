/* A plugin: its type is in no other object. */
#include <stdlib.h>
#include "plugin.h"
struct first { int depth; struct first *down; double weight; };
int first_calls = 10;
static struct first *top;

struct handle *open_plugin(int n)
{
	struct first *f = malloc(sizeof *f);

	*f = (struct first){ n, top, n / 2.0 };
	top = f;
	first_calls++;
	return (struct handle *)f;              /* stop */
}

int close_plugin(struct handle *h)
{
	struct first *f = (struct first *)h;
	int depth = f->depth;

	top = f->down;
	free(f);                                /* stop */
	return depth;
}
