/* Command lines as tables; see option.h. */
#include "base/option.h"

#include <assert.h>
#include <getopt.h>
#include <stdio.h>

enum { LONG_BASE = 256 };                            /* above all letters */

static const struct option_row *row_of(const struct option_row *rows, int n, int c)
{
	if (c >= LONG_BASE && c < LONG_BASE + n)
		return &rows[c - LONG_BASE];
	for (int i = 0; i < n; i++)
		if (rows[i].letter && rows[i].letter == c)
			return &rows[i];
	return NULL;
}

enum option_found option_next(const struct option_row *rows, int n, int argc, char **argv,
			      const struct option_row **row)
{
	struct option longs[OPTION_ROWS_MAX + 1] = { 0 };
	char shorts[2 * OPTION_ROWS_MAX + 1] = "";
	size_t len = 0;
	int c;

	assert(n <= OPTION_ROWS_MAX);
	for (int i = 0; i < n; i++) {
		longs[i] = (struct option){ rows[i].name, rows[i].value ? required_argument : no_argument,
					    NULL, LONG_BASE + i };
		if (rows[i].letter)
			shorts[len++] = rows[i].letter;
		if (rows[i].letter && rows[i].value)
			shorts[len++] = ':';
	}
	c = getopt_long(argc, argv, shorts, longs, NULL);
	*row = row_of(rows, n, c);
	return c == -1 ? OPTION_END : *row ? OPTION_FOUND : OPTION_UNKNOWN;
}

void option_print_help(const struct option_row *rows, int n, int width)
{
	for (int i = 0; i < n; i++) {
		const struct option_row *r = &rows[i];
		char left[64];
		snprintf(left, sizeof left, "%s%c%s--%s%s%s", r->letter ? "-" : "", r->letter ? r->letter : ' ',
			 r->letter ? ", " : "   ", r->name, r->value ? "=" : "", r->value ? r->value : "");
		printf("  %-*s %s\n", width, left, r->help);
	}
}
