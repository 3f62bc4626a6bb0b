/* Values as the Online Python Tutor has them; see opt_value.h and docs/formats/opt.md.
 *
 * Functions put_x() append one JSON value to e->to, functions add_x() a comma and one. */
#include "sinks/opt_value.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sinks/json.h"

static void puts_to(struct opt_encoder *e, const char *text)
{
	buf_puts(e->to, text);
}

static void put_label(struct opt_encoder *e, struct opt_label label)
{
	buf_add(e->to, label.text, label.len);
}

static void put_quoted(struct opt_encoder *e, const char *text)
{
	json_put_string(e->to, text, strlen(text));
}

static void put_quoted_address(struct opt_encoder *e, uint64_t addr)
{
	char text[JSON_ADDRESS_MAX + 2] = "\"";
	size_t len = 1 + json_put_address(text + 1, addr);

	text[len++] = '"';
	buf_add(e->to, text, len);
}

/* opening is up to the encoding's name and the comma behind it. */
static void begin(struct opt_encoder *e, const char *opening, uint64_t addr)
{
	puts_to(e, opening);
	put_quoted_address(e, addr);
}

/* Up to the value.  Most of a trace is these. */
static void begin_c_data(struct opt_encoder *e, uint64_t addr, struct opt_label type)
{
	buf_reserve(e->to, type.len + 64);           /* at one go */
	puts_to(e, "[\"C_DATA\",");
	put_quoted_address(e, addr);
	puts_to(e, ",");
	put_label(e, type);
	puts_to(e, ",");
}

static struct opt_label literal_label(const char *json)
{
	return (struct opt_label){ strlen(json), json };
}

/* type is JSON already, text is to be quoted. */
static void put_c_data(struct opt_encoder *e, uint64_t addr, const char *type, const char *text)
{
	begin_c_data(e, addr, literal_label(type));
	put_quoted(e, text);
	puts_to(e, "]");
}

/* A string as it is: front ends escape what they show.  What they would show as nothing, and bytes
 * that are no text, stay escaped. */
static void put_string(struct opt_encoder *e, const struct value *v)
{
	static const char letter[] = "nt\\", plain[] = "\n\t\\";
	struct buf text = { 0 };

	for (const char *p = v->string; *p; p++) {
		const char *which = *p == '\\' && p[1] ? strchr(letter, p[1]) : NULL;
		p += which != NULL;
		buf_add(&text, which ? &plain[which - letter] : p, 1);
	}
	buf_puts(&text, v->string_cut ? "..." : "");
	json_put_string(e->to, text.len ? text.data : "", text.len);
	buf_free(&text);
}

static void put_integer(struct opt_encoder *e, const struct value *v)
{
	char digit[20], *at = digit + sizeof digit;
	uint64_t rest = v->i < 0 ? -(uint64_t)v->i : (uint64_t)v->i;

	if (!json_is_exact(v)) {
		put_quoted(e, value_int_text(v, e->arena));
		return;
	}
	do
		*--at = (char)('0' + rest % 10);
	while (rest /= 10);
	if (v->i < 0)
		puts_to(e, "-");
	buf_add(e->to, at, (size_t)(digit + sizeof digit - at));
}

static void put_char(struct opt_encoder *e, const struct value *v)
{
	char c = (char)v->i;

	if (v->i == 0)
		put_quoted(e, "\\0");
	else if (v->i == '\n' || v->i == '\t' || (v->i >= 0x20 && v->i < 0x7f))
		json_put_string(e->to, &c, 1);
	else
		put_quoted(e, v->text);
}

static void put_complex(struct opt_encoder *e, const struct value *v)
{
	if (v->n_children < 2 || !v->child[0].text || !v->child[1].text)
		put_quoted(e, "?");
	else
		put_quoted(e, arena_printf(e->arena, "%s%s%si", v->child[0].text,
					   v->child[1].text[0] == '-' ? "" : "+", v->child[1].text));
}

static void put_scalar_text(struct opt_encoder *e, const struct value *v)
{
	switch (v->kind) {
	case VALUE_INT:
		put_integer(e, v);
		return;
	case VALUE_CHAR:
		put_char(e, v);
		return;
	case VALUE_BOOL:
		if (v->i == 0 || v->i == 1)
			puts_to(e, v->i ? "true" : "false");
		else
			put_integer(e, v);
		return;
	case VALUE_FLOAT:
		if (json_is_number(v))
			puts_to(e, v->text);
		else
			put_quoted(e, v->text);
		return;
	case VALUE_COMPLEX:
		put_complex(e, v);
		return;
	case VALUE_STRING:
		put_string(e, v);
		return;
	case VALUE_ENUM: case VALUE_RAW: case VALUE_ABSENT: case VALUE_POINTER: case VALUE_STRUCT:
	case VALUE_ARRAY:
		put_quoted(e, v->text ? v->text : "?");
		return;
	}
}

