/* Paths as gdb compares them: "/a/./b/../c" is "/a/c".  A ".." that nothing precedes is kept in
 * a relative path and dropped at the root. */
#include "debug/path.h"
#include "base/mem.h"
#include <stdbool.h>
#include <string.h>

static bool is_word(const char *part, size_t len, const char *word)
{
	return len == strlen(word) && !memcmp(part, word, len);
}

/* Removes the last part of out[0..len) unless there is none to remove. */
static bool drop_last(const char *out, size_t root, size_t *len)
{
	size_t start = *len;

	while (start > root && out[start - 1] != '/')
		start--;
	if (*len == root || is_word(out + start, *len - start, ".."))
		return false;
	*len = start > root ? start - 1 : root;
	return true;
}

static size_t add_part(char *out, size_t root, size_t len, const char *part, size_t part_len)
{
	bool up = is_word(part, part_len, "..");

	if (!part_len || is_word(part, part_len, ".") || (up && drop_last(out, root, &len)) ||
	    (up && root))
		return len;
	if (len > root)
		out[len++] = '/';
	memmove(out + len, part, part_len);
	return len + part_len;
}

static void normalise(char *path)
{
	size_t root = path[0] == '/', len = root;

	for (const char *p = path + root; *p; ) {
		size_t n = strcspn(p, "/");
		const char *next = p + n + (p[n] == '/');
		len = add_part(path, root, len, p, n);
		p = next;
	}
	path[len] = '\0';
}

char *path_join(const char *dir, const char *name)
{
	size_t dir_len = dir && name[0] != '/' ? strlen(dir) : 0, name_len = strlen(name);
	char *path = mem_alloc(dir_len + name_len + 2);

	if (dir_len) {
		memcpy(path, dir, dir_len);
		path[dir_len++] = '/';
	}
	memcpy(path + dir_len, name, name_len + 1);
	normalise(path);
	return path;
}
