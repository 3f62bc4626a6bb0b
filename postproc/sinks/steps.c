/* steps: one JSON object a line and step, the plain form for jq; docs/formats/steps.md. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "sinks/json.h"
#include "sinks/sink.h"

struct steps { FILE *out; };

static void add(struct json_object *o, const char *key, struct json_object *value)
{
	json_object_object_add_ex(o, key, value, JSON_C_OBJECT_ADD_KEY_IS_NEW
				  | JSON_C_OBJECT_ADD_CONSTANT_KEY);
}

static void add_string(struct json_object *o, const char *key, const char *s)
{
	if (s)
		add(o, key, json_string(s));
}

static struct json_object *json_of_value(const char *name, const struct value *v);

static struct json_object *children(const struct value *v)
{
	struct json_object *list = json_object_new_array_ext((int)v->n_children);

	for (size_t i = 0; i < v->n_children; i++)
		json_object_array_add(list, json_of_value(v->child[i].name, &v->child[i]));
	return list;
}

static void add_cut(struct json_object *o, const struct value *v)
{
	if (v->cut == VALUE_CUT_UNKNOWN)
		add(o, "cut", json_string("unknown"));
	else if (v->cut)
		add(o, "cut", json_object_new_int64((int64_t)v->cut));
}

static void add_referred(struct json_object *o, const struct value *v)
{
	if (value_referred(v))
		add(o, "refers_to", json_of_value(NULL, value_referred(v)));
}

static void add_value(struct json_object *o, const struct value *v)
{
	switch (v->kind) {
	case VALUE_CHAR:
	case VALUE_ENUM:
	case VALUE_INT:
		add(o, "value", json_integer(v));
		break;
	case VALUE_BOOL:
		add(o, "value", v->i == 0 || v->i == 1 ? json_object_new_boolean(v->i == 1) : json_integer(v));
		break;
	case VALUE_FLOAT:
		add(o, "value", json_float(v));
		return;
	case VALUE_POINTER:
		add(o, "value", json_address((uint64_t)v->i));
		add_referred(o, v);
		break;
	case VALUE_STRUCT:
		add(o, "fields", children(v));
		break;
	case VALUE_COMPLEX:
	case VALUE_ARRAY:
		add(o, "elements", children(v));
		break;
	case VALUE_STRING:
		add(o, "length", json_integer(v));
		break;
	case VALUE_RAW:
		add_string(o, "raw", v->text);
		return;
	case VALUE_UNINITIALIZED:
		add(o, "absent", json_string("uninitialised"));
		add_string(o, "known", v->text);
		return;
	case VALUE_UNALLOCATED:
		add(o, "absent", json_string("not allocated"));
		return;
	case VALUE_ABSENT:
		add_string(o, "absent", v->text);
		add_referred(o, v);
		return;
	}
	add_string(o, "text", v->text);
	add_string(o, "string", v->string);
	if (v->string_cut)
		add(o, "string_cut", json_object_new_boolean(true));
}

static struct json_object *value_itself(const char *name, const struct value *v)
{
	struct json_object *o = json_object_new_object();

	add_string(o, "name", name);
	add(o, "type", json_string(v->type->name));
	if (v->addr)
		add(o, "address", json_address(v->addr));
	if (v->bit_size) {
		add(o, "bit_size", json_object_new_int64(v->bit_size));
		add(o, "bit_offset", json_object_new_int64(v->bit_offset));
	}
	add_string(o, "summary", v->summary);
	add_value(o, v);
	add_cut(o, v);
	return o;
}

static void free_text(void *text)
{
	buf_free(text);
	free(text);
}

/* The text of a value that is kept over steps, without a name. */
static const struct buf *text_of_kept(const struct value *v)
{
	struct value_note *note = &v->kept->of_sink;

	if (!note->data) {
		*note = (struct value_note){ mem_alloc(sizeof(struct buf)), free_text };
		json_to_text(value_itself(NULL, v), note->data);
	}
	return note->data;
}

struct named { const struct buf *text; struct json_object *name; bool changed; };

/* The name and what is of this step only go first into the braces. */
static int write_named(struct json_object *o, struct printbuf *to, int level, int flags)
{
	const struct named *n = json_object_get_userdata(o);
	const char *name = json_object_to_json_string_ext(n->name, flags);

	(void)level;
	printbuf_strappend(to, "{\"name\":");
	printbuf_memappend(to, name, (int)strlen(name));
	printbuf_strappend(to, ",");
	if (n->changed)
		printbuf_strappend(to, "\"changed\":true,");
	return printbuf_memappend(to, n->text->data + 1, (int)n->text->len - 1);
}