static void put_scalar(struct opt_encoder *e, const struct value *v)
{
	begin_c_data(e, v->addr, opt_label(&e->labels, v->type));
	put_scalar_text(e, v);
	puts_to(e, "]");
}

/* A pointer that is not drawn as an arrow: its address, and what is known of it. */
static void put_pointer_text(struct opt_encoder *e, const struct value *v)
{
	struct buf b = { 0 };

	buf_printf(&b, "0x%" PRIx64, (uint64_t)v->i);
	if (v->text)
		buf_printf(&b, " %s", v->text);
	else if (v->string)
		buf_printf(&b, " \"%s\"%s", v->string, v->string_cut ? "..." : "");
	json_put_string(e->to, b.data, b.len);
	buf_free(&b);
}

static void put_pointer(struct opt_encoder *e, const struct value *v)
{
	bool is_drawn = e->kept ? e->kept->is_drawn[e->next_pointer++] : opt_drawn_pointer(&e->drawn, v);
	bool is_ref = e->dialect->refs && type_strip(v->type)->kind == TYPE_REFERENCE;

	begin_c_data(e, v->addr, !is_drawn ? opt_spelled(&e->labels, v->type)
		     : is_ref ? literal_label("\"ref\"") : literal_label("\"pointer\""));
	if (is_drawn)
		put_quoted_address(e, (uint64_t)v->i);
	else
		put_pointer_text(e, v);
	puts_to(e, "]");
}

static void put_absent(struct opt_encoder *e, const struct value *v)
{
	begin_c_data(e, v->addr, opt_label(&e->labels, v->type));
	put_quoted(e, arena_printf(e->arena, "<%s>", v->text));
	puts_to(e, "]");
}

static void put_value(struct opt_encoder *e, const struct value *v);

/* The bracket is left open for the field's value. */
static void add_field(struct opt_encoder *e, const char *name)
{
	puts_to(e, ",[");
	put_quoted(e, name);
	puts_to(e, ",");
}

static void put_struct(struct opt_encoder *e, const struct value *v)
{
	begin(e, "[\"C_STRUCT\",", v->addr);
	puts_to(e, ",");
	put_label(e, opt_label(&e->labels, v->type));
	for (size_t i = 0; i < v->n_children; i++) {
		add_field(e, v->child[i].name ? v->child[i].name : "");
		put_value(e, &v->child[i]);
		puts_to(e, "]");
	}
	if (v->n_children == 0) {                    /* something has to stand at its address */
		add_field(e, v->cut ? "(too deep)" : "(empty)");
		put_c_data(e, v->addr, "\"char\"", "");
		puts_to(e, "]");
	}
	puts_to(e, "]");
}

/* The mark where elements were left out. */
static void add_cut(struct opt_encoder *e, const struct value *v)
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
	puts_to(e, ",");
	put_c_data(e, addr, "\"...\"", text);
}

