/* The text of the source files that a trace is of; see opt_source.h. */
#include "sinks/opt_source.h"

#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/message.h"
#include "sinks/json.h"

enum { SOURCE_MAX = 16 << 20 };                      /* bytes of a source file that are worth a page */

/* Paths come from debug information: only a regular file is read, and not without end. */
static FILE *open_regular(const char *path)
{
	struct stat st;

	if (stat(path, &st) != 0 || !S_ISREG(st.st_mode) || st.st_size > SOURCE_MAX)
		return NULL;
	return fopen(path, "r");
}

static FILE *open_source(const char *path, const char *dir)
{
	struct buf there = { 0 };
	FILE *in = NULL;

	if (dir) {
		const char *slash = strrchr(path, '/');
		buf_printf(&there, "%s/%s%c", dir, slash ? slash + 1 : path, 0);
		in = open_regular(there.data);
		buf_free(&there);
	}
	return in ? in : open_regular(path);
}

static struct buf read_source(const char *path, const char *dir)
{
	struct buf text = { 0 };
	char piece[4096];
	size_t n;
	FILE *in = open_source(path, dir);

	if (!in)
		message_once("cannot read %s; the trace is without its text", path);
	while (in && text.len < SOURCE_MAX && (n = fread(piece, 1, sizeof piece, in)) > 0)
		buf_add(&text, piece, n);
	if (in)
		fclose(in);
	return text;
}

static struct json_object *source_text(const char *path, const char *dir, uint64_t skip)
{
	struct buf text = read_source(path, dir);
	size_t from = 0;
	struct json_object *o;

	for (; skip && from < text.len; skip--) {
		const char *end = memchr(text.data + from, '\n', text.len - from);
		from = end ? (size_t)(end - text.data) + 1 : text.len;
	}
	o = json_text(from < text.len ? text.data + from : "", text.len - from);
	buf_free(&text);
	return o;
}

void opt_write_sources(FILE *out, const struct trace_end *end, uint64_t skip)
{
	struct json_object *files;

	fputs(",\n\"code\":", out);
	json_write(out, end->n_files ? source_text(end->file[0], end->source_dir, skip) : json_string(""));
	if (end->n_files <= 1)
		return;
	files = json_object_new_object();
	for (size_t i = 1; i < end->n_files; i++)
		json_object_object_add(files, end->file[i], source_text(end->file[i], end->source_dir, 0));
	fputs(",\"files\":", out);
	json_write(out, files);
}

void opt_write_build_output(FILE *out, const char *path)
{
	struct buf text = { 0 };

	if (path)
		text = read_source(path, NULL);
	if (text.len > 0) {
		fputs(",\"buildOutput\":", out);
		json_write(out, json_text(text.data, text.len));
	}
	buf_free(&text);
}
