/* What annotate shows of each source file: lines with what was counted there. */
#ifndef SINKS_ANNOTATE_H
#define SINKS_ANNOTATE_H
#include "sinks/stats.h"

struct annotate_line {
	const char *file; unsigned line;
	bool has_code;                               /* a statement begins there; else parts of some only */
	uint64_t executions;
	struct profile_costs self;
	bool is_wanted;                              /* in a function that was asked for */
	bool is_traced;
};

/* At -O2 all instructions of a line may be those of what was inlined there. */
static inline bool annotate_has_run(const struct annotate_line *l)
{
	return l->executions || l->self.n[PROFILE_INSTRUCTIONS];
}

/* A function is shown where it begins. */
struct annotate_function {
	const struct profile_function *function;
	const struct stats_sums *sums;
};

struct annotate_file {
	const char *path;
	const struct annotate_line *line; size_t n_lines;    /* by line */
	uint64_t instructions, with_code, executed;          /* of lines: so many have code, so many ran */
};

struct annotate {
	struct annotate_line *line; size_t n_lines;
	struct annotate_file *file; size_t n_files;          /* most expensive first */
	struct annotate_function *function; size_t n_functions;      /* by file and line */
	struct stats_sums *sums;
	uint64_t total;                                      /* instructions of the whole run */
};

/* The files asked for, or else the program's own that ran. */
struct annotate *annotate_new(const struct trace_end *end, const struct sink_options *look);
void annotate_free(struct annotate *a);
/* The first function that begins in the file at a line or behind it, n_functions: none. */
size_t annotate_function_at(const struct annotate *a, const char *file, unsigned line);

/* --state: a line for each variable that the text names, or all where there is no text. */
void annotate_state_print(FILE *out, const struct values *values, const struct annotate_line *l,
			  const char *text, size_t len, int indent, const struct sink_options *look);
struct json_object *annotate_state_json(const struct values *values, const struct annotate_line *l);

void annotate_print(FILE *out, const struct annotate *a, const struct trace_end *end,
		    const struct sink_options *look);
#endif
