/* Names of C++ types as people write them. */
#ifndef SINKS_OPT_NAME_H
#define SINKS_OPT_NAME_H
#include "base/buf.h"

/* Appends name without the template arguments that are there by default (allocators, orders, hash
 * functions, deleters), and with string for basic_string<char>.  A name whose brackets do not
 * match is appended as it is. */
void opt_short_name(const char *name, struct buf *to);
#endif
