/* Values as the Online Python Tutor has them; see opt_value.h and docs/formats/opt.md. */
#include "sinks/opt_value.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/mem.h"
#include "sinks/json.h"
#include "sinks/opt_name.h"

static void push(struct json_object *array, struct json_object *o)
{
	json_object_array_add(array, o);
}

struct json_object *opt_html(const char *s)
{
	struct buf b = { 0 };
	struct json_object *o;

	if (!strpbrk(s, "&<>"))
		return json_string(s);
	for (; *s; s++) {
		switch (*s) {
		case '&': buf_puts(&b, "&amp;"); break;
		case '<': buf_puts(&b, "&lt;");  break;
		case '>': buf_puts(&b, "&gt;");  break;
		default:  buf_add(&b, s, 1);     break;
		}
	}
	o = json_object_new_string_len(b.data, (int)b.len);
	buf_free(&b);
	return o;
}

static struct json_object *encoding(const char *name, uint64_t addr, size_t more)
{
	struct json_object *a = json_object_new_array_ext((int)more + 2);

	push(a, json_string(name));
	push(a, json_address(addr));
	return a;
}

static struct json_object *c_data(struct opt_encoder *e, uint64_t addr, struct json_object *type,
				  struct json_object *val)
{
	struct json_object *a = json_object_new_array_ext(4);

	if (!e->c_data)
		e->c_data = json_string("C_DATA");
	push(a, json_object_get(e->c_data));
	push(a, json_address(addr));
	push(a, type);
	push(a, val);
	return a;
}

/* The name that the front end puts over a struct: its tag, or its typedef's name. */
static const char *label(const struct type *t)
{
	for (int i = 0; i < 16 && (t->kind == TYPE_TYPEDEF || t->kind == TYPE_QUALIFIED); i++) {
		const struct type *target = type_target(t);
		if (t->kind == TYPE_TYPEDEF && !target->tag)
			return t->tag ? t->tag : t->name;
		t = target;
	}
	return t->tag ? t->tag : t->name;
}

/* To the front end the type "pointer" is one, whatever a program calls so. */
static const char *safe_name(const struct type *t, const char *name)
{
	if (strcmp(name, "pointer") != 0)
		return name;
	name = type_strip(t)->name;
	return strcmp(name, "pointer") != 0 ? name : "struct pointer";
}

struct opt_label { struct json_object *name; char *json; };  /* json: name as it is written */

static struct json_object *type_html(const char *name)
{
	struct buf b = { 0 };
	struct json_object *o;

	if (!strchr(name, '<'))
		return opt_html(name);
	opt_short_name(name, &b);
	buf_add(&b, "", 1);
	o = opt_html(b.data);
	buf_free(&b);
	return o;
}

static const struct opt_label *label_of(struct opt_encoder *e, const struct type *t)
{
	struct opt_label *l = map_get(&e->label, (uint64_t)(uintptr_t)t);

	if (!l) {
		l = mem_alloc(sizeof *l);
		l->name = type_html(safe_name(t, label(t)));
		l->json = mem_strdup(json_object_to_json_string_ext(l->name, JSON_C_TO_STRING_PLAIN
								    | JSON_C_TO_STRING_NOSLASHESCAPE));
		map_put(&e->label, (uint64_t)(uintptr_t)t, l);
	}
	return l;
}

static struct json_object *type_label(struct opt_encoder *e, const struct type *t)
{
	return json_object_get(label_of(e, t)->name);
}

/*
 * Integers are most of what arrays hold, so that the four parts of their C_DATA are not made as
 * objects: one object stands for it and writes itself.
 */
struct cell { uint64_t addr; int64_t i; const char *type; };

static int write_cell(struct json_object *o, struct printbuf *to, int level, int flags)
{
	const struct cell *c = json_object_get_userdata(o);
	char text[64];
	int len;

	(void)level;
	(void)flags;
	len = snprintf(text, sizeof text, "[\"C_DATA\",\"0x%" PRIx64 "\",", c->addr);
	printbuf_memappend(to, text, len);
	printbuf_memappend(to, c->type, (int)strlen(c->type));
	len = snprintf(text, sizeof text, ",%" PRId64 "]", c->i);
	return printbuf_memappend(to, text, len);
}

static struct json_object *integer(struct opt_encoder *e, const struct value *v)
{
	struct json_object *o;
	struct cell *c;

	if (!json_is_exact(v))
		return c_data(e, v->addr, type_label(e, v->type), json_integer(v));
	if (!e->arena)
		e->arena = arena_new();
	c = arena_alloc(e->arena, sizeof *c);
	*c = (struct cell){ .addr = v->addr, .i = (int64_t)v->i, .type = label_of(e, v->type)->json };
	o = json_object_new_boolean(false);
	json_object_set_serializer(o, write_cell, c, NULL);
	return o;
}

