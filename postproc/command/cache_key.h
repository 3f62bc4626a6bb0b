/* What a result depends on, as a SHA-256; for cache.c. */
#ifndef COMMAND_CACHE_KEY_H
#define COMMAND_CACHE_KEY_H
#include "command/options.h"
#include "command/places.h"

enum { HEX = 64 };                                   /* characters of a SHA-256 */

/* Of sources, flags, tools and input (a file, read from its beginning).  False: errno says why. */
bool cache_key(const struct command *c, const struct places *p, int in, char key[HEX + 1]);
/* Of that key, and what the included files contain now. */
bool cache_key_included(const struct places *p, const char *first, const struct words *included,
			char key[HEX + 1]);
#endif
