/* JSON out of trace and value; see json.h. */
#include "sinks/json.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"

static size_t valid_prefix(const char *p, size_t len)
{
	size_t i = 0, n;

	while (i < len && (n = utf8_length((const unsigned char *)p + i, len - i)) > 0)
		i += n;
	return i;
}

/* Appends p with what is no UTF-8 replaced. */
static void add_valid(struct buf *to, const char *p, size_t len)
{
	for (;;) {
		size_t good = valid_prefix(p, len);
		buf_add(to, p, good);
		if (good == len)
			return;
		buf_puts(to, "\xef\xbf\xbd");
		p += good + 1;
		len -= good + 1;
	}
}

struct json_object *json_text(const char *p, size_t len)
{
	struct buf b = { 0 };
	struct json_object *o;

	if (valid_prefix(p, len) == len)
		return json_object_new_string_len(len ? p : "", (int)len);
	add_valid(&b, p, len);
	o = json_object_new_string_len(b.data, (int)b.len);
	buf_free(&b);
	return o;
}

/* The words do not say how much is left out: a text that grows stays the same. */
struct json_object *json_text_cut(const char *p, size_t len, uint64_t max)
{
	struct buf b = { 0 };
	struct json_object *o;

	if (max == 0 || len <= max)
		return json_text(p, len);
	add_valid(&b, p, max);
	buf_puts(&b, "\n... and more\n");
	o = json_object_new_string_len(b.data, (int)b.len);
	buf_free(&b);
	return o;
}

void json_put_text(struct buf *to, const char *p, size_t len)
{
	struct buf b = { 0 };

	add_valid(&b, p, len);
	json_put_string(to, b.data, b.len);
	buf_free(&b);
}

struct json_object *json_string(const char *s)
{
	return json_object_new_string(s);
}

/* By hand: half of what a trace writes is addresses. */
size_t json_put_address(char *to, uint64_t a)
{
	return json_put_address_wide(to, a, 1);
}

size_t json_put_address_wide(char *to, uint64_t a, unsigned digits)
{
	size_t len = 3;

	for (uint64_t rest = a; rest >>= 4; )
		len++;
	if (a && len < 2 + digits)
		len = 2 + digits;
	for (size_t i = len; i > 2; a >>= 4)
		to[--i] = "0123456789abcdef"[a & 15];
	to[0] = '0';
	to[1] = 'x';
	return len;
}

struct json_object *json_address(uint64_t a)
{
	char text[JSON_ADDRESS_MAX];

	return json_object_new_string_len(text, (int)json_put_address(text, a));
}

#define EXACT_MAX ((__int128)1 << 53)

/* An unsigned one of 128 bits may look negative. */
bool json_is_exact(const struct value *v)
{
	return v->i >= (v->is_signed ? -EXACT_MAX : 0) && v->i <= EXACT_MAX;
}

struct json_object *json_integer(const struct value *v)
{
	struct arena *a;
	struct json_object *o;

	if (json_is_exact(v))
		return json_object_new_int64((int64_t)v->i);
	a = arena_new();
	o = json_object_new_string(value_int_text(v, a));
	arena_free(a);
	return o;
}

bool json_is_number(const struct value *v)
{
	return isfinite(v->f) && type_strip(v->type)->size <= 8;
}

struct json_object *json_float(const struct value *v)
{
	if (!json_is_number(v))
		return json_object_new_string(v->text);
	return json_object_new_double_s((double)v->f, v->text);
}

/* What write_value() knows such an object by; text and length lie in the object itself: its number
 * is the length. */
static int write_verbatim(struct json_object *o, struct printbuf *to, int level, int flags)
{
	(void)level;
	(void)flags;
	return printbuf_memappend(to, json_object_get_userdata(o), json_object_get_int(o));
}

struct json_object *json_verbatim(const char *text, size_t len)
{
	struct json_object *o = json_object_new_int((int)len);

	json_object_set_serializer(o, write_verbatim, (void *)text, NULL);
	return o;
}

static void put_escaped(struct buf *to, unsigned char c)
{
	static const char plain[] = "\b\n\r\t\f\"\\", letter[] = "bnrtf\"\\";
	const char *which = c ? strchr(plain, c) : NULL;

	if (which)
		buf_printf(to, "\\%c", letter[which - plain]);
	else
		buf_printf(to, "\\u%04x", c);
}

void json_put_string(struct buf *to, const char *s, size_t len)
{
	size_t done = 0;

	buf_add(to, "\"", 1);
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)s[i];
		if (c >= 0x20 && c != '"' && c != '\\')
			continue;
		buf_add(to, s + done, i - done);
		put_escaped(to, c);
		done = i + 1;
	}
	if (done < len)                              /* an empty string may be nowhere */
		buf_add(to, s + done, len - done);
	buf_add(to, "\"", 1);
}

/* Text on its way to the file, or (out: NULL) to stay.  What is long already goes to the file
 * without being copied. */
struct writer { FILE *out; struct buf *text; };

enum { LONG = 1024 };

static void write_out(struct writer *w, const char *p, size_t len)
{
	if (len < LONG || !w->out) {
		buf_add(w->text, p, len);
		return;
	}
	if (w->text->len)
		fwrite(w->text->data, 1, w->text->len, w->out);
	w->text->len = 0;
	fwrite(p, 1, len, w->out);
}

static void write_value(struct writer *w, struct json_object *o);

static void write_object(struct writer *w, struct json_object *o)
{
	const char *between = "{";

	json_object_object_foreach(o, key, value) {
		buf_puts(w->text, between);
		json_put_string(w->text, key, strlen(key));
		buf_puts(w->text, ":");
		write_value(w, value);
		between = ",";
	}
	buf_puts(w->text, json_object_object_length(o) ? "}" : "{}");
}

static void write_array(struct writer *w, struct json_object *o)
{
	for (size_t i = 0; i < json_object_array_length(o); i++) {
		buf_puts(w->text, i ? "," : "[");
		write_value(w, json_object_array_get_idx(o, i));
	}
	buf_puts(w->text, json_object_array_length(o) ? "]" : "[]");
}

static void write_scalar(struct writer *w, struct json_object *o)
{
	size_t len;
	int flags = JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE;
	const char *text = json_object_to_json_string_length(o, flags, &len);

	write_out(w, text, len);
}

static void write_value(struct writer *w, struct json_object *o)
{
	if (json_object_is_type(o, json_type_object))
		write_object(w, o);
	else if (json_object_is_type(o, json_type_array))
		write_array(w, o);
	else if (json_object_is_type(o, json_type_int) && json_object_get_userdata(o))
		write_out(w, json_object_get_userdata(o), (size_t)json_object_get_int(o));
	else
		write_scalar(w, o);
}

/* json-c would make one text of the whole tree first, growing it as it goes. */
void json_to_text(struct json_object *o, struct buf *to)
{
	struct writer w = { .text = to };

	write_value(&w, o);
	json_object_put(o);
}

void json_write(FILE *out, struct json_object *o)
{
	struct buf text = { 0 };
	struct writer w = { .out = out, .text = &text };

	write_value(&w, o);
	buf_puts(&text, "\n");
	fwrite(text.data, 1, text.len, out);
	buf_free(&text);
	json_object_put(o);
}
