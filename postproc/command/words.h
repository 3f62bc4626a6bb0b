/* A growing list of words, as execvp() wants it.  Zero-initialise one to start. */
#ifndef COMMAND_WORDS_H
#define COMMAND_WORDS_H
#include <stdbool.h>
#include <stddef.h>

struct words { char **word; size_t n; };             /* word[n] is NULL, once there is one */

void words_add(struct words *w, const char *s);
void words_printf(struct words *w, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void words_add_all(struct words *w, const struct words *more);
/* Adds the words of s: blanks part them, quotes and backslashes hold them together as in a shell.
 * False: a quote is not closed. */
bool words_split(struct words *w, const char *s);
void words_free(struct words *w);
#endif
