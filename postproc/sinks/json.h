/* JSON values out of trace and value, for the sinks that write JSON through json-c. */
#ifndef SINKS_JSON_H
#define SINKS_JSON_H
#include <json.h>
#include <stdint.h>
#include <stdio.h>
#include "base/buf.h"
#include "value/value.h"

/* Any bytes as a JSON string: what is not UTF-8 becomes U+FFFD. */
struct json_object *json_text(const char *p, size_t len);
/* The same of the first max bytes, and that there is more; max 0: of all. */
struct json_object *json_text_cut(const char *p, size_t len, uint64_t max);
struct json_object *json_string(const char *s);              /* UTF-8 already */
enum { JSON_ADDRESS_MAX = 18 };
size_t json_put_address(char *to, uint64_t a);               /* returns the text's length */
size_t json_put_address_wide(char *to, uint64_t a, unsigned digits); /* at least so many; 0: 0x0 */
struct json_object *json_address(uint64_t a);                /* "0x1f", lower case */
/* A number, or a string beyond what a double holds exactly (2^53). */
bool json_is_exact(const struct value *v);                   /* within 2^53 */
struct json_object *json_integer(const struct value *v);
bool json_is_number(const struct value *v);                  /* a floating one's text is a number */
struct json_object *json_float(const struct value *v);       /* nan, inf and long double: strings */
/* Appends o as it is written, and frees it. */
void json_to_text(struct json_object *o, struct buf *to);
/* Stands for the value that text is; text stays the caller's and must live as long. */
struct json_object *json_verbatim(const char *text, size_t len);
/* Append a string, quoted: UTF-8, or any bytes as json_text() has them. */
void json_put_string(struct buf *to, const char *s, size_t len);
void json_put_text(struct buf *to, const char *p, size_t len);
/* Writes one line and drops the tree. */
void json_write(FILE *out, struct json_object *o);
#endif