static struct json_object *char_text(const struct value *v)
{
	char c = (char)v->i;

	if (v->i == 0)
		return json_string("\\0");
	if (v->i == '\n' || v->i == '\t' || (v->i >= 0x20 && v->i < 0x7f))
		return json_object_new_string_len(&c, 1);
	return json_string(v->text);
}

static struct json_object *complex_text(const struct value *v)
{
	struct buf b = { 0 };
	struct json_object *o;

	if (v->n_children < 2 || !v->child[0].text || !v->child[1].text)
		return json_string("?");
	buf_printf(&b, "%s%s%si", v->child[0].text, v->child[1].text[0] == '-' ? "" : "+", v->child[1].text);
	o = json_object_new_string_len(b.data, (int)b.len);
	buf_free(&b);
	return o;
}

/* A pointer that is not drawn as an arrow: its address, and what is known of it. */
static struct json_object *pointer_text(const struct value *v)
{
	struct buf b = { 0 };
	struct json_object *o;

	buf_printf(&b, "0x%" PRIx64, (uint64_t)v->i);
	if (v->text)
		buf_printf(&b, " %s", v->text);
	else if (v->string)
		buf_printf(&b, " \"%s\"%s", v->string, v->string_cut ? "..." : "");
	o = json_object_new_string_len(b.data, (int)b.len);
	buf_free(&b);
	return o;
}

static struct json_object *pointer(struct opt_encoder *e, const struct value *v)
{
	if (opt_drawn_pointer(&e->drawn, v))
		return c_data(e, v->addr, json_string("pointer"), json_address((uint64_t)v->i));
	return c_data(e, v->addr, type_html(safe_name(v->type, v->type->name)), pointer_text(v));
}

static struct json_object *string_text(const struct value *v)
{
	struct buf b = { 0 };
	struct json_object *o;

	buf_printf(&b, "%s%s", v->string, v->string_cut ? "..." : "");
	o = json_object_new_string_len(b.data, (int)b.len);
	buf_free(&b);
	return o;
}

static struct json_object *scalar_text(const struct value *v)
{
	switch (v->kind) {
	case VALUE_INT:     return json_integer(v);
	case VALUE_CHAR:    return char_text(v);
	case VALUE_BOOL:    return v->i == 0 || v->i == 1 ? json_object_new_boolean(v->i == 1) : json_integer(v);
	case VALUE_FLOAT:   return json_float(v);
	case VALUE_COMPLEX: return complex_text(v);
	case VALUE_ENUM: case VALUE_RAW: return json_string(v->text);
	case VALUE_STRING:  return string_text(v);
	case VALUE_ABSENT: case VALUE_POINTER: case VALUE_STRUCT: case VALUE_ARRAY: break;
	}
	return json_string(v->text ? v->text : "?");
}

static struct json_object *absent(struct opt_encoder *e, const struct value *v)
{
	struct buf b = { 0 };
	struct json_object *o;

	buf_printf(&b, "<%s>", v->text);
	o = json_object_new_string_len(b.data, (int)b.len);
	buf_free(&b);
	return c_data(e, v->addr, type_label(e, v->type), o);
}

static void push_field(struct json_object *a, const char *name, struct json_object *value)
{
	struct json_object *field = json_object_new_array_ext(2);

	push(field, json_string(name));
	push(field, value);
	push(a, field);
}

static struct json_object *structure(struct opt_encoder *e, const struct value *v)
{
	struct json_object *a = encoding("C_STRUCT", v->addr, v->n_children + 2);

	push(a, type_label(e, v->type));
	for (size_t i = 0; i < v->n_children; i++)
		push_field(a, v->child[i].name ? v->child[i].name : "", opt_value(e, &v->child[i]));
	if (v->n_children == 0)                      /* something has to stand at its address */
		push_field(a, v->cut ? "(too deep)" : "(empty)",
			   c_data(e, v->addr, json_string("char"), json_string("")));
	return a;
}

/* The mark where elements were left out. */
static void push_cut(struct json_object *a, struct opt_encoder *e, const struct value *v)
{
	char text[48];
	uint64_t addr = v->addr;

	if (!v->cut || v->cut == VALUE_CUT_UNKNOWN)
		return;
	if (v->n_children) {
		const struct value *last = &v->child[v->n_children - 1];
		addr = last->addr + type_strip(last->type)->size;
	}
	snprintf(text, sizeof text, "%" PRIu64 " more", v->cut);
	push(a, c_data(e, addr, json_string("..."), json_string(text)));
}

static struct json_object *flat_array(struct opt_encoder *e, const struct value *v)
{
	struct json_object *a = encoding("C_ARRAY", v->addr, v->n_children + 1);

	for (size_t i = 0; i < v->n_children; i++)
		push(a, opt_value(e, &v->child[i]));
	push_cut(a, e, v);
	return a;
}

enum { DIMENSIONS_MAX = 16 };

