/* opt: the trace that the Online Python Tutor's front end steps through; docs/formats/opt.md. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/message.h"
#include "sinks/json.h"
#include "sinks/opt_value.h"
#include "sinks/sink.h"

struct opt {
	FILE *out;
	bool any;                                    /* a step was written */
	bool was_ended;                              /* the last one says who ended the program */
	struct opt_encoder encoder;
};

static void add(struct json_object *o, const char *key, struct json_object *value)
{
	json_object_object_add_ex(o, key, value, JSON_C_OBJECT_ADD_CONSTANT_KEY);
}

static struct json_object *printed(const char *fmt, const char *s, uint64_t n)
{
	struct buf b = { 0 };
	struct json_object *o;

	buf_printf(&b, fmt, s, n);
	o = json_object_new_string_len(b.data, (int)b.len);
	buf_free(&b);
	return o;
}

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static struct json_object *html(const char *s)
{
	struct buf b = { 0 };
	struct json_object *o;

	opt_put_html(&b, s);
	o = json_object_new_string_len(b.len ? b.data : "", (int)b.len);
	buf_free(&b);
	return o;
}

/* A key of its own for each variable: statics say where they live, and of two globals of one name
 * the second says which file it is of. */
static struct json_object *display_name(const struct trace_var *v, struct json_object *taken)
{
	struct json_object *name;

	if (v->kind == VARIABLE_STATIC_LOCAL)
		return printed("%s (static 0x%" PRIx64 ")", v->name, v->value->addr);
	name = html(v->name);
	if (!json_object_object_get_ex(taken, json_object_get_string(name), NULL))
		return name;
	json_object_put(name);
	if (v->kind == VARIABLE_FILE_STATIC && v->decl_file) {
		struct buf b = { 0 };
		buf_printf(&b, "%s (%s)", v->name, base_name(v->decl_file));
		name = json_object_new_string_len(b.data, (int)b.len);
		buf_free(&b);
		if (!json_object_object_get_ex(taken, json_object_get_string(name), NULL))
			return name;
		json_object_put(name);
	}
	return printed("%s (0x%" PRIx64 ")", v->name, v->value->addr);
}

static void add_vars(struct opt *opt, struct json_object *o, const char *order_key,
		     const char *values_key, const struct trace_var *var, size_t n)
{
	struct json_object *order = json_object_new_array_ext((int)n);
	struct json_object *values = json_object_new_object();

	for (size_t i = 0; i < n; i++) {
		struct json_object *name = display_name(&var[i], values);
		json_object_object_add(values, json_object_get_string(name),
				       opt_value(&opt->encoder, var[i].value));
		json_object_array_add(order, name);
	}
	add(o, order_key, order);
	add(o, values_key, values);
}

/* Inlined calls have the CFA of the function that they are in. */
static struct json_object *frame_id(const char *prefix, const char *join, const struct trace_frame *f)
{
	struct buf b = { 0 };
	struct json_object *o;

	buf_printf(&b, "%s%s0x%" PRIx64, prefix, join, f->cfa);
	if (f->level)
		buf_printf(&b, ".%zu", f->level);
	o = json_object_new_string_len(b.data, (int)b.len);
	buf_free(&b);
	return o;
}

static struct json_object *frame(struct opt *opt, const struct trace_frame *f, bool innermost)
{
	struct json_object *o = json_object_new_object();

	add(o, "func_name", json_string(f->function));
	add(o, "frame_id", frame_id("", "", f));
	add(o, "unique_hash", frame_id(f->function, "_", f));
	add(o, "line", json_object_new_int64(f->line));
	add_vars(opt, o, "ordered_varnames", "encoded_locals", f->var, f->n_vars);
	add(o, "is_highlighted", json_object_new_boolean(innermost));
	add(o, "is_parent", json_object_new_boolean(false));
	add(o, "is_zombie", json_object_new_boolean(false));
	add(o, "parent_frame_id_list", json_object_new_array());
	if (f->file)
		add(o, "file", json_text(f->file, strlen(f->file)));
	return o;
}

/* Stands for the frames in the middle of a deep stack. */
static struct json_object *cut_frame(struct opt *opt, size_t n)
{
	char text[48];
	struct trace_frame f = { .function = text };

	snprintf(text, sizeof text, "... %zu more calls ...", n);
	return frame(opt, &f, false);
}

static struct json_object *frames(struct opt *opt, const struct trace_step *s)
{
	struct json_object *list = json_object_new_array_ext((int)s->n_frames + 1);

	for (size_t i = 0; i < s->n_frames; i++) {
		if (s->frames_cut && i == s->cut_at)
			json_object_array_add(list, cut_frame(opt, s->frames_cut));
		json_object_array_add(list, frame(opt, &s->frame[i], i + 1 == s->n_frames));
	}
	return list;
}

static struct json_object *heap(struct opt *opt, const struct trace_step *s)
{
	struct json_object *o = json_object_new_object();
	char key[24];

	for (size_t i = 0; i < s->n_blocks; i++) {
		snprintf(key, sizeof key, "0x%" PRIx64, s->block[i].addr);
		json_object_object_add(o, key, opt_block(&opt->encoder, &s->block[i]));
	}
	for (size_t i = 0; i < opt->encoder.drawn.n_literals; i++) {
		snprintf(key, sizeof key, "0x%" PRIx64, opt->encoder.drawn.literal[i].addr);
		json_object_object_add(o, key, opt_literal(&opt->encoder, &opt->encoder.drawn.literal[i]));
	}
	return o;
}

