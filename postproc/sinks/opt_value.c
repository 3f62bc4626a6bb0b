/* Values as the front ends have them; see opt_value.h and docs/formats/opt.md.
 *
 * Functions put_x() append one JSON value to e->to, behind a comma where one is needed. */
#include "sinks/opt_value.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sinks/json.h"
#include "sinks/opt_extra.h"
#include "sinks/opt_put.h"

static void put_value(struct opt_encoder *e, const struct value *v);
static void put_carried(struct opt_encoder *e);

/* No two arrows may begin at one address, and one in a register has none: such have made-up ones. */
#define NO_PLACE 0x9000000000000000

static void put_arrow(struct opt_encoder *e, const struct value *v)
{
	const struct opt_encoding *as = &e->dialect->shape->pointer;
	uint64_t place = v->addr ? v->addr : NO_PLACE + 8 * e->without_place++;

	opt_open_typed(e, as, place, opt_pointer_label(e, v));
	opt_put_address(e, (uint64_t)v->i);
	if (e->carried)
		put_carried(e);
	opt_puts(e, as->close);
}

static void put_pointer(struct opt_encoder *e, const struct value *v)
{
	bool is_drawn = e->kept ? e->kept->is_drawn[e->next_pointer++] : opt_drawn_pointer(&e->drawn, v);

	if (is_drawn) {
		put_arrow(e, v);
		return;
	}
	opt_open_data(e, v->addr, opt_spelled(&e->labels, v->type));
	opt_put_pointer_text(e, v);
	opt_close_data(e);
}

/* Left open for the field's value. */
static void open_field(struct opt_encoder *e, const char *name)
{
	opt_separate(e);
	opt_puts(e, e->dialect->shape->field.open);
	opt_put_quoted(e, name);
	opt_puts(e, e->dialect->shape->field.value);
}

static void close_field(struct opt_encoder *e)
{
	opt_puts(e, e->dialect->shape->field.close);
}

static void put_struct(struct opt_encoder *e, const struct value *v)
{
	const struct opt_encoding *as = &e->dialect->shape->structure;

	opt_open_typed(e, as, v->addr, opt_label(&e->labels, v->type));
	for (size_t i = 0; i < v->n_children; i++) {
		open_field(e, v->child[i].name ? v->child[i].name : "");
		put_value(e, &v->child[i]);
		close_field(e);
	}
	if (v->n_children == 0) {                    /* something has to stand at its address */
		open_field(e, v->cut ? "(too deep)" : "(empty)");
		opt_put_data(e, v->addr, "\"char\"", "");
		close_field(e);
	}
	opt_puts(e, as->close);
}

/* The mark where elements were left out. */
static void put_cut(struct opt_encoder *e, const struct value *v)
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
	opt_put_data(e, addr, "\"...\"", text);
}

static void put_elements(struct opt_encoder *e, const struct opt_encoding *as, const struct value *v)
{
	opt_open(e, as, v->addr);
	for (size_t i = 0; i < v->n_children; i++)
		put_value(e, &v->child[i]);
	put_cut(e, v);
	opt_puts(e, as->close);
}

static void put_flat_array(struct opt_encoder *e, const struct value *v)
{
	put_elements(e, &e->dialect->shape->array, v);
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
	if (n < 2 || v->kind == VALUE_STRUCT || v->kind == VALUE_ARRAY ||
	    type_strip(v->type)->kind == TYPE_POINTER)
		return 0;
	return n;
}

static bool is_regular(const struct value *v, const uint64_t *dim, unsigned n)
{
	if (n == 0)
		return v->kind != VALUE_ARRAY && v->kind != VALUE_STRUCT && v->kind != VALUE_POINTER;
	if (v->kind != VALUE_ARRAY || v->cut || v->n_children != dim[0])
		return false;
	for (size_t i = 0; i < v->n_children; i++)
		if (!is_regular(&v->child[i], dim + 1, n - 1))
			return false;
	return true;
}

static void put_cells(struct opt_encoder *e, const struct value *v)
{
	if (v->kind != VALUE_ARRAY) {
		put_value(e, v);
		return;
	}
	for (size_t i = 0; i < v->n_children; i++)
		put_cells(e, &v->child[i]);
}

