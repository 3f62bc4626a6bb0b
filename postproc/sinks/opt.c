/* opt, seepp, both: the trace that the front ends of the Online Python Tutor and of See++ step
 * through, in the dialect of each; docs/formats/opt.md, docs/formats/seepp.md. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "sinks/json.h"
#include "sinks/opt_source.h"
#include "sinks/opt_step.h"
#include "sinks/sink.h"

struct opt {
	FILE *out;
	bool any;                                    /* an entry was written */
	struct opt_steps steps;
	const char *build_output;                    /* file; NULL: none */
	/* The last step, which is not written until it is known that there is another. */
	const char *event;                           /* NULL: none */
	struct buf message;                          /* of the event; empty: none */
	struct buf rest;                             /* "{" and all other keys */
};

/* The event comes first, for those who read the trace as it is. */
static void write_head(struct opt *opt, struct json_object *head)
{
	struct buf text = { 0 };

	json_to_text(head, &text);
	text.data[text.len - 1] = ',';
	fputs(opt->any ? ",\n" : "", opt->out);
	fwrite(text.data, 1, text.len, opt->out);
	fwrite(opt->rest.data + 1, 1, opt->rest.len - 1, opt->out);
	fputc('\n', opt->out);
	buf_free(&text);
	opt->any = true;
}

static void write_entry(struct opt *opt, const char *event, const char *message, size_t message_len)
{
	struct json_object *head = json_object_new_object();

	opt_put(head, "event", json_string(event));
	if (message_len)
		opt_add(opt->steps.dialect, head, OPT_EXCEPTION_MSG, json_text(message, message_len));
	write_head(opt, head);
}

static void write_last(struct opt *opt)
{
	if (opt->event)
		write_entry(opt, opt->event, opt->message.data, opt->message.len);
	opt->event = NULL;
}

/* A step with a memory error is an exception for the front end that goes on behind one; others show
 * the message at any step. */
static enum trace_event event_of(const struct opt_dialect *d, const struct trace_step *s)
{
	return d->shows_errors && s->n_errors && s->event != EVENT_CALL ? EVENT_EXCEPTION : s->event;
}

static void write_step(void *self, const struct trace_step *s)
{
	struct opt *opt = self;

	write_last(opt);
	opt->event = opt_event(opt->steps.dialect, event_of(opt->steps.dialect, s));
	opt->message.len = opt->rest.len = 0;
	if (s->message)
		buf_puts(&opt->message, s->message);
	json_to_text(opt_step(&opt->steps, s), &opt->rest);
	if (opt->steps.dialect->limit == OPT_LIMIT_ENTRY)
		write_last(opt);                     /* whoever reads along sees it now */
}

static void write_marker(struct opt *opt, const char *event, const char *message)
{
	opt->rest.len = 0;
	json_to_text(opt_empty_step(opt->steps.dialect, 1), &opt->rest);
	write_entry(opt, event, message, strlen(message));
}

static void write_limit(struct opt *opt, const char *message)
{
	static const char event[] = "instruction_limit_reached";

	switch (opt->steps.dialect->limit) {
	case OPT_LIMIT_ENTRY:
		write_marker(opt, event, message);
		return;
	case OPT_LIMIT_COPY:
		write_last(opt);
		write_entry(opt, event, message, strlen(message));
		return;
	case OPT_LIMIT_LAST:
		write_entry(opt, event, message, strlen(message));
		opt->event = NULL;
		return;
	}
}

static void write_prompt(struct opt *opt, const struct trace_end *end)
{
	struct json_object *head = json_object_new_object();

	opt_put(head, "event", json_string("raw_input"));
	opt_put(head, "prompt", json_text(end->out + end->last_line, end->out_len - end->last_line));
	write_head(opt, head);
}

/* The program waits for input.  See++ has no event for that, but shows a message at any step. */
static void write_wish(struct opt *opt, const struct trace_end *end)
{
	switch (opt->steps.dialect->limit) {
	case OPT_LIMIT_ENTRY:
		opt->rest.len = 0;
		json_to_text(opt_empty_step(opt->steps.dialect, 1), &opt->rest);
		write_prompt(opt, end);
		return;
	case OPT_LIMIT_COPY:
		write_last(opt);
		write_prompt(opt, end);
		return;
	case OPT_LIMIT_LAST:
		opt->message.len = 0;
		buf_puts(&opt->message, "The program waits for input.");
		return;
	}
}

static const char *why_empty(const struct trace_end *end)
{
	return end->ended_by ? end->ended_by
	       : end->rows ? "No step lies in the part of the recording that was asked for."
	       : "No steps were recorded. Compile the program with -g.";
}

static const char *why_short(enum trace_limit limit)
{
	switch (limit) {
	case LIMIT_NONE:     return ".";
	case LIMIT_SHOWN:    return ": the program goes on (see --max-steps, --from).";
	case LIMIT_SIZE:     return ": the program goes on, but the trace is large (see --max-size).";
	case LIMIT_RECORDED: return ": the recorder's step limit was reached.";
	}
	return ".";
}

static void write_end(struct opt *opt, const struct trace_end *end)
{
	char text[160];

	if (!opt->any && !opt->event) {
		write_marker(opt, opt->steps.dialect->uncaught, why_empty(end));
		return;
	}
	if (end->limit != LIMIT_NONE) {
		snprintf(text, sizeof text, "Stopped after %" PRIu64 " steps%s", end->shown,
			 why_short(end->limit));
		write_limit(opt, text);
	} else if (end->error && !end->ended_by) {
		write_limit(opt, "The recording ends here: it is cut off or damaged.");
	}
	if (end->wants_input)
		write_wish(opt, end);
	write_last(opt);
}

static void *open_dialect(FILE *out, const struct sink_options *options, const struct opt_dialect *d)
{
	struct opt *opt = mem_alloc(sizeof *opt);

	opt->out = out;
	opt_steps_init(&opt->steps, d, options);
	opt->build_output = options->build_output;
	fputs("{\"trace\":[\n", out);
	return opt;
}

static void *open_opt(FILE *out, const struct sink_options *options)
{
	return open_dialect(out, options, &opt_dialect_opt);
}

static void *open_seepp(FILE *out, const struct sink_options *options)
{
	return open_dialect(out, options, &opt_dialect_seepp);
}

static void *open_both(FILE *out, const struct sink_options *options)
{
	return open_dialect(out, options, &opt_dialect_both);
}

static void close_opt(void *self, const struct trace_end *end)
{
	struct opt *opt = self;

	write_end(opt, end);
	fputs("]", opt->out);
	opt_write_sources(opt->out, end, opt->steps.prelude);
	opt_write_build_output(opt->out, opt->build_output);
	fputs("}\n", opt->out);
	opt_steps_clear(&opt->steps);
	buf_free(&opt->message);
	buf_free(&opt->rest);
	free(opt);
}

const struct sink_type sink_opt = {
	.name = "opt", .summary = "trace for the Online Python Tutor's front end",
	.needs = SINK_STEPS,
	.open = open_opt, .step = write_step, .close = close_opt,
};

const struct sink_type sink_seepp = {
	.name = "seepp", .summary = "trace for See++'s front end",
	.needs = SINK_STEPS,
	.open = open_seepp, .step = write_step, .close = close_opt,
};

const struct sink_type sink_both = {
	.name = "both", .summary = "trace with the keys of opt and of seepp",
	.needs = SINK_STEPS,
	.open = open_both, .step = write_step, .close = close_opt,
};