static void free_named(struct json_object *o, void *named)
{
	struct named *n = named;

	(void)o;
	json_object_put(n->name);
	free(n);
}

static struct json_object *json_of_kept(const char *name, const struct value *v, bool changed)
{
	struct json_object *o = json_object_new_boolean(false);
	struct named *n = mem_alloc(sizeof *n);

	*n = (struct named){ text_of_kept(v), json_string(name), changed };
	json_object_set_serializer(o, write_named, n, free_named);
	return o;
}

static struct json_object *json_of_value(const char *name, const struct value *v)
{
	const struct buf *text;

	if (!v->kept)
		return value_itself(name, v);
	if (name)
		return json_of_kept(name, v, false);
	text = text_of_kept(v);
	return json_verbatim(text->data, text->len);
}

static struct json_object *json_of_var(const struct trace_var *var)
{
	struct json_object *o;

	if (var->value->kept)
		return json_of_kept(var->name, var->value, var->changed);
	o = value_itself(var->name, var->value);
	if (var->changed)
		add(o, "changed", json_object_new_boolean(true));
	return o;
}

static struct json_object *json_of_vars(const struct trace_var *var, size_t n)
{
	struct json_object *list = json_object_new_array_ext((int)n);

	for (size_t i = 0; i < n; i++)
		if (!var[i].is_result)
			json_object_array_add(list, json_of_var(&var[i]));
	return list;
}

static struct json_object *json_of_frame(const struct trace_frame *f)
{
	struct json_object *o = json_object_new_object();

	add_string(o, "function", f->function);
	add_string(o, "file", f->file);
	add(o, "line", json_object_new_int64(f->line));
	add(o, "cfa", json_address(f->cfa));
	if (f->level)
		add(o, "inlined", json_object_new_int64((int64_t)f->level));
	add(o, "locals", json_of_vars(f->var, f->n_vars));
	return o;
}

static struct json_object *json_of_origin(const struct trace_origin *origin)
{
	struct json_object *o = json_object_new_object();

	add_string(o, "function", origin->function);
	add_string(o, "file", origin->file);
	if (origin->line)
		add(o, "line", json_object_new_int64(origin->line));
	add(o, "step", json_object_new_int64((int64_t)origin->step));
	return o;
}

static struct json_object *unknown_value(void)
{
	struct json_object *o = json_object_new_object();

	add(o, "type", json_string("void"));
	add(o, "absent", json_string("no pointer says what is in it"));
	return o;
}

static struct json_object *json_of_block(const struct trace_block *b)
{
	static const char *const reach[] = {
		[REACH_POINTER] = "pointer", [REACH_UNTYPED] = "untyped",
		[REACH_POSSIBLY_LOST] = "possibly lost", [REACH_INDIRECTLY_LOST] = "indirectly lost",
		[REACH_LOST] = "definitely lost",
	};
	struct json_object *o = json_object_new_object();

	add(o, "address", json_address(b->addr));
	add(o, "size", json_object_new_int64((int64_t)b->size));
	add_string(o, "kind", b->kind);
	add(o, "value", b->value ? json_of_value(NULL, b->value) : unknown_value());
	add_string(o, "reach", reach[b->reach]);
	add(o, "made", json_of_origin(&b->made));
	return o;
}

static struct json_object *json_of_freed(const struct trace_freed *f)
{
	struct json_object *o = json_object_new_object();

	add(o, "address", json_address(f->addr));
	add(o, "size", json_object_new_int64((int64_t)f->size));
	add_string(o, "kind", f->kind);
	if (f->type)
		add_string(o, "type", f->type->name);
	add(o, "made", json_of_origin(&f->made));
	add(o, "freed", json_of_origin(&f->freed));
	return o;
}

static void add_heap(struct json_object *o, const struct trace_step *s)
{
	struct json_object *heap = json_object_new_array_ext((int)(s->n_blocks + s->n_apart));
	struct json_object *freed;

	for (size_t i = 0; i < s->n_blocks; i++)
		json_object_array_add(heap, json_of_block(&s->block[i]));
	for (size_t i = 0; i < s->n_apart; i++)
		json_object_array_add(heap, json_of_block(&s->apart[i]));
	add(o, "heap", heap);
	if (!s->n_freed)
		return;
	freed = json_object_new_array_ext((int)s->n_freed);
	for (size_t i = 0; i < s->n_freed; i++)
		json_object_array_add(freed, json_of_freed(&s->freed[i]));
	add(o, "freed", freed);
}