/* A container whose elements are elsewhere, with a cell that stands at its address. */
static void put_container(struct opt_encoder *e, const struct value *v)
{
	uint64_t more = v->cut == VALUE_CUT_UNKNOWN ? 0 : v->cut;

	opt_open_typed(e, &e->dialect->shape->structure, v->addr, opt_label(&e->labels, v->type));
	open_field(e, "size");
	opt_open_data(e, v->addr, opt_literal_label("\"size_t\""));
	buf_printf(e->to, "%" PRId64, (int64_t)(v->n_children + more));
	opt_close_data(e);
	close_field(e);
	open_field(e, "elements");
	put_flat_array(e, v);
	close_field(e);
	opt_puts(e, e->dialect->shape->structure.close);
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
	opt_separate(e);
	opt_puts(e, "[\"C_MULTIDIMENSIONAL_ARRAY\",");
	opt_put_address(e, v->addr);
	for (unsigned i = 0; i < n; i++)
		buf_printf(e->to, "%s%" PRIu64, i ? "," : ",[", dim[i]);
	opt_puts(e, "]");
	put_cells(e, v);
	opt_puts(e, "]");
}

static void put_value(struct opt_encoder *e, const struct value *v)
{
	switch (v->kind) {
	case VALUE_POINTER: put_pointer(e, v); return;
	case VALUE_STRUCT:  put_struct(e, v);  return;
	case VALUE_ARRAY:   put_array(e, v);   return;
	case VALUE_ABSENT:  opt_put_absent(e, v);  return;
	case VALUE_UNINITIALIZED: case VALUE_UNALLOCATED: opt_put_unknown(e, v); return;
	case VALUE_INT: case VALUE_CHAR: case VALUE_BOOL: case VALUE_FLOAT: case VALUE_COMPLEX:
	case VALUE_ENUM: case VALUE_RAW: case VALUE_STRING:
		opt_put_scalar(e, v);
		return;
	}
}

/* A block that has no elements is an array of the reason. */
static void put_block(struct opt_encoder *e, const struct value *v)
{
	const struct opt_encoding *as = &e->dialect->shape->block;

	if (v->kind == VALUE_ARRAY) {
		put_elements(e, as, v);
		return;
	}
	opt_open(e, as, v->addr);
	put_value(e, v);
	opt_puts(e, as->close);
}

/* Blocks have no place of their own there: one pointer of a step carries all that is drawn. */
static void put_carried(struct opt_encoder *e)
{
	const struct trace_step *s = e->carried;

	e->carried = NULL;
	opt_puts(e, e->dialect->shape->carried.open);
	for (size_t i = 0; i < s->n_blocks; i++)
		if (opt_drawn_block(&e->drawn, s->block[i].addr))
			put_block(e, s->block[i].value);
	for (size_t i = 0; i < e->drawn.n_literals; i++)
		opt_put_literal(e, &e->drawn.literal[i]);
	opt_puts(e, e->dialect->shape->carried.close);
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
	bool may_keep = v->kept && !e->dialect->shape->carried.open;

	begin_text(e);
	if (may_keep && opt_outline_of(v)->written_in != e->steps + 1)
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
	begin_text(e);
	opt_put_literal(e, l);
	return end_text(e);
}

void opt_encoder_init(struct opt_encoder *e, const struct opt_dialect *d,
		      const struct sink_options *options)
{
	*e = (struct opt_encoder){ .dialect = d, .options = *options, .arena = arena_new(),
				   .drawn = { .dialect = d }, .labels = { .dialect = d } };
}

static void clear_step(struct opt_encoder *e)
{
	opt_drawn_clear(&e->drawn);
	arena_reset(e->arena);
}

const struct trace_step *opt_encoder_next(struct opt_encoder *e, const struct trace_step *s)
{
	const struct trace_step *with;

	clear_step(e);
	e->steps++;
	opt_drawn_fill(&e->drawn, s);
	with = opt_with_extras(&e->drawn, &e->options, s, e->arena);
	if (with != s) {
		opt_drawn_clear(&e->drawn);
		opt_drawn_fill(&e->drawn, with);
	}
	e->carried = e->dialect->shape->carried.open ? with : NULL;
	return with;
}

void opt_encoder_clear(struct opt_encoder *e)
{
	clear_step(e);
	opt_labels_clear(&e->labels);
	buf_free(&e->text);
	arena_free(e->arena);
}
