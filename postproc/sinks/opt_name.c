/* Names of C++ types as people write them; see opt_name.h. */
#include "sinks/opt_name.h"

#include <stdbool.h>
#include <string.h>

enum { NESTING_MAX = 32 };

static bool begins(const char *s, const char *with)
{
	return strncmp(s, with, strlen(with)) == 0;
}

static bool is_default(const char *argument, size_t len)
{
	static const char *const name[] = {
		"allocator<", "less<", "hash<", "equal_to<", "char_traits<", "default_delete<",
	};

	for (size_t i = 0; i < sizeof name / sizeof name[0]; i++)
		if (len > 5 && begins(argument, "std::") && len - 5 > strlen(name[i]) &&
		    strncmp(argument + 5, name[i], strlen(name[i])) == 0)
			return true;
	return false;
}

/* Where out ends with a spelled-out string, it is called by its short name. */
static void name_strings(struct buf *out)
{
	static const struct { const char *spelled, *name; } row[] = {
		{ "basic_string<char>", "string" }, { "basic_string<wchar_t>", "wstring" },
		{ "basic_string<char16_t>", "u16string" }, { "basic_string<char32_t>", "u32string" },
		{ "basic_string_view<char>", "string_view" },
	};

	for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
		size_t len = strlen(row[i].spelled);
		if (out->len < len || memcmp(out->data + out->len - len, row[i].spelled, len) != 0)
			continue;
		out->len -= len;
		buf_puts(out, row[i].name);
	}
}

static bool put_type(const char **p, struct buf *out, unsigned depth);

static bool put_arguments(const char **p, struct buf *out, unsigned depth)
{
	size_t kept = 0;

	buf_puts(out, "<");
	do {
		size_t before = out->len;
		*p += 1 + strspn(*p + 1, " ");
		buf_puts(out, kept ? ", " : "");
		size_t from = out->len;
		if (!put_type(p, out, depth + 1))
			return false;
		while (out->len > from && out->data[out->len - 1] == ' ')
			out->len--;
		if (kept && is_default(out->data + from, out->len - from))
			out->len = before;
		else
			kept++;
	} while (**p == ',');
	if (**p != '>')
		return false;
	++*p;
	buf_puts(out, ">");
	name_strings(out);
	return true;
}

/* Parameters of a function type stay as they are. */
static bool put_parameters(const char **p, struct buf *out)
{
	unsigned open = 0;

	do {
		if (!**p)
			return false;
		open += **p == '(';
		open -= **p == ')';
		buf_add(out, (*p)++, 1);
	} while (open);
	return true;
}

/* Up to the comma or bracket that ends it; false: brackets do not match. */
static bool put_type(const char **p, struct buf *out, unsigned depth)
{
	bool good = depth < NESTING_MAX;

	while (good && **p && **p != '>' && !(depth && **p == ',')) {
		if (**p == '<')
			good = put_arguments(p, out, depth);
		else if (**p == '(')
			good = put_parameters(p, out);
		else if (begins(*p, "__cxx11::"))
			*p += strlen("__cxx11::");
		else
			buf_add(out, (*p)++, 1);
	}
	return good;
}

void opt_short_name(const char *name, struct buf *to)
{
	size_t before = to->len;
	const char *p = name;

	if (put_type(&p, to, 0) && !*p)
		return;
	to->len = before;
	buf_puts(to, name);
}
