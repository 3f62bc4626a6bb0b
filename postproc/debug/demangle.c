/* Demangling, by the C++ runtime library's own demangler, which is gdb's too. */
#include "debug/demangle.h"
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#ifdef HAVE_CXA_DEMANGLE
extern char *__cxa_demangle(const char *name, char *to, size_t *len, int *status);

/* Malloc'ed, or NULL. */
static char *demangle(const char *name)
{
	int status;

	return strncmp(name, "_Z", 2) == 0 ? __cxa_demangle(name, NULL, NULL, &status) : NULL;
}
#else
static char *demangle(const char *name)
{
	(void)name;
	return NULL;
}
#endif

static bool is_word(char c)
{
	return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Steps back over one bracket that ends before `end`; 0: it is not closed. */
static size_t before_bracket(const char *s, size_t end, char open, char close)
{
	unsigned depth = 0;

	while (end > 0) {
		end--;
		if (s[end] == close)
			depth++;
		else if (s[end] == open && --depth == 0)
			return end;
	}
	return 0;
}

static bool ends_with(const char *s, size_t end, const char *tail)
{
	size_t len = strlen(tail);

	return end >= len && memcmp(s + end - len, tail, len) == 0;
}

/* End of the name: before the parameters and what may follow them. */
static size_t name_end(const char *s)
{
	static const char *const after[] = { " const", " volatile", " &&", " &" };
	size_t end = strlen(s);

	while (end > 0 && s[end - 1] == ']') {           /* " [clone .isra.0]" */
		end = before_bracket(s, end, '[', ']');
		end -= end > 0 && s[end - 1] == ' ';
	}
	for (size_t i = 0; i < sizeof after / sizeof *after; i++)
		if (ends_with(s, end, after[i]))
			end -= strlen(after[i]), i = (size_t)-1;
	return end > 0 && s[end - 1] == ')' ? before_bracket(s, end, '(', ')') : end;
}

/* Start of the last "operator" that the name has, for its symbols are no brackets; else end. */
static size_t operator_start(const char *s, size_t end)
{
	static const char word[] = "operator";
	size_t len = sizeof word - 1, found = end;

	for (size_t i = 0; i + len <= end; i++)
		if (memcmp(s + i, word, len) == 0 && (i == 0 || !is_word(s[i - 1])) &&
		    (i + len == end || !is_word(s[i + len])))
			found = i;
	return found;
}

/* The result's type stands before the name of a template, with a space between; so does the const of
 * a member function that a lambda is in: "C::f() const::{lambda()#1}::operator()". */
static size_t name_start(const char *s, size_t end)
{
	static const char open[] = "<({[", close[] = ">)}]";

	for (size_t i = operator_start(s, end); i > 0; i--) {
		const char *bracket = strchr(close, s[i - 1]);
		if (s[i - 1] == ' ' && strncmp(s + i, "const::", strlen("const::")) != 0)
			return i;
		if (bracket)
			i = before_bracket(s, i, open[bracket - close], *bracket) + 1;
	}
	return 0;
}

const char *demangle_function(struct arena *a, const char *linkage)
{
	char *s = demangle(linkage);

	if (!s)
		return NULL;
	size_t end = name_end(s), start = name_start(s, end);
	const char *name = end > start ? arena_strndup(a, s + start, end - start) : NULL;
	free(s);
	return name;
}

const char *demangle_symbol(struct arena *a, const char *symbol)
{
	char *s = demangle(symbol);
	const char *name = s ? arena_strdup(a, s) : symbol;

	free(s);
	return name;
}
