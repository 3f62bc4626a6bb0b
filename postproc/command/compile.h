/* The compiler. */
#ifndef COMMAND_COMPILE_H
#define COMMAND_COMPILE_H
#include "command/options.h"
#include "command/places.h"

/* Compiles into work, a folder of its own; *program is then the executable, to be freed; what the
 * compiler says goes to the file messages and to standard error.  The exit code: CODE_DONE; others
 * after a message. */
int compile_program(const struct command *c, const struct places *p, const char *work,
		    const char *messages, char **program);
/* Adds the files of the user's own that the sources include.  False: not to be known. */
bool compile_included(const struct command *c, const struct places *p, struct words *to);
/* Adds the compiler as CC or CXX names it. */
void compile_compiler(const struct command *c, struct words *to);
/* Writes the document that shows messages in place of a trace, if the format has one. */
void compile_write_error(const struct command *c, const struct places *p, const char *messages,
			 int out);
#endif
