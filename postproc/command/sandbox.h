/* bubblewrap: what it runs has no network and can write to a /tmp of its own only. */
#ifndef COMMAND_SANDBOX_H
#define COMMAND_SANDBOX_H
#include "command/options.h"
#include "command/places.h"

/* False: there is none here, after a message that says why. */
bool sandbox_works(const struct command *c, const struct places *p);
/* Adds the words that put the rest of a command into the sandbox, if one is asked for.  The folder
 * work can be seen in it, and if writable be written to. */
void sandbox_add(struct words *w, const struct command *c, const struct places *p, const char *work,
		 bool writable);
#endif
