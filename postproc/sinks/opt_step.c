/* One step of a trace as JSON; see opt_step.h. */
#include "sinks/opt_step.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "sinks/json.h"

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

static struct json_object *name_text(const struct opt_dialect *d, const char *s)
{
	struct buf b = { 0 };
	struct json_object *o;

	if (!d->html)
		return json_string(s);
	opt_put_html(&b, s);
	o = json_object_new_string_len(b.len ? b.data : "", (int)b.len);
	buf_free(&b);
	return o;
}

/* A key of its own for each variable: statics say where they live, and of two globals of one name
 * the second says which file it is of. */
static struct json_object *display_name(const struct opt_dialect *d, const struct trace_var *v,
					struct json_object *taken)
{
	struct json_object *name;

	if (v->kind == VARIABLE_STATIC_LOCAL)
		return printed("%s (static 0x%" PRIx64 ")", v->name, v->value->addr);
	name = name_text(d, v->name);
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

void opt_encode_vars(struct opt_steps *o, const struct trace_var *var, size_t n,
		     struct json_object **order, struct json_object **values)
{
	*order = json_object_new_array_ext((int)n);
	*values = json_object_new_object();
	for (size_t i = 0; i < n; i++) {
		struct json_object *name = display_name(o->dialect, &var[i], *values);
		json_object_object_add(*values, json_object_get_string(name),
				       opt_value(&o->encoder, var[i].value));
		json_object_array_add(*order, name);
	}
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

int64_t opt_line(const struct opt_steps *o, const char *file, unsigned line)
{
	bool has_prelude = o->prelude && file && o->first_file && strcmp(file, o->first_file) == 0;

	if (line == 0)
		return 0;
	if (has_prelude)
		line = line > o->prelude ? line - (unsigned)o->prelude : 1;
	return (int64_t)line + o->dialect->line_shift;
}

/* For "ext". */
static void note_vars(struct opt_steps *o, const struct trace_var *var, size_t n,
		      struct json_object *order, const char *frame)
{
	for (size_t i = 0; i < n; i++) {
		const char *key = json_object_get_string(json_object_array_get_idx(order, i));
		if (var[i].changed)
			opt_ext_changed(&o->ext, key, frame);
		opt_ext_known(&o->ext, &(struct opt_owner){ .key = key, .frame = frame }, var[i].value);
	}
}

static struct json_object *frame(struct opt_steps *o, const struct trace_frame *f, bool innermost)
{
	const struct opt_dialect *d = o->dialect;
	struct json_object *to = json_object_new_object(), *id = frame_id("", "", f), *order, *values;

	opt_encode_vars(o, f->var, f->n_vars, &order, &values);
	note_vars(o, f->var, f->n_vars, order, json_object_get_string(id));
	opt_add(d, to, OPT_FUNC_NAME, json_string(f->function));
	opt_add(d, to, OPT_FRAME_ID, id);
	opt_add(d, to, OPT_UNIQUE_HASH, frame_id(f->function, "_", f));
	opt_put(to, "line", json_object_new_int64(opt_line(o, f->file, f->line)));
	opt_add(d, to, OPT_ORDERED_VARNAMES, order);
	opt_add(d, to, OPT_ENCODED_LOCALS, values);
	opt_add(d, to, OPT_IS_HIGHLIGHTED, json_object_new_boolean(innermost));
	opt_add(d, to, OPT_IS_PARENT, json_object_new_boolean(false));
	opt_add(d, to, OPT_IS_ZOMBIE, json_object_new_boolean(false));
	opt_add(d, to, OPT_PARENT_FRAME_IDS, json_object_new_array());
	if (f->file)
		opt_put(to, "file", json_text(f->file, strlen(f->file)));
	return to;
}

struct trace_frame opt_cut_frame(size_t n, char name[OPT_CUT_NAME])
{
	snprintf(name, OPT_CUT_NAME, "... %zu more calls ...", n);
	return (struct trace_frame){ .function = name };
}

static struct json_object *cut_frame(struct opt_steps *o, size_t n)
{
	char text[OPT_CUT_NAME];
	struct trace_frame f = opt_cut_frame(n, text);

