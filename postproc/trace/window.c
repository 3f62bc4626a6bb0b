/* Which steps are asked for; see window.h. */
#include "trace/window.h"

#include <fnmatch.h>
#include <string.h>

/* wanted is the whole path, or what it ends with: "list.c", "src/list.c". */
static bool is_file(const char *path, const char *wanted)
{
	size_t len = strlen(path), n = strlen(wanted);

	return n <= len && strcmp(path + len - n, wanted) == 0 &&
	       (n == len || wanted[0] == '/' || path[len - n - 1] == '/');
}

bool window_is_in_files(const char *glob, const char *file)
{
	const char *slash = strrchr(file, '/');

	return fnmatch(glob, strchr(glob, '/') || !slash ? file : slash + 1, 0) == 0;
}

static bool is_line(const struct trace_options *opt, const struct shown *s)
{
	if (!opt->line)
		return true;
	return s->line == opt->line && (!opt->line_file || (s->file && is_file(s->file, opt->line_file)));
}

/* Behind the classes and namespaces of a name; what is within <> is not looked at. */
static const char *last_name(const char *name, size_t *len)
{
	const char *last = name, *end = name + strlen(name), *template = NULL;
	int depth = 0;

	for (const char *p = name; p < end; p++) {
		if (strncmp(p, "operator", 8) == 0)
			break;                       /* "operator<", "operator->" */
		if (*p == '<' && depth++ == 0)
			template = p;
		else if (*p == '>')
			depth--;
		else if (depth == 0 && p[0] == ':' && p[1] == ':')
			last = p++ + 2;
	}
	*len = (size_t)((template && template > last ? template : end) - last);
	return last;
}

bool window_is_function(const char *name, const char *wanted)
{
	size_t len;
	const char *last;

	if (strcmp(name, wanted) == 0)
		return true;
	last = last_name(name, &len);
	return strlen(wanted) == len && strncmp(last, wanted, len) == 0;
}

bool window_has(const struct trace_options *opt, uint64_t number, const struct place *place,
		const struct shown *s)
{
	if (number < opt->from || (opt->to && number > opt->to) || !is_line(opt, s))
		return false;
	return !opt->function || window_is_function(place_level_name(place, s->level), opt->function);
}
