/* The command line: one table, from which getopt_long's and --help follow; see options.h. */
#include "front/options.h"

#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/message.h"
#include "base/option.h"
#include "front/terminal.h"
#include "sinks/opt_dialect.h"
#include "sinks/stats.h"
#include "config.h"

enum kind {
	TEXT, NUMBER, UNSIGNED, EVERY, EVENT, LINE, TABLE, COLUMN, FLAG, HELP, VERSION_TEXT
};

#define AT(field) offsetof(struct options, field)

static const struct option_row rows[] = {
	{ "output", 'o', TEXT, AT(output), "FILE", "write there instead of standard output" },
	{ "every", 0, EVERY, AT(trace.every), "line|statement|instruction",
	  "a step when a line is about to run (default), each row of the line table, or each instruction" },
	{ "columns", 0, FLAG, AT(trace.columns), NULL,
	  "steps within a line too, where the line table has its columns" },
	{ "startup", 0, FLAG, AT(trace.startup), NULL, "what runs before main and after it too" },
	{ "file", 0, TEXT, AT(trace.files), "GLOB",
	  "only steps in such files; without / it is matched with the file's own name" },
	{ "from", 0, NUMBER, AT(trace.from), "N", "first step shown, counted from 1" },
	{ "to", 0, NUMBER, AT(trace.to), "N", "last step shown; 0, the default: no end" },
	{ "line", 0, LINE, AT(trace), "[FILE:]LINE", "only steps at that line" },
	{ "function", 0, TEXT, AT(trace.function), "NAME", "only steps in that function" },
	{ "when-changed", 0, TEXT, AT(trace.changed), "[FUNCTION:]VARIABLE",
	  "only steps at which that variable has changed" },
	{ "last", 0, NUMBER, AT(last), "N", "only the last N of these steps; of chrome: of its events" },
	{ "max-steps", 0, NUMBER, AT(trace.max_steps), "N",
	  "show at most N steps (1000, or as many as --last asks for); 0: no limit" },
	{ "max-frames", 0, NUMBER, AT(trace.max_frames), "N",
	  "frames shown of a deep stack (200), outer and inner ones; 0: no limit" },
	{ "max-elements", 0, NUMBER, AT(trace.limits.elements), "N", "elements shown of an array (200)" },
	{ "max-depth", 0, UNSIGNED, AT(trace.limits.depth), "N", "nesting of structs and arrays shown (20)" },
	{ "max-string", 0, NUMBER, AT(trace.limits.string), "N", "bytes shown of a string (200)" },
	{ "objects", 0, TEXT, AT(trace.object_dir), "DIR",
	  "look there first for the program and its libraries, by their files' names" },
	{ "sources", 0, TEXT, AT(trace.source_dir), "DIR", "look there first for source files, likewise" },
	{ "max-size", 0, NUMBER, AT(max_size), "N",
	  "no step more when the trace has so many bytes; 0, the default: no limit" },
	{ "max-output", 0, NUMBER, AT(look.max_output), "N",
	  "bytes shown of all output so far (100000; opt, seepp); 0: no limit" },
	{ "build-output", 0, TEXT, AT(look.build_output), "FILE",
	  "what the compiler said, to be shown (opt, seepp)" },
	{ "prelude", 0, NUMBER, AT(look.prelude), "N",
	  "the source begins with N lines that are not shown (opt, seepp)" },
	{ "per-process", 0, FLAG, AT(per_process), NULL,
	  "of several recordings: keep them apart, instead of adding them up (profiles)" },
	{ "event", 0, EVENT, AT(look.event), "instructions|loads|stores|calls",
	  "what is counted (folded)" },
	{ "leaked", 0, FLAG, AT(look.leaked), NULL,
	  "draw heap blocks to whose beginning no pointer leads (opt, seepp)" },
	{ "freed", 0, FLAG, AT(look.freed), NULL, "draw freed blocks that pointers lead to (opt, seepp)" },
	{ "json", 0, FLAG, AT(look.json), NULL, "as JSON (annotate, heap, leaks, stats)" },
	{ "csv", 0, FLAG, AT(look.csv), NULL, "one table as CSV (heap, stats)" },
	{ "table", 0, TABLE, AT(look.table), "totals|functions|lines|contexts|heap|sizes", "only that table (stats)" },
	{ "sort", 0, COLUMN, AT(look.sort), "COLUMN",
	  "by what tables are sorted: self, inclusive, calls, name, ... (stats)" },
	{ "limit", 0, NUMBER, AT(look.limit), "N",
	  "rows of a table (20, with --json and --csv all; heap, stats), lines of a file (annotate); "
	  "0: all" },
	{ "state", 0, FLAG, AT(trace.values), NULL,
	  "the values that variables took at each line, too (annotate)" },
	{ "html", 0, FLAG, AT(look.html), NULL, "names as HTML (vgtrace for the Online Python Tutor)" },
	{ "code", 0, TEXT, AT(code), "FILE", "compile-error: the source that does not compile" },
	{ "dialect", 0, TEXT, AT(dialect), "opt|seepp|both", "compile-error: the format (opt)" },
	{ "raw", 0, FLAG, AT(trace.raw), NULL, "containers as they are laid out, not as what they hold" },
	{ "stop-at-error", 0, FLAG, AT(trace.stop_at_error), NULL,
	  "end the trace at the first step with a memory error" },
	{ "raw-input", 0, FLAG, AT(trace.raw_input), NULL,
	  "end the trace where the program finds no more input, and ask for it" },
	{ "ending", 0, TEXT, AT(ending), "FILE",
	  "read there, after the recording, who ended the program; empty or absent: nobody" },
	{ "summary", 0, TEXT, AT(summary), "FILE", "write there, as JSON, how the trace ended" },
	{ "progress", 0, FLAG, AT(progress), NULL, "say on standard error how far it is" },
	{ "help", 'h', HELP, 0, NULL, "this text" },
	{ "version", 0, VERSION_TEXT, 0, NULL, "the version" },
};

