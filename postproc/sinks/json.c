/* JSON out of trace and value; see json.h. */
#include "sinks/json.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"

/* Length of the well-formed UTF-8 sequence at p (Unicode, table 3-7); 0: none. */
static size_t utf8_len(const unsigned char *p, size_t left)
{
	unsigned char lo = 0x80, hi = 0xbf;
	size_t len;

	if (p[0] < 0x80)
		return 1;
	if (p[0] < 0xc2 || p[0] > 0xf4)
		return 0;
	len = p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3 : 4;
	if (p[0] == 0xe0)
		lo = 0xa0;
	else if (p[0] == 0xed)
		hi = 0x9f;
	else if (p[0] == 0xf0)
		lo = 0x90;
	else if (p[0] == 0xf4)
		hi = 0x8f;
	if (left < len || p[1] < lo || p[1] > hi)
		return 0;
	for (size_t i = 2; i < len; i++)
		if (p[i] < 0x80 || p[i] > 0xbf)
			return 0;
	return len;
}

static size_t valid_prefix(const char *p, size_t len)
{
	size_t i = 0, n;

	while (i < len && (n = utf8_len((const unsigned char *)p + i, len - i)) > 0)
		i += n;
	return i;
}

struct json_object *json_text(const char *p, size_t len)
{
	size_t good = valid_prefix(p, len);
	struct buf b = { 0 };
	struct json_object *o;

	if (good == len)
		return json_object_new_string_len(len ? p : "", (int)len);
	while (len > 0) {
		buf_add(&b, p, good);
		p += good;
		len -= good;
		if (len > 0) {
			buf_puts(&b, "\xef\xbf\xbd");
			p++;
			len--;
		}
		good = valid_prefix(p, len);
	}
	o = json_object_new_string_len(b.data, (int)b.len);
	buf_free(&b);
	return o;
}

struct json_object *json_string(const char *s)
{
	return json_object_new_string(s);
}

/* By hand: half of what a trace writes is addresses. */
struct json_object *json_address(uint64_t a)
{
	char text[18], *p = text + sizeof text;

	do
		*--p = "0123456789abcdef"[a & 15];
	while (a >>= 4);
	*--p = 'x';
	*--p = '0';
	return json_object_new_string_len(p, (int)(text + sizeof text - p));
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

struct json_object *json_float(const struct value *v)
{
	if (!isfinite(v->f) || type_strip(v->type)->size > 8)
		return json_object_new_string(v->text);
	return json_object_new_double_s((double)v->f, v->text);
}

void json_write(FILE *out, struct json_object *o)
{
	size_t len;
	const char *text = json_object_to_json_string_length(o, JSON_C_TO_STRING_PLAIN
							     | JSON_C_TO_STRING_NOSLASHESCAPE, &len);

	fwrite(text, 1, len, out);
	fputc('\n', out);
	json_object_put(o);
}