static void put_flat_array(struct opt_encoder *e, const struct value *v)
{
	begin(e, "[\"C_ARRAY\",", v->addr);
	for (size_t i = 0; i < v->n_children; i++) {
		puts_to(e, ",");
		put_value(e, &v->child[i]);
	}
	add_cut(e, v);
	puts_to(e, "]");
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

static void add_cells(struct opt_encoder *e, const struct value *v)
{
	if (v->kind != VALUE_ARRAY) {
		puts_to(e, ",");
		put_value(e, v);
		return;
	}
	for (size_t i = 0; i < v->n_children; i++)
		add_cells(e, &v->child[i]);
}

/* A container whose elements are elsewhere, with a cell that stands at its address. */
static void put_container(struct opt_encoder *e, const struct value *v)
{
	uint64_t more = v->cut == VALUE_CUT_UNKNOWN ? 0 : v->cut;

	begin(e, "[\"C_STRUCT\",", v->addr);
	puts_to(e, ",");
	put_label(e, opt_label(&e->labels, v->type));
	add_field(e, "size");
	begin_c_data(e, v->addr, literal_label("\"size_t\""));
	buf_printf(e->to, "%" PRId64 "]]", (int64_t)(v->n_children + more));
	add_field(e, "elements");
	put_flat_array(e, v);
	puts_to(e, "]]");
}

static void put_array(struct opt_encoder *e, const struct value *v)
{
	uint64_t dim[DIMENSIONS_MAX];
	unsigned n = e->dialect->grids ? dimensions(v, dim) : 0;

	if (opt_drawn_head(&e->drawn, v)) {
		put_container(e, v);
		return;
	}
	if (n == 0 || !is_regular(v, dim, n)) {
		put_flat_array(e, v);
		return;
	}
	begin(e, "[\"C_MULTIDIMENSIONAL_ARRAY\",", v->addr);
	for (unsigned i = 0; i < n; i++)
		buf_printf(e->to, "%s%" PRIu64, i ? "," : ",[", dim[i]);
	puts_to(e, "]");
	add_cells(e, v);
	puts_to(e, "]");
}

static void put_value(struct opt_encoder *e, const struct value *v)
{
	switch (v->kind) {
	case VALUE_POINTER: put_pointer(e, v); return;
	case VALUE_STRUCT:  put_struct(e, v);  return;
	case VALUE_ARRAY:   put_array(e, v);   return;
	case VALUE_ABSENT:  put_absent(e, v);  return;
	case VALUE_INT: case VALUE_CHAR: case VALUE_BOOL: case VALUE_FLOAT: case VALUE_COMPLEX:
	case VALUE_ENUM: case VALUE_RAW: case VALUE_STRING:
		put_scalar(e, v);
		return;
	}
}

/* A block that has no elements is an array of the reason. */
static void put_block(struct opt_encoder *e, const struct value *v)
{
	if (v->kind == VALUE_ARRAY) {
		put_flat_array(e, v);
		return;
	}
	begin(e, "[\"C_ARRAY\",", v->addr);
	puts_to(e, ",");
	put_value(e, v);
	puts_to(e, "]");
}

typedef void put_fn(struct opt_encoder *e, const struct value *v);

/* Whether it is drawn in another way than when it was written last, if it ever was. */
static bool is_drawn_anew(struct opt_encoder *e, struct opt_outline *l)
{
	bool anew = l->text.len == 0;

	for (size_t i = 0; i < l->n_pointers; i++) {
		bool is = opt_drawn_pointer(&e->drawn, l->pointer[i]);
		anew |= is != l->is_drawn[i];
		l->is_drawn[i] = is;
	}
	for (size_t i = 0; i < l->n_away; i++) {
		bool is = opt_drawn_head(&e->drawn, l->away[i]);
		anew |= is != l->is_head[i];
		l->is_head[i] = is;
	}
	return anew;
}

/* A kept value's text is mostly that of the step before. */
static struct json_object *text_of_kept(struct opt_encoder *e, const struct value *v, put_fn *put)
{
	struct opt_outline *l = opt_outline_of(v);

	if (is_drawn_anew(e, l)) {
		e->kept = l;
		e->next_pointer = 0;
		put(e, v);
		e->kept = NULL;
		l->text.len = 0;
		buf_add(&l->text, e->text.data, e->text.len);
	}
	l->written_in = e->steps + 1;
	return json_verbatim(l->text.data, l->text.len);
}

static void begin_text(struct opt_encoder *e)
{
	if (!e->arena)
		e->arena = arena_new();
	e->text.len = 0;
	e->to = &e->text;
}

static struct json_object *end_text(struct opt_encoder *e)
{
	char *text = arena_alloc(e->arena, e->text.len);

	memcpy(text, e->text.data, e->text.len);
	return json_verbatim(text, e->text.len);
}

static struct json_object *text_of(struct opt_encoder *e, const struct value *v, put_fn *put)
{
	begin_text(e);
	if (v->kept && opt_outline_of(v)->written_in != e->steps + 1)
		return text_of_kept(e, v, put);
	put(e, v);                               /* also if it is in the step a second time */
	return end_text(e);
}

struct json_object *opt_value(struct opt_encoder *e, const struct value *v)
{
	return text_of(e, v, put_value);
}

struct json_object *opt_block(struct opt_encoder *e, const struct trace_block *b)
{
	return text_of(e, b->value, put_block);
}

struct json_object *opt_literal(struct opt_encoder *e, const struct opt_literal *l)
{
	size_t len = strlen(l->text);

	begin_text(e);
	begin(e, "[\"C_ARRAY\",", l->addr);
	for (size_t i = 0; i <= len; i++) {
		puts_to(e, ",");
		begin_c_data(e, l->addr + i, literal_label("\"char\""));
		if (i < len)
			json_put_text(e->to, &l->text[i], 1);
		else
			put_quoted(e, l->cut ? "..." : "\\0");
		puts_to(e, "]");
	}
	puts_to(e, "]");
	return end_text(e);
}

void opt_encoder_init(struct opt_encoder *e, const struct opt_dialect *d)
{
	*e = (struct opt_encoder){ .dialect = d, .drawn = { .dialect = d }, .labels = { .dialect = d } };
}

void opt_encoder_next(struct opt_encoder *e)
{
	opt_drawn_clear(&e->drawn);
	e->steps++;
	if (e->arena)
		arena_reset(e->arena);
}

void opt_encoder_clear(struct opt_encoder *e)
{
	opt_encoder_next(e);
	opt_labels_clear(&e->labels);
	buf_free(&e->text);
	if (e->arena)
		arena_free(e->arena);
}
