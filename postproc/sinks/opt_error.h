/* A program that did not compile, as a document of one entry; docs/spp-run.md. */
#ifndef SINKS_OPT_ERROR_H
#define SINKS_OPT_ERROR_H
#include <stdint.h>
#include <stdio.h>
#include "sinks/opt_dialect.h"

struct opt_error_source {
	const char *path;                            /* of the program; names what the compiler calls it */
	uint64_t prelude;                            /* lines at its head that are not shown */
};

/* messages: what gcc, clang and their linker said, in English. */
void opt_write_error(FILE *out, FILE *messages, const struct opt_dialect *d,
		     const struct opt_error_source *source);
#endif
