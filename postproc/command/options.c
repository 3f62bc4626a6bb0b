/* The command line of spp-run: one table; see options.h. */
#include "command/options.h"

#include <errno.h>
#include <getopt.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/message.h"
#include "base/option.h"
#include "config.h"

enum kind { TEXT, FLAG, SECONDS, BYTES, SPLIT, WORD, POST, HELP, VERSION_TEXT };

#define AT(field) offsetof(struct command, field)

static const struct option_row rows[] = {
	{ "format", 'f', TEXT, AT(format), "FORMAT", "a format of spp-post (opt)" },
	{ "output", 'o', TEXT, AT(output), "FILE", "write there, and pass the program's output on" },
	{ "std", 0, TEXT, AT(standard), "STD", "the language, as c11 or c++20 (the compiler's own)" },
	{ "optimise", 'O', TEXT, AT(level), "LEVEL", "compile with -OLEVEL (0)" },
	{ "cflags", 0, SPLIT, AT(cflags), "FLAGS", "more flags for the compiler, parted by blanks" },
	{ "max-steps", 0, POST, AT(post), "N", "show at most N steps (1000); 0: no limit" },
	{ "stop-at-error", 0, POST, AT(post), NULL, "end at the first step with a memory error" },
	{ "raw-input", 0, POST, AT(post), NULL, "end where there is no more input, and ask for it" },
	{ "time-limit", 0, SECONDS, AT(time_limit), "SECONDS", "end the program then" },
	{ "memory-limit", 0, BYTES, AT(memory_limit), "SIZE", "end it when its heap grows more; 64M" },
	{ "sandbox", 0, FLAG, AT(sandbox), NULL, "no network, nothing to write to but /tmp" },
	{ "cache", 0, TEXT, AT(cache), "DIR", "keep results there, and take them from there" },
	{ "record", 0, WORD, AT(record), "OPTION", "an option for valgrind --tool=sppgrind" },
	{ "post", 0, WORD, AT(post), "OPTION", "an option for spp-post" },
	{ "help", 'h', HELP, 0, NULL, "this text" },
	{ "version", 0, VERSION_TEXT, 0, NULL, "the version" },
};

enum { N_ROWS = sizeof rows / sizeof rows[0] };

static void print_help(void)
{
	printf("usage: spp-run [options] SOURCE... [-- ARGUMENT...]\n"
	       "       spp-run [options] EXECUTABLE [-- ARGUMENT...]\n\n"
	       "Compiles a C or C++ program, runs and records it, and writes its trace.\n\noptions:\n");
	option_print_help(rows, N_ROWS, 26);
	printf("\nexit code: 0 done, 1 the program ended with another code than 0 or by a signal, or the\n"
	       "trace at a memory error (--stop-at-error), 2 wrong usage or a file that cannot be read\n"
	       "or written, 3 it does not compile, 4 a limit was reached, 5 the compiler or the\n"
	       "recorder is missing or failed\n");
}

static bool parse_seconds(const char *s, double *to)
{
	char *end;

	*to = strtod(s, &end);
	return end != s && *end == '\0' && isfinite(*to) && *to > 0;
}

static bool parse_bytes(const char *s, uint64_t *to)
{
	static const char units[] = "KMG";
	const char *unit;
	char *end;
	unsigned shift = 0;

	errno = 0;
	*to = strtoull(s, &end, 10);
	if (*end && (unit = strchr(units, *end))) {
		shift = 10 * (unsigned)(unit - units + 1);
		end++;
	}
	if (*s < '0' || *s > '9' || *end || errno || *to == 0 || *to > UINT64_MAX >> 1 >> shift)
		return false;
	*to <<= shift;
	return true;
}

