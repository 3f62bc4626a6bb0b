/* Characters in bytes that may be anything. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H
#include <stddef.h>

/* Length of the well-formed UTF-8 sequence at p, of which left bytes are there; 0: none. */
size_t utf8_length(const unsigned char *p, size_t left);
/* How many bytes at the end of a text begin a character of which the rest is missing. */
size_t utf8_unfinished(const char *text, size_t len);
#endif
