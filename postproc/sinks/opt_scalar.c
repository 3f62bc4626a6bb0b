/* Cells: what has one value, as text or a number; see opt_put.h. */
#include "sinks/opt_put.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "sinks/json.h"

/* Front ends know it: they show "?". */
static const char uninitialized[] = "<UNINITIALIZED>";

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
		opt_put_quoted(e, value_int_text(v, e->arena));
		return;
	}
	do
		*--at = (char)('0' + rest % 10);
	while (rest /= 10);
	if (v->i < 0)
		opt_puts(e, "-");
	buf_add(e->to, at, (size_t)(digit + sizeof digit - at));
}

static void put_char(struct opt_encoder *e, const struct value *v)
{
	char c = (char)v->i;

	if (v->i == 0)
		opt_put_quoted(e, "\\0");
	else if (v->i == '\n' || v->i == '\t' || (v->i >= 0x20 && v->i < 0x7f))
		json_put_string(e->to, &c, 1);
	else
		opt_put_quoted(e, v->text);
}

/* Of a complex number's part. */
static const char *part_text(const struct value *v)
{
	return v->kind == VALUE_FLOAT && v->text ? v->text : "?";
}

static void put_complex(struct opt_encoder *e, const struct value *v)
{
	const struct value *re = v->child, *im = v->child + 1;

	if (re->kind == VALUE_UNINITIALIZED && im->kind == VALUE_UNINITIALIZED)
		opt_put_quoted(e, uninitialized);
	else
		opt_put_quoted(e, arena_printf(e->arena, "%s%s%si", part_text(re),
					   part_text(im)[0] == '-' ? "" : "+", part_text(im)));
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
			opt_puts(e, v->i ? "true" : "false");
		else
			put_integer(e, v);
		return;
	case VALUE_FLOAT:
		if (json_is_number(v))
			opt_puts(e, v->text);
		else
			opt_put_quoted(e, v->text);
		return;
	case VALUE_COMPLEX:
		put_complex(e, v);
		return;
	case VALUE_STRING:
		put_string(e, v);
		return;
	case VALUE_UNINITIALIZED:
		opt_put_quoted(e, uninitialized);
		return;
	case VALUE_UNALLOCATED:
		opt_put_quoted(e, "<UNALLOCATED>");
		return;
	case VALUE_ENUM: case VALUE_RAW: case VALUE_ABSENT: case VALUE_POINTER: case VALUE_STRUCT:
	case VALUE_ARRAY:
		opt_put_quoted(e, v->text ? v->text : "?");
		return;
	}
}

struct opt_label opt_pointer_label(const struct opt_encoder *e, const struct value *v)
{
	bool is_ref = e->dialect->refs && type_strip(v->type)->kind == TYPE_REFERENCE;

	return opt_literal_label(is_ref ? "\"ref\"" : "\"pointer\"");
}

void opt_put_scalar(struct opt_encoder *e, const struct value *v)
{
	opt_open_data(e, v->addr, opt_label(&e->labels, v->type));
	put_scalar_text(e, v);
	opt_close_data(e);
}

/* Of a pointer too: front ends draw no arrow then. */
void opt_put_unknown(struct opt_encoder *e, const struct value *v)
{
	const struct opt_encoding *as = &e->dialect->shape->pointer;
	enum type_kind kind = type_strip(v->type)->kind;

	if (v->kind == VALUE_UNALLOCATED || (kind != TYPE_POINTER && kind != TYPE_REFERENCE)) {
		opt_put_scalar(e, v);
		return;
	}
	opt_open_typed(e, as, v->addr, opt_pointer_label(e, v));
	put_scalar_text(e, v);
	opt_puts(e, as->close);
}

/* A pointer that is not drawn as an arrow: its address, and what is known of it. */
void opt_put_pointer_text(struct opt_encoder *e, const struct value *v)
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

void opt_put_absent(struct opt_encoder *e, const struct value *v)
{
	opt_open_data(e, v->addr, opt_label(&e->labels, v->type));
	opt_put_quoted(e, arena_printf(e->arena, "<%s>", v->text));
	opt_close_data(e);
}

/* One character of a literal, whose text is escaped as in C: sets what its cell shows, and gives
 * where the next one begins. */
static const char *read_character(const char *p, char shown[5])
{
	static const char letter[] = "nt\\", plain[] = "\n\t\\";
	const char *which = p[0] == '\\' ? strchr(letter, p[1]) : NULL;
	size_t len = p[0] != '\\' ? 1 : p[1] >= '0' && p[1] <= '7' ? 4 : 2;

	if (which && p[1])
		snprintf(shown, 5, "%c", plain[which - letter]);
	else if (p[0] & 0x80)
		snprintf(shown, 5, "\\%03o", (unsigned char)p[0]);
	else
		snprintf(shown, 5, "%.*s", (int)len, p);
	return p + strnlen(p, len);
}

void opt_put_literal(struct opt_encoder *e, const struct opt_literal *l)
{
	uint64_t addr = l->addr;
	char shown[5];

	opt_open(e, &e->dialect->shape->block, addr);
	for (const char *p = l->text; *p; addr++) {
		p = read_character(p, shown);
		opt_put_data(e, addr, "\"char\"", shown);
	}
	opt_put_data(e, addr, "\"char\"", l->cut ? "..." : "\\0");
	opt_puts(e, e->dialect->shape->block.close);
}
