/* Bytes become UTF-8 text: what is printable stays, the rest is escaped as C would write it.
 *
 * The result is always valid UTF-8 without control characters, whatever the bytes were.  A
 * backslash is doubled, so that an escape can be told from text that looks like one; octal
 * escapes have three digits, so that a digit after one is not taken for part of it. */
#include "value/decode.h"
#include "base/buf.h"
#include <inttypes.h>
#include <string.h>

enum { CHUNK = 256, UTF8_MAX = 4, ESCAPED_MAX = 4, TYPEDEFS_MAX = 16 };

static size_t sequence_length(uint8_t first)
{
	if (first < 0x80)
		return 1;
	if (first >= 0xc2 && first < 0xe0)
		return 2;
	if (first >= 0xe0 && first < 0xf0)
		return 3;
	return first >= 0xf0 && first < 0xf5 ? 4 : 0;
}

static bool is_scalar_value(uint32_t c, size_t len)
{
	static const uint32_t smallest[UTF8_MAX + 1] = { 0, 0, 0x80, 0x800, 0x10000 };

	return c >= smallest[len] && c <= 0x10ffff && !(c >= 0xd800 && c < 0xe000);
}

static bool is_printable(uint32_t c)
{
	return c >= 0x20 && !(c >= 0x7f && c < 0xa0);
}

/* Length of the printable character at p, 0: none begins there. */
static size_t printable_length(const uint8_t *p, size_t left)
{
	size_t len = sequence_length(*p);

	if (!len || len > left)
		return 0;
	uint32_t c = len == 1 ? *p : *p & (0x7fu >> len);
	for (size_t i = 1; i < len; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return 0;
		c = c << 6 | (p[i] & 0x3f);
	}
	return is_scalar_value(c, len) && is_printable(c) ? len : 0;
}

static size_t put_escaped(char *to, uint8_t c)
{
	static const char plain[] = "\a\b\t\n\v\f\r\\", letter[] = "abtnvfr\\";
	const char *which = c ? strchr(plain, c) : NULL;

	if (which) {
		to[0] = '\\';
		to[1] = letter[which - plain];
		return 2;
	}
	to[0] = '\\';
	to[1] = (char)('0' + (c >> 6));
	to[2] = (char)('0' + (c >> 3 & 7));
	to[3] = (char)('0' + (c & 7));
	return 4;
}

/* Writes to `to`, or with NULL only says how much that would be. */
static size_t put_text(char *to, const uint8_t *p, size_t len)
{
	char unit[ESCAPED_MAX];
	size_t total = 0;

	for (size_t i = 0, n; i < len; i += n) {
		size_t out = n = p[i] == '\\' ? 0 : printable_length(p + i, len - i);
		if (n)
			memcpy(unit, p + i, n);
		else
			out = put_escaped(unit, p[i]), n = 1;
		if (to)
			memcpy(to + total, unit, out);
		total += out;
	}
	return total;
}

const char *text_from_bytes(struct arena *a, const uint8_t *p, size_t len)
{
	char *text = arena_alloc(a, put_text(NULL, p, len) + 1);

	put_text(text, p, len);
	return text;
}

const char *text_from_byte(struct arena *a, uint8_t c)
{
	return text_from_bytes(a, &c, 1);
}

static size_t encode(uint8_t *to, uint32_t c)
{
	if (c < 0x800) {
		to[0] = (uint8_t)(0xc0 | c >> 6);
		to[1] = (uint8_t)(0x80 | (c & 0x3f));
		return 2;
	}
	if (c < 0x10000) {
		to[0] = (uint8_t)(0xe0 | c >> 12);
		to[1] = (uint8_t)(0x80 | (c >> 6 & 0x3f));
		to[2] = (uint8_t)(0x80 | (c & 0x3f));
		return 3;
	}
	to[0] = (uint8_t)(0xf0 | c >> 18);
	to[1] = (uint8_t)(0x80 | (c >> 12 & 0x3f));
	to[2] = (uint8_t)(0x80 | (c >> 6 & 0x3f));
	to[3] = (uint8_t)(0x80 | (c & 0x3f));
	return 4;
}

const char *text_from_code_point(struct arena *a, uint32_t c)
{
	uint8_t utf8[UTF8_MAX];

	if (c < 0x80)
		return text_from_byte(a, (uint8_t)c);
	if (!is_printable(c) || !is_scalar_value(c, 1))
		return arena_printf(a, c < 0x10000 ? "\\u%04" PRIx32 : "\\U%08" PRIx32, c);
	return text_from_bytes(a, utf8, encode(utf8, c));
}

/* Without the character that the end cuts apart, if one is. */
static size_t whole_characters(const uint8_t *p, size_t len)
{
	size_t back = 1;

	while (back < UTF8_MAX && back < len && (p[len - back] & 0xc0) == 0x80)
		back++;
	if (len && sequence_length(p[len - back]) > back)
		return len - back;
	return len;
}

/* How many of the len bytes that were read from addr are defined, up to the first that is not. */
static size_t defined_length(const struct memory *m, uint64_t addr, size_t len)
{
	uint8_t bits[CHUNK];
	size_t n = 0;

	if (!memory_undefined(m, addr, bits, len))
		return len;
	while (n < len && !bits[n])
		n++;
	return n;
}

