/* A stream that counts; see counted.h. */
#include "front/counted.h"

static ssize_t write_on(void *cookie, const char *p, size_t len)
{
	struct counted *c = cookie;

	c->bytes += len;
	return (ssize_t)fwrite(p, 1, len, c->to);
}

FILE *counted_open(struct counted *c)
{
	FILE *out = fopencookie(c, "w", (cookie_io_functions_t){ .write = write_on });

	if (!out)
		return c->to;
	setvbuf(out, NULL, _IONBF, 0);
	return out;
}
