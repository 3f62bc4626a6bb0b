/* JSON values out of trace and value, for the sinks that write JSON through json-c. */
#ifndef SINKS_JSON_H
#define SINKS_JSON_H
#include <json.h>
#include <stdint.h>
#include <stdio.h>
#include "value/value.h"

/* Any bytes as a JSON string: what is not UTF-8 becomes U+FFFD. */
struct json_object *json_text(const char *p, size_t len);
struct json_object *json_string(const char *s);              /* UTF-8 already */
struct json_object *json_address(uint64_t a);                /* "0x1f", lower case */
/* A number, or a string beyond what a double holds exactly (2^53). */
bool json_is_exact(const struct value *v);                   /* within 2^53 */
struct json_object *json_integer(const struct value *v);
struct json_object *json_float(const struct value *v);       /* nan, inf and long double: strings */
/* Writes one line and drops the tree. */
void json_write(FILE *out, struct json_object *o);
#endif