	return frame(o, &f, false);
}

static struct json_object *frames(struct opt_steps *o, const struct trace_step *s)
{
	struct json_object *list = json_object_new_array_ext((int)s->n_frames + 1);

	for (size_t i = 0; i < s->n_frames; i++) {
		if (s->frames_cut && i == s->cut_at)
			json_object_array_add(list, cut_frame(o, s->frames_cut));
		json_object_array_add(list, frame(o, &s->frame[i], i + 1 == s->n_frames));
	}
	return list;
}

static struct json_object *heap(struct opt_steps *o, const struct trace_step *s)
{
	struct json_object *to = json_object_new_object();
	struct opt_drawn *drawn = &o->encoder.drawn;
	char key[24];

	for (size_t i = 0; i < s->n_blocks; i++) {
		snprintf(key, sizeof key, "0x%" PRIx64, s->block[i].addr);
		json_object_object_add(to, key, opt_block(&o->encoder, &s->block[i]));
		opt_ext_known(&o->ext, &(struct opt_owner){ .block = s->block[i].addr },
			      s->block[i].value);
	}
	for (size_t i = 0; i < drawn->n_literals; i++) {
		snprintf(key, sizeof key, "0x%" PRIx64, drawn->literal[i].addr);
		json_object_object_add(to, key, opt_literal(&o->encoder, &drawn->literal[i]));
	}
	return to;
}

const struct trace_step *opt_begin_step(struct opt_steps *o, const struct trace_step *s)
{
	if (!o->first_file && s->file)
		o->first_file = mem_strdup(s->file);
	return opt_encoder_next(&o->encoder, s);
}

struct json_object *opt_step(struct opt_steps *o, const struct trace_step *s)
{
	struct json_object *to = json_object_new_object(), *order, *values;
	const struct trace_step *own = s;

	s = opt_begin_step(o, s);
	opt_put(to, "line", json_object_new_int64(opt_line(o, s->file, s->line)));
	opt_add(o->dialect, to, OPT_FUNC_NAME, json_string(s->function));
	if (s->file)
		opt_put(to, "file", json_text(s->file, strlen(s->file)));
	opt_add(o->dialect, to, OPT_STACK, frames(o, s));
	opt_encode_vars(o, s->global, s->n_globals, &order, &values);
	note_vars(o, s->global, s->n_globals, order, NULL);
	opt_add(o->dialect, to, OPT_ORDERED_GLOBALS, order);
	opt_put(to, "globals", values);
	opt_put(to, "heap", heap(o, s));
	opt_put(to, "stdout", json_text_cut(s->out, s->out_len, o->max_output));
	if (s->err_len)
		opt_put(to, "stderr", json_text_cut(s->err, s->err_len, o->max_output));
	if (s->in_len)
		opt_put(to, "stdin", json_text_cut(s->in, s->in_len, o->max_output));
	opt_put(to, "ext", opt_ext(&o->ext, own, o->first_file));
	return to;
}

struct json_object *opt_empty_step(const struct opt_dialect *d, unsigned line)
{
	struct json_object *to = json_object_new_object();

	opt_put(to, "line", json_object_new_int64(line ? (int64_t)line + d->line_shift : 0));
	opt_add(d, to, OPT_FUNC_NAME, json_string(""));
	opt_add(d, to, OPT_STACK, json_object_new_array());
	opt_add(d, to, OPT_ORDERED_GLOBALS, json_object_new_array());
	opt_put(to, "globals", json_object_new_object());
	opt_put(to, "heap", json_object_new_object());
	opt_put(to, "stdout", json_string(""));
	return to;
}

void opt_steps_init(struct opt_steps *o, const struct opt_dialect *d,
		    const struct sink_options *options)
{
	*o = (struct opt_steps){ .dialect = d, .prelude = options->prelude,
				 .max_output = options->max_output };
	opt_encoder_init(&o->encoder, d, options);
}

void opt_steps_clear(struct opt_steps *o)
{
	free(o->first_file);
	opt_encoder_clear(&o->encoder);
	opt_ext_clear(&o->ext);
}
