/* Bytes of a section, taken from the front; taking more than there is makes them bad, and zeros. */
#ifndef DEBUG_DW_BYTES_H
#define DEBUG_DW_BYTES_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct bytes { const uint8_t *at; size_t left; bool bad; };

/* NULL: there are not so many. */
static inline const uint8_t *bytes_skip(struct bytes *b, uint64_t len)
{
	const uint8_t *at = b->at;

	if (b->bad || len > b->left) {
		*b = (struct bytes){ .bad = true };
		return NULL;
	}
	if (len)                         /* of no bytes there need be no address */
		b->at += len;
	b->left -= (size_t)len;
	return at;
}

/* What is behind an offset. */
static inline struct bytes bytes_from(struct bytes b, uint64_t offset)
{
	bytes_skip(&b, offset);
	return b;
}

/* Little-endian, up to 8 bytes. */
static inline uint64_t bytes_fixed(struct bytes *b, size_t len)
{
	const uint8_t *p = bytes_skip(b, len);
	uint64_t x = 0;

	for (size_t i = 0; p && i < len; i++)
		x |= (uint64_t)p[i] << 8 * i;
	return x;
}

/* LEB128; bits beyond 64 are dropped, as readers of DWARF do. */
static inline uint64_t bytes_leb(struct bytes *b, bool is_signed)
{
	uint64_t x = 0, byte;
	unsigned shift = 0;

	if (b->left && *b->at < 0x40) {          /* most are: of one byte, and not negative */
		b->left--;
		return *b->at++;
	}
	do {
		byte = bytes_fixed(b, 1);
		if (shift < 64)
			x |= (byte & 0x7f) << shift;
		shift += 7;
	} while (byte & 0x80 && shift < 700);
	if (is_signed && byte & 0x40 && shift < 64)
		x |= UINT64_MAX << shift;
	return x;
}
#endif
