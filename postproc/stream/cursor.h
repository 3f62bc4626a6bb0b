/* Bounded reading of numbers and bytes, with a sticky error. */
#ifndef STREAM_CURSOR_H
#define STREAM_CURSOR_H
#include "stream/record.h"

struct cursor {
	const uint8_t *at, *end;
	const char *error;                           /* first fault; static text */
};

uint64_t cursor_fail(struct cursor *c, const char *why);   /* 0 */
uint64_t cursor_varint_slowly(struct cursor *c);
struct bytes cursor_bytes(struct cursor *c, uint64_t len);
struct bytes cursor_rest(struct cursor *c);
struct text cursor_text(struct cursor *c);                 /* v length, bytes */

static inline uint64_t cursor_varint(struct cursor *c)
{
	if (c->at < c->end && *c->at < 0x80)
		return *c->at++;
	return cursor_varint_slowly(c);
}

static inline int64_t cursor_zigzag(struct cursor *c)
{
	uint64_t v = cursor_varint(c);

	return (int64_t)(v >> 1) ^ -(int64_t)(v & 1);
}
#endif
