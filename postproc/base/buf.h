/* Growing byte buffer.  Zero-initialise one to start; data is not NUL-terminated. */
#ifndef BASE_BUF_H
#define BASE_BUF_H
#include <stddef.h>

struct buf { char *data; size_t len, cap; };

void buf_add(struct buf *b, const void *p, size_t len);
void buf_puts(struct buf *b, const char *s);
void buf_printf(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void buf_free(struct buf *b);                            /* back to empty */
#endif