#define NOT_GIVEN UINT64_MAX
enum { MAX_STEPS = 1000 };

enum { N_ROWS = sizeof rows / sizeof rows[0] };

static void print_help(void)
{
	printf("usage: spp-post FORMAT [options] [FILE...]\n"
	       "       spp-post compile-error --code=FILE [--dialect=FORMAT] [MESSAGES]\n\n"
	       "Turns a recording of valgrind --tool=sppgrind into FORMAT.  FILE is the recording;\n"
	       "without it, or with -, standard input is read.  Formats of a profile take several, and add\n"
	       "them up.  compile-error makes a trace of one step of what the compiler says.\n\nformats:\n");
	sink_list(stdout);
	printf("\noptions:\n");
	option_print_help(rows, N_ROWS, 28);
	printf("\nexit code: 0 done, 1 nothing to show, 2 wrong usage or output that cannot be written,\n"
	       "3 damaged or truncated recording (the output has all that was whole)\n");
}

static bool parse_number(const char *s, uint64_t *to)
{
	char *end;

	errno = 0;
	*to = strtoull(s, &end, 10);
	return *s >= '0' && *s <= '9' && *end == '\0' && errno == 0;
}

/* to: of an enumeration; which of the n names s is. */
static bool parse_name(const char *s, const char *const *name, unsigned n, unsigned *to)
{
	for (*to = 0; *to < n; ++*to)
		if (strcmp(s, name[*to]) == 0)
			return true;
	return false;
}

static bool parse_every(const char *s, enum trace_every *to)
{
	static const char *const name[] = {
		[EVERY_LINE] = "line", [EVERY_STATEMENT] = "statement", [EVERY_INSTRUCTION] = "instruction",
	};
	unsigned which;
	bool good = parse_name(s, name, sizeof name / sizeof name[0], &which);

	*to = (enum trace_every)which;
	return good;
}

static bool parse_event(const char *s, enum sink_event *to)
{
	static const char *const name[] = {
		[SINK_INSTRUCTIONS] = "instructions", [SINK_LOADS] = "loads", [SINK_STORES] = "stores",
		[SINK_CALLS] = "calls",
	};
	unsigned which;
	bool good = parse_name(s, name, sizeof name / sizeof name[0], &which);

	*to = (enum sink_event)which;
	return good;
}

/* The part before the last colon is the file; text is argv's, and is cut there. */
static bool parse_line(char *s, struct trace_options *to)
{
	char *colon = strrchr(s, ':');
	uint64_t line;

	if (!parse_number(colon ? colon + 1 : s, &line) || line == 0 || line > UINT_MAX || colon == s)
		return false;
	to->line = (unsigned)line;
	to->line_file = colon ? s : NULL;
	if (colon)
		*colon = '\0';
	return true;
}