static void add_place(struct json_object *o, const struct trace_step *s)
{
	static const char *const event[] = {
		[EVENT_STEP] = "step", [EVENT_CALL] = "call", [EVENT_RETURN] = "return",
		[EVENT_UNWIND] = "unwind", [EVENT_EXCEPTION] = "exception",
	};

	add(o, "step", json_object_new_int64((int64_t)s->number));
	if (s->left_out)
		add(o, "left_out", json_object_new_int64((int64_t)s->left_out));
	add_string(o, "event", event[s->event]);
	if (s->message)
		add(o, "message", json_text(s->message, strlen(s->message)));
	add(o, "thread", json_object_new_int64((int64_t)s->thread));
	add_string(o, "object", s->object);
	add(o, "address", json_address(s->addr));
	add_string(o, "file", s->file);
	add(o, "line", json_object_new_int64(s->line));
	if (s->column)
		add(o, "column", json_object_new_int64(s->column));
	add_string(o, "function", s->function);
	add(o, "ready", json_object_new_boolean(s->ready));
}

static struct json_object *json_of_error(const struct trace_error *e)
{
	struct json_object *o = json_object_new_object();

	add_string(o, "kind", e->kind);
	add(o, "message", json_text(e->message, strlen(e->message)));
	if (*e->description)
		add(o, "description", json_text(e->description, strlen(e->description)));
	if (e->addr)
		add(o, "address", json_address(e->addr));
	if (e->size)
		add(o, "size", json_object_new_int64((int64_t)e->size));
	add_string(o, "function", e->function);
	add_string(o, "file", e->file);
	if (e->line)
		add(o, "line", json_object_new_int64(e->line));
	return o;
}

static void add_errors(struct json_object *o, const struct trace_step *s)
{
	struct json_object *list;

	if (!s->n_errors)
		return;
	list = json_object_new_array_ext((int)s->n_errors);
	for (size_t i = 0; i < s->n_errors; i++)
		json_object_array_add(list, json_of_error(&s->error[i]));
	add(o, "errors", list);
	if (s->errors_cut)
		add(o, "errors_cut", json_object_new_int64((int64_t)s->errors_cut));
}

/* What is new since the step shown before. */
static void add_output(struct json_object *o, const struct trace_step *s)
{
	if (s->out_len > s->new_out)
		add(o, "stdout", json_text(s->out + s->new_out, s->out_len - s->new_out));
	if (s->err_len > s->new_err)
		add(o, "stderr", json_text(s->err + s->new_err, s->err_len - s->new_err));
	if (s->in_len > s->new_in)
		add(o, "stdin", json_text(s->in + s->new_in, s->in_len - s->new_in));
}

static void write_step(void *self, const struct trace_step *s)
{
	struct steps *st = self;
	struct json_object *o = json_object_new_object();
	struct json_object *frames = json_object_new_array_ext((int)s->n_frames);

	add_place(o, s);
	for (size_t i = 0; i < s->n_frames; i++)
		json_object_array_add(frames, json_of_frame(&s->frame[i]));
	add(o, "frames", frames);
	if (s->returned)
		add(o, "returned", json_of_value(NULL, s->returned));
	if (s->frames_cut) {
		add(o, "frames_cut", json_object_new_int64((int64_t)s->frames_cut));
		add(o, "frames_cut_at", json_object_new_int64((int64_t)s->cut_at));
	}
	add(o, "globals", json_of_vars(s->global, s->n_globals));
	add_heap(o, s);
	add_errors(o, s);
	add_output(o, s);
	json_write(st->out, o);
}

static void write_wish(struct steps *st, const struct trace_end *end)
{
	struct json_object *o = json_object_new_object();

	add_string(o, "event", "raw_input");
	add(o, "prompt", json_text(end->out + end->last_line, end->out_len - end->last_line));
	json_write(st->out, o);
}

static void *open_steps(FILE *out, const struct sink_options *options)
{
	struct steps *st = mem_alloc(sizeof *st);

	(void)options;
	st->out = out;
	return st;
}

static void close_steps(void *self, const struct trace_end *end)
{
	struct steps *st = self;

	if (end->wants_input)
		write_wish(st, end);
	free(st);
}

const struct sink_type sink_steps = {
	.name = "steps", .summary = "one JSON object a line and step, for jq",
	.needs = SINK_STEPS,
	.open = open_steps, .step = write_step, .close = close_steps,
};
