/* Protocol buffers, the few kinds of fields that pprof's have: numbers, and bytes, which strings,
 * messages and packed numbers are.  Fields of value 0 are left out, as that is what they are then. */
#ifndef SINKS_PROTO_H
#define SINKS_PROTO_H
#include <stdint.h>
#include "base/buf.h"

enum { PROTO_VARINT = 0, PROTO_BYTES = 2 };

static inline void proto_varint(struct buf *to, uint64_t n)
{
	char byte[10];
	size_t len = 0;

	for (; n >= 0x80; n >>= 7)
		byte[len++] = (char)(n | 0x80);
	byte[len++] = (char)n;
	buf_add(to, byte, len);
}

static inline void proto_number(struct buf *to, unsigned field, uint64_t n)
{
	if (!n)
		return;
	proto_varint(to, field << 3 | PROTO_VARINT);
	proto_varint(to, n);
}

static inline void proto_bytes(struct buf *to, unsigned field, const void *p, size_t len)
{
	proto_varint(to, field << 3 | PROTO_BYTES);
	proto_varint(to, len);
	buf_add(to, p, len);
}
#endif