/* Appends what is known at addr up to NUL or max bytes; whether it ended with NUL. */
static bool read_until_nul(const struct memory *m, uint64_t addr, uint64_t max, struct buf *to)
{
	char chunk[CHUNK];

	while (to->len < max) {
		uint64_t left = max - to->len;
		size_t want = left < CHUNK ? (size_t)left : CHUNK;
		size_t got = defined_length(m, addr + to->len,
					    memory_read(m, addr + to->len, chunk, want));
		const char *nul = memchr(chunk, 0, got);
		buf_add(to, chunk, nul ? (size_t)(nul - chunk) : got);
		if (nul)
			return true;
		if (got < want)
			return false;
	}
	return false;
}

void text_read_string(struct job *j, struct value *out, const struct memory *m, uint64_t addr,
		      uint64_t len)
{
	uint64_t limit = j->d->limits.string < j->text ? j->d->limits.string : j->text;
	struct buf b = { 0 };
	char first;

	if (!memory_read(m, addr, &first, 1) || !defined_length(m, addr, 1))
		return;
	bool ended = read_until_nul(m, addr, len < limit ? len : limit, &b);
	j->text -= b.len;
	out->string_cut = !ended && b.len < len;
	if (out->string_cut)
		b.len = whole_characters((const uint8_t *)b.data, b.len);
	out->string = text_from_bytes(j->d->arena, (const uint8_t *)b.data, b.len);
	buf_free(&b);
}

/* One character of `width` bytes at p, or a UTF-16 pair; returns the bytes it takes. */
static size_t wide_character(const uint8_t *p, size_t left, unsigned width, uint32_t *c)
{
	uint32_t low;

	*c = 0;
	for (unsigned i = 0; i < width; i++)
		*c |= (uint32_t)p[i] << 8 * i;
	if (width != 2 || *c < 0xd800 || *c >= 0xdc00 || left < 4)
		return width;
	low = p[2] | (uint32_t)p[3] << 8;
	if (low < 0xdc00 || low >= 0xe000)
		return width;
	*c = 0x10000 + ((*c - 0xd800) << 10) + (low - 0xdc00);
	return 4;
}

static const char *text_from_wide(struct arena *a, const uint8_t *p, size_t len, unsigned width)
{
	struct buf b = { 0 };
	uint32_t c;

	for (size_t i = 0; i + width <= len; ) {
		i += wide_character(p + i, len - i, width, &c);
		buf_puts(&b, text_from_code_point(a, c));
	}
	const char *text = arena_strndup(a, b.data, b.len);
	buf_free(&b);
	return text;
}

/* Of the bytes read there so many whole characters that are all defined. */
static size_t defined_characters(struct job *j, uint64_t addr, size_t len, unsigned width)
{
	uint8_t *bits = arena_alloc(j->d->arena, len + 1);
	size_t n = 0;

	if (!job_undefined(j, addr, bits, len))
		return len;
	while (n < len && !bits[n])
		n++;
	j->met_undefined = n < width;                /* nothing of it can be shown */
	return n / width * width;
}

bool text_read_counted(struct job *j, struct value *out, uint64_t addr, uint64_t len,
		       unsigned width)
{
	uint64_t limit = j->d->limits.string < j->text ? j->d->limits.string : j->text;
	uint64_t size = len <= UINT64_MAX / width ? len * width : UINT64_MAX;
	size_t want = (size_t)(size < limit ? size : limit / width * width);
	uint8_t *bytes = arena_alloc(j->d->arena, want + 1);

	if (job_copy(j, addr, bytes, want) < want)
		return false;
	want = defined_characters(j, addr, want, width);
	j->text -= want;
	out->string_cut = want < size;
	if (width > 1)
		out->string = text_from_wide(j->d->arena, bytes, want, width);
	else
		out->string = text_from_bytes(j->d->arena, bytes, out->string_cut
					      ? whole_characters(bytes, want) : want);
	return true;
}

/* In C they are typedefs of integers. */
static bool is_wide_name(const char *name)
{
	return !strcmp(name, "wchar_t") || !strcmp(name, "char16_t") || !strcmp(name, "char32_t");
}

unsigned text_width(const struct type *t)
{
	const struct type *bare = type_strip(t);
	bool is_text = bare->kind == TYPE_CHAR;

	for (int i = 0; i < TYPEDEFS_MAX && bare->kind == TYPE_INT && !is_text && t != bare; i++) {
		is_text = t->kind == TYPE_TYPEDEF && t->tag && is_wide_name(t->tag);
		t = type_target(t);
	}
	return is_text && (bare->size == 1 || bare->size == 2 || bare->size == 4)
		? (unsigned)bare->size : 0;
}

/* *c stays as it is if the character is not known. */
static bool read_character(const struct memory *m, uint64_t addr, unsigned width, uint32_t *c)
{
	uint32_t here = 0;

	if (memory_read(m, addr, &here, width) < width || defined_length(m, addr, width) < width)
		return false;
	*c = here;
	return true;
}

void text_read_wide(struct job *j, struct value *out, const struct memory *m, uint64_t addr,
		    uint64_t len, unsigned width)
{
	uint64_t limit = (j->d->limits.string < j->text ? j->d->limits.string : j->text) / width;
	struct buf b = { 0 };
	uint32_t c = 0;
	uint64_t n = 0;

	if (!read_character(m, addr, width, &c))
		return;
	for (; n < len && n < limit; n++) {
		if (!read_character(m, addr + n * width, width, &c) || c == 0)
			break;
		buf_add(&b, &c, width);
	}
	j->text -= b.len;
	out->string_cut = n < len && c != 0;
	out->string = text_from_wide(j->d->arena, (const uint8_t *)b.data, b.len, width);
	buf_free(&b);
}
