/* annotate: source with what was counted at each line; docs/formats/annotate.md. */
#include "sinks/annotate.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/message.h"
#include "sinks/json.h"

struct sink { FILE *out; const struct sink_options *look; };

static void *open_annotate(FILE *out, const struct sink_options *options)
{
	struct sink *s = mem_alloc(sizeof *s);

	s->out = out;
	s->look = options;
	return s;
}

static void add(struct json_object *to, const char *key, uint64_t n)
{
	json_object_object_add(to, key, json_object_new_int64((int64_t)n));
}

static void add_text(struct json_object *to, const char *key, const char *text)
{
	json_object_object_add(to, key, json_text(text, strlen(text)));
}

static struct json_object *line_json(const struct annotate_line *l, uint64_t total,
				     const struct values *values)
{
	struct json_object *o = json_object_new_object();

	add(o, "line", l->line);
	json_object_object_add(o, "has_code", json_object_new_boolean(l->has_code));
	add(o, "executions", l->executions);
	add(o, "instructions", l->self.n[PROFILE_INSTRUCTIONS]);
	json_object_object_add(o, "share", json_object_new_double(
		total ? (double)l->self.n[PROFILE_INSTRUCTIONS] / (double)total : 0));
	add(o, "loads", l->self.n[PROFILE_LOADS]);
	add(o, "stores", l->self.n[PROFILE_STORES]);
	if (values)
		json_object_object_add(o, "variables", annotate_state_json(values, l));
	return o;
}

static struct json_object *function_json(const struct annotate_function *f)
{
	struct json_object *o = json_object_new_object();

	add_text(o, "name", f->function->name);
	add(o, "line", f->function->begins.line);
	add(o, "calls", f->sums->calls);
	add(o, "primitive_calls", f->sums->primitive);
	add(o, "self", f->sums->self.n[PROFILE_INSTRUCTIONS]);
	add(o, "inclusive", f->sums->inclusive);
	json_object_object_add(o, "inlined", json_object_new_boolean(f->sums->is_inlined));
	return o;
}

static struct json_object *file_json(const struct annotate *a, const struct annotate_file *f,
				     const struct values *values)
{
	struct json_object *o = json_object_new_object(), *lines = json_object_new_array();
	struct json_object *functions = json_object_new_array();

	add_text(o, "file", f->path);
	add(o, "instructions", f->instructions);
	add(o, "lines_with_code", f->with_code);
	add(o, "lines_executed", f->executed);
	for (size_t i = annotate_function_at(a, f->path, 0); i < a->n_functions &&
	     strcmp(a->function[i].function->begins.file, f->path) == 0; i++)
		json_object_array_add(functions, function_json(&a->function[i]));
	json_object_object_add(o, "functions", functions);
	for (size_t i = 0; i < f->n_lines; i++)
		json_object_array_add(lines, line_json(&f->line[i], a->total, values));
	json_object_object_add(o, "lines", lines);
	return o;
}

static void write_json(FILE *out, const struct annotate *a, const struct trace_end *end)
{
	struct json_object *all = json_object_new_object(), *files = json_object_new_array();

	add_text(all, "program", end->executable);
	add(all, "instructions", a->total);
	for (size_t i = 0; i < a->n_files; i++)
		json_object_array_add(files, file_json(a, &a->file[i], end->values));
	json_object_object_add(all, "files", files);
	json_write(out, all);
}

/* Nothing is printed then. */
static void say_none(const struct sink_options *look)
{
	if (look->files || look->function)
		message_warn("no line with code is in the part that was asked for");
	else
		message_warn("no line of the program's own source has run (was it compiled with -g?); "
			     "--file='*' shows others");
}

static void close_annotate(void *self, const struct trace_end *end)
{
	struct sink *s = self;

	if (end->profile->n_functions) {                 /* else who runs the sink says so */
		struct annotate *a = annotate_new(end, s->look);
		if (!a->n_files)
			say_none(s->look);
		if (s->look->json)
			write_json(s->out, a, end);
		else
			annotate_print(s->out, a, end, s->look);
		annotate_free(a);
	}
	free(s);
}

const struct sink_type sink_annotate = {
	.name = "annotate",
	.summary = "source with instructions, executions and share at each line",
	.needs = SINK_PROFILE | SINK_EXECUTIONS | SINK_WHOLE | SINK_MERGES | SINK_VALUES,
	.open = open_annotate, .close = close_annotate,
};