static void say_wrong(const struct option_row *row, const char *s)
{
	struct buf columns = { 0 };

	if (row->kind == COLUMN)
		stats_list_columns(&columns);
	if (columns.len)
		message_warn("--%s=%s: should be one of %.*s", row->name, s, (int)columns.len,
			     columns.data);
	else
		message_warn("--%s=%s: should be %s", row->name, s, row->value);
	buf_free(&columns);
}

static enum options_result set(struct options *o, const struct option_row *row, char *s)
{
	void *to = (char *)o + row->offset;
	uint64_t n;
	bool good = true;

	switch ((enum kind)row->kind) {
	case TEXT:     *(const char **)to = s;                            break;
	case NUMBER:   good = parse_number(s, to);                        break;
	case EVERY:    good = parse_every(s, to);                         break;
	case EVENT:    good = parse_event(s, to);                         break;
	case LINE:     good = parse_line(s, to);                          break;
	case TABLE:    good = stats_has_table(s); *(const char **)to = s;  break;
	case COLUMN:   good = stats_has_column(s); *(const char **)to = s; break;
	case UNSIGNED:
		good = parse_number(s, &n) && n <= 1000;
		*(unsigned *)to = (unsigned)n;
		break;
	case FLAG:     *(bool *)to = true;                                break;
	case HELP:     print_help();                                      return OPTIONS_DONE;
	case VERSION_TEXT: puts("spp-post " PACKAGE_VERSION);             return OPTIONS_DONE;
	}
	if (!good)
		say_wrong(row, s);
	return good ? OPTIONS_GO : OPTIONS_WRONG;
}

static enum options_result parse_words(struct options *o, int argc, char **argv)
{
	const struct option_row *row;
	enum option_found found;

	while ((found = option_next(rows, N_ROWS, argc, argv, &row)) == OPTION_FOUND) {
		enum options_result r = set(o, row, optarg);
		if (r != OPTIONS_GO)
			return r;
	}
	return found == OPTION_END ? OPTIONS_GO : OPTIONS_WRONG;
}

static bool parse_format(struct options *o, const char *name)
{
	o->sink = sink_by_name(name);
	if (o->sink)
		return true;
	if (strcmp(name, "compile-error") != 0)
		message_warn("no format '%s' (spp-post --help lists them)", name);
	else if (!o->code)
		message_warn("compile-error: which program? (--code=FILE)");
	else if (!opt_dialect_by_name(o->dialect))
		message_warn("--dialect=%s: should be opt|seepp|both", o->dialect);
	else
		return true;
	return false;
}

static bool parse_files(struct options *o, int n, char **word)
{
	if (n > 1 && (!(o->sink && o->sink->needs & SINK_MERGES) || o->trace.values)) {
		message_warn("one recording at a time: '%s' is one too many", word[1]);
		return false;
	}
	if (n > 1) {
		o->earlier = word;
		o->n_earlier = (size_t)n - 1;
	}
	if (n > 0 && strcmp(word[n - 1], "-") != 0)
		o->input = word[n - 1];
	return true;
}

/* Of steps, or of events; totals have no last ones. */
static bool take_last(struct options *o)
{
	unsigned needs = o->sink ? o->sink->needs : 0;

	o->look.last = o->last;
	if (!o->last || !(needs & SINK_PROFILE) || needs & (SINK_STEPS | SINK_TIMELINE))
		return true;
	message_warn("--last: %s has totals of the whole run", o->sink->name);
	return false;
}

static enum options_result parse_operands(struct options *o, int n, char **word)
{
	if (n < 1) {
		message_warn("which format? (spp-post --help lists them)");
		return OPTIONS_WRONG;
	}
	if (!parse_format(o, word[0]) || !parse_files(o, n - 1, word + 1) || !take_last(o))
		return OPTIONS_WRONG;
	return OPTIONS_GO;
}

enum options_result options_parse(struct options *o, int argc, char **argv)
{
	enum options_result r;

	*o = (struct options){ .dialect = "opt", .look = { .max_output = 100000, .limit = SINK_LIMIT_OWN },
			       .trace = { .from = 1, .max_steps = NOT_GIVEN, .max_frames = 200,
			       .limits = { .elements = 200, .depth = 20, .string = 200 } } };
	r = parse_words(o, argc, argv);
	o->look.files = o->trace.files;
	o->look.function = o->trace.function;
	if (!o->output)
		terminal_ask(&o->look);
	if (o->trace.max_steps == NOT_GIVEN)
		o->trace.max_steps = o->last > MAX_STEPS ? o->last : MAX_STEPS;
	return r == OPTIONS_GO ? parse_operands(o, argc - optind, argv + optind) : r;
}