static void write_entry(struct opt *opt, struct json_object *o)
{
	fputs(opt->any ? ",\n" : "", opt->out);
	opt->any = true;
	json_write(opt->out, o);
}

static const char *event_name(const struct trace_step *s)
{
	switch (s->event) {
	case EVENT_STEP:
	case EVENT_UNWIND:    return "step_line";
	case EVENT_CALL:      return "call";
	case EVENT_RETURN:    return "return";
	case EVENT_EXCEPTION: return "exception";
	}
	return "step_line";
}

static void write_step(void *self, const struct trace_step *s)
{
	struct opt *opt = self;
	struct json_object *o = json_object_new_object();

	opt->was_ended = s->event == EVENT_EXCEPTION;
	opt_drawn_fill(&opt->encoder.drawn, s);
	add(o, "event", json_string(event_name(s)));
	add(o, "line", json_object_new_int64(s->line));
	add(o, "func_name", json_string(s->function));
	if (s->file)
		add(o, "file", json_text(s->file, strlen(s->file)));
	add(o, "stack_to_render", frames(opt, s));
	add_vars(opt, o, "ordered_globals", "globals", s->global, s->n_globals);
	add(o, "heap", heap(opt, s));
	add(o, "stdout", json_text(s->out, s->out_len));
	if (s->message)
		add(o, "exception_msg", json_text(s->message, strlen(s->message)));
	write_entry(opt, o);
	opt_encoder_next(&opt->encoder);
}

/* The front end takes the last entry off and shows its message. */
static void write_marker(struct opt *opt, const char *event, const char *message)
{
	struct json_object *o = json_object_new_object();

	add(o, "event", json_string(event));
	add(o, "exception_msg", json_string(message));
	add(o, "line", json_object_new_int64(1));
	add(o, "func_name", json_string(""));
	add(o, "stack_to_render", json_object_new_array());
	add(o, "ordered_globals", json_object_new_array());
	add(o, "globals", json_object_new_object());
	add(o, "heap", json_object_new_object());
	add(o, "stdout", json_string(""));
	write_entry(opt, o);
}

static void write_end_marker(struct opt *opt, const struct trace_end *end)
{
	char text[160];

	if (!opt->any) {
		write_marker(opt, "uncaught_exception",
			     end->rows ? "No step lies in the part of the recording that was asked for."
			     : "No steps were recorded. Compile the program with -g.");
		return;
	}
	if (end->limit == LIMIT_NONE && end->error && !opt->was_ended)
		write_marker(opt, "instruction_limit_reached",
			     "The recording ends here: it is cut off or damaged.");
	if (end->limit == LIMIT_NONE)
		return;
	snprintf(text, sizeof text, "Stopped after %" PRIu64 " steps%s", end->shown,
		 end->limit == LIMIT_SHOWN ? ": the program goes on (see --max-steps, --from)."
					   : ": the recorder's step limit was reached.");
	write_marker(opt, "instruction_limit_reached", text);
}

enum { SOURCE_MAX = 16 << 20 };                      /* bytes of a source file that are worth a page */

/* Paths come from debug information: only a regular file is read, and not without end. */
static FILE *open_regular(const char *path)
{
	struct stat st;

	if (stat(path, &st) != 0 || !S_ISREG(st.st_mode) || st.st_size > SOURCE_MAX)
		return NULL;
	return fopen(path, "r");
}

static FILE *open_source(const char *path, const char *dir)
{
	struct buf there = { 0 };
	FILE *in = NULL;

	if (dir) {
		buf_printf(&there, "%s/%s%c", dir, base_name(path), 0);
		in = open_regular(there.data);
		buf_free(&there);
	}
	return in ? in : open_regular(path);
}

static struct json_object *source_text(const char *path, const char *dir)
{
	struct buf text = { 0 };
	char piece[4096];
	size_t n;
	FILE *in = open_source(path, dir);
	struct json_object *o;

	if (!in)
		message_once("cannot read %s; the trace is without its source text", path);
	while (in && text.len < SOURCE_MAX && (n = fread(piece, 1, sizeof piece, in)) > 0)
		buf_add(&text, piece, n);
	if (in)
		fclose(in);
	o = json_text(text.data, text.len);
	buf_free(&text);
	return o;
}

/* code is the file of the first step; steps of other files name theirs, and files has their text. */
static void write_sources(struct opt *opt, const struct trace_end *end)
{
	struct json_object *code = end->n_files ? source_text(end->file[0], end->source_dir) : json_string("");
	struct json_object *files = json_object_new_object();

	for (size_t i = 1; i < end->n_files; i++)
		json_object_object_add(files, end->file[i], source_text(end->file[i], end->source_dir));
	fputs("],\n\"code\":", opt->out);
	json_write(opt->out, code);
	if (end->n_files > 1) {
		fputs(",\"files\":", opt->out);
		json_write(opt->out, files);
	} else
		json_object_put(files);
	fputs("}\n", opt->out);
}

static void *open_opt(FILE *out)
{
	struct opt *opt = mem_alloc(sizeof *opt);

	opt->out = out;
	fputs("{\"trace\":[\n", out);
	return opt;
}

static void close_opt(void *self, const struct trace_end *end)
{
	struct opt *opt = self;

	write_end_marker(opt, end);
	write_sources(opt, end);
	opt_encoder_clear(&opt->encoder);
	free(opt);
}

const struct sink_type sink_opt = {
	.name = "opt", .summary = "trace for the Online Python Tutor's front end",
	.needs = SINK_STEPS,
	.open = open_opt, .step = write_step, .close = close_opt,
};
