/* The text of a source file; see source.h. */
#include "sinks/source.h"

#include <string.h>
#include <sys/stat.h>

#include "base/message.h"

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

struct buf source_read(const char *path, const char *dir)
{
	struct buf text = { 0 };
	char piece[4096];
	size_t n;
	FILE *in = open_source(path, dir);

	if (!in)
		message_once("cannot read %s; its text is missing", path);
	while (in && text.len < SOURCE_MAX && (n = fread(piece, 1, sizeof piece, in)) > 0)
		buf_add(&text, piece, n);
	if (in)
		fclose(in);
	return text;
}
