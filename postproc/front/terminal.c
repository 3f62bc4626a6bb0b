/* What standard output is; see terminal.h. */
#include "front/terminal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static bool wants_colours(void)
{
	const char *no = getenv("NO_COLOR"), *term = getenv("TERM");

	return !(no && *no) && term && strcmp(term, "dumb") != 0;
}

void terminal_ask(struct sink_options *look)
{
	struct winsize size;

	if (!isatty(STDOUT_FILENO))
		return;
	look->coloured = wants_colours();
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
		look->width = size.ws_col;
}
