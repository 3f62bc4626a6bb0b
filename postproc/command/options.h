/* The command line of spp-run. */
#ifndef COMMAND_OPTIONS_H
#define COMMAND_OPTIONS_H
#include <stdbool.h>
#include <stdint.h>
#include "command/words.h"

struct command {
	struct words source;                         /* or one executable */
	struct words args;                           /* of the program */
	bool is_source, is_cxx;
	const char *format, *output;                 /* output: NULL: standard output */
	const char *standard, *level;                /* standard: NULL: the compiler's own */
	struct words cflags, record, post;           /* for the compiler, Valgrind, spp-post */
	double time_limit;                           /* seconds; 0: none */
	uint64_t memory_limit;                       /* bytes; 0: none */
	bool sandbox;
	const char *cache;                           /* folder; NULL: none */
};

enum command_result { COMMAND_GO, COMMAND_DONE, COMMAND_WRONG };

/* COMMAND_DONE: help or version was asked for and printed.  COMMAND_WRONG: a message was printed. */
enum command_result command_parse(struct command *c, int argc, char **argv);
void command_free(struct command *c);
#endif
