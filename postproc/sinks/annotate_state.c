/* annotate --state: the values that variables took at a line. */
#include <ctype.h>
#include <inttypes.h>
#include <string.h>

#include "sinks/annotate.h"
#include "sinks/json.h"

/* ---- text ---- */

static void add_value(struct buf *to, const struct value *v, struct arena *a)
{
	switch (v->kind) {
	case VALUE_INT:
		buf_puts(to, value_int_text(v, a));
		break;
	case VALUE_CHAR:
		buf_printf(to, "%s '%s'", value_int_text(v, a), v->text);
		break;
	case VALUE_BOOL:
		buf_puts(to, v->i == 0 ? "false" : v->i == 1 ? "true" : value_int_text(v, a));
		break;
	case VALUE_POINTER:
		buf_printf(to, "0x%" PRIx64, (uint64_t)v->i);
		buf_printf(to, v->text ? " %s" : "", v->text);
		break;
	case VALUE_FLOAT:
	case VALUE_ENUM:
		buf_puts(to, v->text);
		break;
	case VALUE_COMPLEX:
	case VALUE_STRUCT:
	case VALUE_ARRAY:
	case VALUE_STRING:
	case VALUE_RAW:
	case VALUE_UNINITIALIZED:
	case VALUE_UNALLOCATED:
	case VALUE_ABSENT:
		buf_puts(to, "?");
		break;
	}
}

static void add_number(struct buf *to, uint64_t n, const char *what, const char *plural)
{
	char text[TABLE_NUMBER_MAX] = "";

	table_add_number(text, n);
	buf_printf(to, "%s %s%s", text, what, n == 1 ? "" : plural);
}

/* "i: 0 ... 9; 0 to 9; 55 values, 10 distinct"; one that never changed: "n: 7, 3 times". */
static void add_range(struct buf *to, const struct values_range *r, struct arena *a)
{
	buf_printf(to, "%s: ", r->name);
	add_value(to, r->first, a);
	if (r->distinct == 1 && !r->more_distinct) {
		buf_puts(to, r->count == 1 ? "" : ", ");
		if (r->count > 1)
			add_number(to, r->count, "time", "s");
		return;
	}
	buf_puts(to, " ... ");
	add_value(to, r->last, a);
	if (r->least) {
		buf_puts(to, "; ");
		add_value(to, r->least, a);
		buf_puts(to, " to ");
		add_value(to, r->most, a);
	}
	buf_puts(to, "; ");
	add_number(to, r->count, "value", "s");
	buf_puts(to, r->more_distinct ? ", more than " : ", ");
	add_number(to, r->distinct, "distinct", "");
}

static bool is_word(char c)
{
	return isalnum((unsigned char)c) || c == '_' || (unsigned char)c >= 0x80;
}

/* Behind the string or character that begins at i; i, if none does: 1'000 has none. */
static size_t skip_quoted(const char *text, size_t len, size_t i)
{
	char quote = text[i];

	if ((quote != '"' && quote != '\'') || (quote == '\'' && i && isdigit((unsigned char)text[i - 1])))
		return i;
	for (i++; i < len && text[i] != quote; i++)
		i += text[i] == '\\';
	return i + 1;
}

static size_t word_length(const char *text, size_t len)
{
	size_t n = 0;

	while (n < len && is_word(text[n]))
		n++;
	return n;
}

/* The line names it, in code; without its text, all are shown. */
static bool is_named(const char *name, const char *text, size_t len)
{
	size_t i = 0;

	while (i < len && !(text[i] == '/' && i + 1 < len && text[i + 1] == '/')) {
		size_t n = word_length(text + i, len - i), behind = skip_quoted(text, len, i);
		if (n && n == strlen(name) && memcmp(text + i, name, n) == 0)
			return true;
		i = behind > i ? behind : i + (n ? n : 1);
	}
	return len == 0;
}

/* Not "this", nor what the compiler has made. */
static bool is_the_programs(const char *name)
{
	return strcmp(name, "this") != 0 && strncmp(name, "__", 2) != 0;
}

void annotate_state_print(FILE *out, const struct values *values, const struct annotate_line *l,
			  const char *text, size_t len, int indent, const struct sink_options *look)
{
	size_t n = 0;
	const struct values_line *line = values_of(values, l->file, l->line, &n);
	struct arena *a = arena_new();
	struct buf b = { 0 };

	for (size_t i = 0; i < n; i++)
		for (const struct values_range *r = line[i].range; r < line[i].range + line[i].n; r++) {
			if (!(r->at_call && is_the_programs(r->name)) && !is_named(r->name, text, len))
				continue;
			b.len = 0;
			add_range(&b, r, a);
			fprintf(out, "%*s%s| %.*s%s\n", indent, "", look->coloured ? "\033[32m" : "",
				(int)b.len, b.data, look->coloured ? "\033[0m" : "");
		}
	buf_free(&b);
	arena_free(a);
}

/* ---- JSON ---- */

static struct json_object *value_json(const struct value *v)
{
	switch (v->kind) {
	case VALUE_INT:
	case VALUE_CHAR:
		return json_integer(v);
	case VALUE_BOOL:
		return v->i == 0 || v->i == 1 ? json_object_new_boolean(v->i == 1) : json_integer(v);
	case VALUE_POINTER:
		return json_address((uint64_t)v->i);
	case VALUE_FLOAT:
		return json_float(v);
	case VALUE_ENUM:
		return json_text(v->text, strlen(v->text));
	case VALUE_COMPLEX:
	case VALUE_STRUCT:
	case VALUE_ARRAY:
	case VALUE_STRING:
	case VALUE_RAW:
	case VALUE_UNINITIALIZED:
	case VALUE_UNALLOCATED:
	case VALUE_ABSENT:
		return NULL;
	}
	return NULL;
}

static struct json_object *range_json(const struct values_range *r)
{
	struct json_object *o = json_object_new_object();
	const char *type = r->first->type->name;

	json_object_object_add(o, "name", json_text(r->name, strlen(r->name)));
	json_object_object_add(o, "type", json_text(type, strlen(type)));
	json_object_object_add(o, "count", json_object_new_int64((int64_t)r->count));
	json_object_object_add(o, "distinct", json_object_new_int64((int64_t)r->distinct));
	if (r->more_distinct)
		json_object_object_add(o, "more_distinct", json_object_new_boolean(true));
	json_object_object_add(o, "first", value_json(r->first));
	json_object_object_add(o, "last", value_json(r->last));
	if (r->least) {
		json_object_object_add(o, "min", value_json(r->least));
		json_object_object_add(o, "max", value_json(r->most));
	}
	return o;
}

struct json_object *annotate_state_json(const struct values *values, const struct annotate_line *l)
{
	struct json_object *list = json_object_new_array();
	size_t n = 0;
	const struct values_line *line = values_of(values, l->file, l->line, &n);

	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < line[i].n; j++)
			json_object_array_add(list, range_json(&line[i].range[j]));
	return list;
}
