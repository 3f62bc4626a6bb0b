/* The text of the source files that a trace is of; see opt_source.h. */
#include "sinks/opt_source.h"

#include <string.h>

#include "base/buf.h"
#include "sinks/json.h"
#include "sinks/source.h"

static struct json_object *source_text(const char *path, const char *dir, uint64_t skip)
{
	struct buf text = source_read(path, dir);
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
		text = source_read(path, NULL);
	if (text.len > 0) {
		fputs(",\"buildOutput\":", out);
		json_write(out, json_text(text.data, text.len));
	}
	buf_free(&text);
}
