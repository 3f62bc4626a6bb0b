/* Where gdb looks: /usr/lib/debug/.build-id/xx/yyyy.debug, then .gnu_debuglink's name beside
 * the file, in .debug/ there, and below /usr/lib/debug.  The build-ids must agree. */
#include "debug/debug_file.h"
#include <string.h>

#define DEBUG_ROOT "/usr/lib/debug"

static struct elf_file *try(const struct elf_file *e, const char *path, struct arena *a)
{
	const char *why, *id = elf_file_build_id(e);
	struct elf_file *found = elf_file_open(path, a, &why);

	if (!found)
		return NULL;
	if (elf_file_has_section(found, ".debug_info") && !strcmp(id, elf_file_build_id(found)))
		return found;
	elf_file_close(found);
	return NULL;
}

static struct elf_file *try_link(const struct elf_file *e, const char *path, struct arena *a)
{
	const char *link = elf_file_debug_link(e), *slash = strrchr(path, '/');
	const char *dir = slash ? path : ".";
	int dir_len = slash ? (int)(slash - path) : 1;
	struct elf_file *found = NULL;

	if (!link || strchr(link, '/'))
		return NULL;
	found = try(e, arena_printf(a, "%.*s/%s", dir_len, dir, link), a);
	if (!found)
		found = try(e, arena_printf(a, "%.*s/.debug/%s", dir_len, dir, link), a);
	if (!found && path[0] == '/')
		found = try(e, arena_printf(a, DEBUG_ROOT "%.*s/%s", dir_len, dir, link), a);
	return found;
}

struct elf_file *debug_file_open(const struct elf_file *e, const char *path, struct arena *a)
{
	const char *id = elf_file_build_id(e);
	struct elf_file *found = NULL;

	if (strlen(id) > 2)
		found = try(e, arena_printf(a, DEBUG_ROOT "/.build-id/%.2s/%s.debug", id, id + 2), a);
	return found ? found : try_link(e, path, a);
}
