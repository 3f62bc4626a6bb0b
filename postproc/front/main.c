/* spp-post: a recording in, one format out. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/message.h"
#include "front/options.h"
#include "front/passes.h"
#include "sinks/opt_error.h"

enum { EXIT_USAGE = 2, OUTPUT_BUFFER = 1 << 16 };     /* a step is some ten thousand bytes */

static FILE *open_input(const char *path)
{
	FILE *in = path ? fopen(path, "rb") : stdin;

	if (!in)
		message_warn("%s: %s", path, strerror(errno));
	return in;
}

/* Before anything is written. */
static bool are_there(const struct options *o)
{
	for (size_t i = 0; i < o->n_earlier; i++)
		if (strcmp(o->earlier[i], "-") && access(o->earlier[i], R_OK) != 0) {
			message_warn("%s: %s", o->earlier[i], strerror(errno));
			return false;
		}
	return true;
}

static FILE *open_output(const char *path)
{
	FILE *out = path ? fopen(path, "w") : stdout;

	if (out)
		setvbuf(out, NULL, _IOFBF, OUTPUT_BUFFER);
	else
		message_warn("%s: %s", path, strerror(errno));
	return out;
}

static int finish_output(FILE *out, const char *path)
{
	bool bad = ferror(out);

	if (fclose(out) == 0 && !bad)
		return 0;
	message_warn("cannot write %s: %s", path ? path : "standard output", strerror(errno));
	return EXIT_USAGE;
}

static int write_error(const struct options *o, FILE *in, FILE *out)
{
	const struct opt_error_source source = { .path = o->code, .prelude = o->look.prelude };

	opt_write_error(out, in, opt_dialect_by_name(o->dialect), &source);
	return 0;
}

int main(int argc, char **argv)
{
	struct options o;
	FILE *in, *out;
	int code, written;

	switch (options_parse(&o, argc, argv)) {
	case OPTIONS_GO:    break;
	case OPTIONS_DONE:  return finish_output(stdout, NULL);
	case OPTIONS_WRONG: return EXIT_USAGE;
	}
	if (!are_there(&o) || !(in = open_input(o.input)) || !(out = open_output(o.output)))
		return EXIT_USAGE;
	code = o.sink ? passes_run(&o, in, out) : write_error(&o, in, out);
	written = finish_output(out, o.output);
	fclose(in);
	return written ? written : code;
}