static bool take_value(const struct option_row *row, void *to, const char *s)
{
	switch ((enum kind)row->kind) {
	case TEXT:    *(const char **)to = s;                            return *s != '\0';
	case FLAG:    *(bool *)to = true;                                return true;
	case SECONDS: return parse_seconds(s, to);
	case BYTES:   return parse_bytes(s, to);
	case SPLIT:   return words_split(to, s);
	case WORD:    words_add(to, s);                                  return true;
	case POST:
		words_printf(to, "--%s%s%s", row->name, s ? "=" : "", s ? s : "");
		return true;
	case HELP:
	case VERSION_TEXT:
		break;
	}
	return true;
}

static enum command_result set(struct command *c, const struct option_row *row, const char *s)
{
	if (row->kind == HELP)
		print_help();
	else if (row->kind == VERSION_TEXT)
		puts("spp-run " PACKAGE_VERSION);
	else if (take_value(row, (char *)c + row->offset, s))
		return COMMAND_GO;
	else {
		message_warn("--%s=%s: should be %s", row->name, s, row->value);
		return COMMAND_WRONG;
	}
	return COMMAND_DONE;
}

static enum command_result parse_words(struct command *o, int argc, char **argv)
{
	const struct option_row *row;
	enum option_found found;

	while ((found = option_next(rows, N_ROWS, argc, argv, &row)) == OPTION_FOUND) {
		enum command_result r = set(o, row, optarg);
		if (r != COMMAND_GO)
			return r;
	}
	return found == OPTION_END ? COMMAND_GO : COMMAND_WRONG;
}

enum language { LANGUAGE_C, LANGUAGE_CXX, NO_LANGUAGE };

static enum language language_of(const char *path)
{
	static const char *const cxx[] = { ".cpp", ".cc", ".cxx", ".C", ".c++", ".cp", ".CPP" };
	const char *dot = strrchr(path, '.');

	if (!dot || strchr(dot, '/'))
		return NO_LANGUAGE;
	for (size_t i = 0; i < sizeof cxx / sizeof cxx[0]; i++)
		if (!strcmp(dot, cxx[i]))
			return LANGUAGE_CXX;
	return strcmp(dot, ".c") ? NO_LANGUAGE : LANGUAGE_C;
}

/* To whom we pass it a name that begins with a dash is an option, an executable without a slash is one
 * on the PATH, and ".c" is no name of a source. */
static void add_source(struct command *c, const char *name)
{
	bool has_folder = strchr(name, '/') != NULL;
	bool as_it_is = name[0] != '-' && (has_folder || (c->is_source && name[0] != '.'));

	words_printf(&c->source, "%s%s", as_it_is ? "" : "./", name);
}

static enum command_result parse_operands(struct command *c, int n, char **word)
{
	for (int i = 0; i < n; i++) {
		enum language language = language_of(word[i]);
		if (i == 0)
			c->is_source = language != NO_LANGUAGE;
		if (c->is_source != (language != NO_LANGUAGE) || (i > 0 && !c->is_source)) {
			message_warn("%s: source files of C or C++, or one executable, are expected "
				     "(arguments of the program come behind --)", word[i]);
			return COMMAND_WRONG;
		}
		c->is_cxx |= language == LANGUAGE_CXX;
		add_source(c, word[i]);
	}
	if (n == 0)
		message_warn("which program? (spp-run --help)");
	return n ? COMMAND_GO : COMMAND_WRONG;
}

enum command_result command_parse(struct command *c, int argc, char **argv)
{
	enum command_result r;
	int n = 1;

	*c = (struct command){ .format = "opt", .level = "0" };
	while (n < argc && strcmp(argv[n], "--") != 0)
		n++;
	for (int i = n + 1; i < argc; i++)
		words_add(&c->args, argv[i]);
	r = parse_words(c, n, argv);
	return r == COMMAND_GO ? parse_operands(c, n - optind, argv + optind) : r;
}

void command_free(struct command *c)
{
	words_free(&c->source);
	words_free(&c->args);
	words_free(&c->cflags);
	words_free(&c->record);
	words_free(&c->post);
}
