/* Bounded reading; see cursor.h. */
#include "stream/cursor.h"

uint64_t cursor_fail(struct cursor *c, const char *why)
{
	if (!c->error)
		c->error = why;
	c->at = c->end;
	return 0;
}

uint64_t cursor_varint_slowly(struct cursor *c)
{
	uint64_t x = 0;

	for (unsigned shift = 0; shift < 64; shift += 7) {
		if (c->at == c->end)
			return cursor_fail(c, "truncated number");
		uint8_t b = *c->at++;
		if (shift == 63 && b > 1)
			break;
		x |= (uint64_t)(b & 0x7f) << shift;
		if (!(b & 0x80))
			return x;
	}
	return cursor_fail(c, "number longer than 64 bits");
}

struct bytes cursor_bytes(struct cursor *c, uint64_t len)
{
	struct bytes b = { c->at, (size_t)len };

	if (len > (uint64_t)(c->end - c->at)) {
		cursor_fail(c, "truncated bytes");
		return (struct bytes){ c->end, 0 };
	}
	c->at += len;
	return b;
}

struct bytes cursor_rest(struct cursor *c)
{
	return cursor_bytes(c, (uint64_t)(c->end - c->at));
}

struct text cursor_text(struct cursor *c)
{
	uint64_t len = cursor_varint(c);
	struct bytes b = cursor_bytes(c, len);

	return (struct text){ (const char *)b.at, b.len };
}
