/* Growing byte buffer.  Zero-initialise one to start; data is not NUL-terminated. */
#ifndef BASE_BUF_H
#define BASE_BUF_H
#include <stddef.h>
#include <string.h>

struct buf { char *data; size_t len, cap; };

void buf_grow(struct buf *b, size_t more);               /* private to buf_reserve() */

/* Room for more bytes behind those that are there. */
static inline void buf_reserve(struct buf *b, size_t more)
{
	if (more > b->cap - b->len)
		buf_grow(b, more);
}

/* Inline: traces are written in pieces of a few bytes, most of a length that the caller knows. */
static inline void buf_add(struct buf *b, const void *p, size_t len)
{
	if (!len)
		return;
	buf_reserve(b, len);
	memcpy(b->data + b->len, p, len);
	b->len += len;
}

static inline void buf_puts(struct buf *b, const char *s)
{
	buf_add(b, s, strlen(s));
}

void buf_printf(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void buf_free(struct buf *b);                            /* back to empty */
#endif