/* Dimensions of an array of arrays of scalars that are all there; 0: not such an array.  Pointers
 * inside one are never followed by the front end, so that arrays of those have to nest. */
static unsigned dimensions(const struct value *v, uint64_t *dim)
{
	unsigned n = 0;

	for (; v->kind == VALUE_ARRAY && n < DIMENSIONS_MAX; v = &v->child[0]) {
		if (v->n_children == 0 || v->cut || opt_drawn_away(v))
			return 0;
		dim[n++] = v->n_children;
	}
	if (n < 2 || v->kind == VALUE_POINTER || v->kind == VALUE_STRUCT || v->kind == VALUE_ARRAY)
		return 0;
	return n;
}

static bool is_regular(const struct value *v, const uint64_t *dim, unsigned n)
{
	if (n == 0)
		return v->kind != VALUE_ARRAY;
	if (v->kind != VALUE_ARRAY || v->cut || v->n_children != dim[0])
		return false;
	for (size_t i = 0; i < v->n_children; i++)
		if (!is_regular(&v->child[i], dim + 1, n - 1))
			return false;
	return true;
}

static void push_cells(struct json_object *a, struct opt_encoder *e, const struct value *v)
{
	if (v->kind != VALUE_ARRAY) {
		push(a, opt_value(e, v));
		return;
	}
	for (size_t i = 0; i < v->n_children; i++)
		push_cells(a, e, &v->child[i]);
}

/* A container whose elements are elsewhere, with a cell that stands at its address. */
static struct json_object *container(struct opt_encoder *e, const struct value *v)
{
	struct json_object *a = encoding("C_STRUCT", v->addr, 3);
	uint64_t more = v->cut == VALUE_CUT_UNKNOWN ? 0 : v->cut;

	push(a, type_label(e, v->type));
	push_field(a, "size", c_data(e, v->addr, json_string("size_t"),
				     json_object_new_int64((int64_t)(v->n_children + more))));
	push_field(a, "elements", flat_array(e, v));
	return a;
}

static struct json_object *array(struct opt_encoder *e, const struct value *v)
{
	uint64_t dim[DIMENSIONS_MAX];
	unsigned n = dimensions(v, dim);
	struct json_object *a, *sizes;

	if (opt_drawn_head(&e->drawn, v))
		return container(e, v);
	if (n == 0 || !is_regular(v, dim, n))
		return flat_array(e, v);
	a = encoding("C_MULTIDIMENSIONAL_ARRAY", v->addr, 1);
	sizes = json_object_new_array_ext((int)n);
	for (unsigned i = 0; i < n; i++)
		push(sizes, json_object_new_int64((int64_t)dim[i]));
	push(a, sizes);
	push_cells(a, e, v);
	return a;
}

struct json_object *opt_value(struct opt_encoder *e, const struct value *v)
{
	switch (v->kind) {
	case VALUE_POINTER: return pointer(e, v);
	case VALUE_STRUCT:  return structure(e, v);
	case VALUE_ARRAY:   return array(e, v);
	case VALUE_ABSENT:  return absent(e, v);
	case VALUE_INT:     return integer(e, v);
	case VALUE_CHAR: case VALUE_BOOL: case VALUE_FLOAT: case VALUE_COMPLEX:
	case VALUE_ENUM: case VALUE_RAW: case VALUE_STRING:
		return c_data(e, v->addr, type_label(e, v->type), scalar_text(v));
	}
	return NULL;
}

struct json_object *opt_block(struct opt_encoder *e, const struct trace_block *b)
{
	struct json_object *a;

	if (b->value->kind == VALUE_ARRAY)
		return flat_array(e, b->value);
	a = encoding("C_ARRAY", b->addr, 1);
	push(a, opt_value(e, b->value));
	return a;
}

struct json_object *opt_literal(struct opt_encoder *e, const struct opt_literal *l)
{
	size_t len = strlen(l->text);
	struct json_object *a = encoding("C_ARRAY", l->addr, len + 1);

	for (size_t i = 0; i < len; i++)
		push(a, c_data(e, l->addr + i, json_string("char"), json_text(&l->text[i], 1)));
	push(a, c_data(e, l->addr + len, json_string("char"), json_string(l->cut ? "..." : "\\0")));
	return a;
}

void opt_encoder_next(struct opt_encoder *e)
{
	opt_drawn_clear(&e->drawn);
	if (e->arena)
		arena_reset(e->arena);
}

void opt_encoder_clear(struct opt_encoder *e)
{
	uint64_t type;
	void *label;

	opt_encoder_next(e);
	for (size_t i = 0; map_next(&e->label, &i, &type, &label); ) {
		json_object_put(((struct opt_label *)label)->name);
		free(((struct opt_label *)label)->json);
		free(label);
	}
	map_free(&e->label);
	json_object_put(e->c_data);
	if (e->arena)
		arena_free(e->arena);
}
