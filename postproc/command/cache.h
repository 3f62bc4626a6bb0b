/* Results that are kept, by SHA-256 of all that they depend on.
 *
 * What a program includes of the user's own is not known before it is compiled.  So an entry is
 * found in two steps: the key of sources, flags, input and tools leads to a list of included files,
 * KEY.files; that key and the contents of these files to the result, KEY.result.  Both files are
 * written beside their places and renamed, the result first: at no time can a reader find half of
 * one.  A result begins with a line that has its exit code. */
#ifndef COMMAND_CACHE_H
#define COMMAND_CACHE_H
#include "command/options.h"
#include "command/places.h"

struct cache;

/* in: the program's standard input, a file, read from its beginning.  NULL: after a message. */
struct cache *cache_open(const struct command *c, const struct places *p, int in);
/* The exit code of a result that is there, once it has been copied to out; -1: there is none. */
int  cache_fetch(struct cache *cache, int out);
/* A file to write the result to; -1: after a message. */
int  cache_begin(struct cache *cache);
/* Makes an entry of what was written, if it lasts, and copies it to out.  False: after a message. */
bool cache_finish(struct cache *cache, int code, bool lasting, int out);
void cache_close(struct cache *cache);
#endif
