/* A command line as one table, from which getopt_long's tables and the lines of --help follow. */
#ifndef BASE_OPTION_H
#define BASE_OPTION_H
#include <stddef.h>

struct option_row {
	const char *name;
	char letter;                                 /* 0: none */
	int kind;                                    /* the program's */
	size_t offset;                               /* of what it sets, in the program's struct */
	const char *value, *help;                    /* value: what is expected; NULL: it takes none */
};
enum { OPTION_ROWS_MAX = 64 };                       /* of one table */

enum option_found { OPTION_FOUND, OPTION_END, OPTION_UNKNOWN };

/* The next option of the command line: *row, with its value in getopt's optarg.  END: operands
 * begin at getopt's optind.  UNKNOWN: getopt has said so. */
enum option_found option_next(const struct option_row *rows, int n, int argc, char **argv,
			      const struct option_row **row);
/* On standard output a line each, help beginning behind width characters. */
void option_print_help(const struct option_row *rows, int n, int width);
#endif
