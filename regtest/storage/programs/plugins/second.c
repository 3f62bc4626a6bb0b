/* Another, of the same shape and size, that may be loaded where the first was. */
#include <stdlib.h>
#include "plugin.h"
struct second { char name[8]; long parts[2]; };
static long second_calls[2] = { 20, 30 };
const char *second_title = "second";

struct handle *open_plugin(int n)
{
	struct second *s = calloc(1, sizeof *s);

	s->name[0] = (char)('a' + n);
	s->parts[n % 2] = n;
	second_calls[0] += n;
	return (struct handle *)s;              /* stop */
}

int close_plugin(struct handle *h)
{
	struct second *s = (struct second *)h;
	int n = s->name[0];

	second_calls[1]++;
	free(s);                                /* stop */
	return n;
}
