/* Where gdb looks: /usr/lib/debug/.build-id/xx/yyyy.debug, then .gnu_debuglink's name beside
 * the file, in .debug/ there, and below /usr/lib/debug.  The build-ids must agree, or without any
 * the checksum of .gnu_debuglink.
 *
 * dwz's common file is where .gnu_debugaltlink says, seen from the file that says so, or beside that
 * file, or in the directory of build-ids. */
#include "debug/debug_file.h"
#include <string.h>
#include <unistd.h>

#define DEBUG_ROOT "/usr/lib/debug"

/* The directory of a path, for printf's "%.*s". */
static int dir_of(const char *path, const char **dir)
{
	const char *slash = strrchr(path, '/');

	*dir = slash ? path : ".";
	return slash ? (int)(slash - path) : 1;
}

static const char *by_build_id(const char *id, struct arena *a)
{
	return arena_printf(a, DEBUG_ROOT "/.build-id/%.2s/%s.debug", id, id + 2);
}

/* CRC-32 as zlib has it, four bits at a time. */
static uint32_t crc_of(const struct elf_file *e)
{
	static const uint32_t table[16] = {
		0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac, 0x76dc4190, 0x6b6b51f4, 0x4db26158, 0x5005713c,
		0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c, 0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c,
	};
	uint8_t part[65536];
	uint32_t crc = UINT32_MAX;
	off_t at = 0;

	for (ssize_t n; (n = pread(elf_file_fd(e), part, sizeof part, at)) > 0; at += n)
		for (ssize_t i = 0; i < n; i++) {
			crc = table[(crc ^ part[i]) & 15] ^ crc >> 4;
			crc = table[(crc ^ part[i] >> 4) & 15] ^ crc >> 4;
		}
	return ~crc;
}

static bool is_file_of(const struct elf_file *e, const struct elf_file *found, uint32_t crc)
{
	const char *id = elf_file_build_id(e), *its = elf_file_build_id(found);

	if (!elf_file_has_section(found, ".debug_info"))
		return false;
	return id[0] && its[0] ? !strcmp(id, its) : crc_of(found) == crc;
}

static struct elf_file *try(const struct elf_file *e, const char *path, uint32_t crc, struct arena *a)
{
	const char *why;
	struct elf_file *found = elf_file_open(path, a, &why);

	if (found && is_file_of(e, found, crc))
		return found;
	elf_file_close(found);
	return NULL;
}

static struct elf_file *try_link(const struct elf_file *e, struct arena *a)
{
	uint32_t crc;
	const char *link = elf_file_debug_link(e, &crc), *path = elf_file_path(e), *dir;
	int len = dir_of(path, &dir);
	struct elf_file *found;

	if (!link || strchr(link, '/'))
		return NULL;
	found = try(e, arena_printf(a, "%.*s/%s", len, dir, link), crc, a);
	if (!found)
		found = try(e, arena_printf(a, "%.*s/.debug/%s", len, dir, link), crc, a);
	if (!found && path[0] == '/')
		found = try(e, arena_printf(a, DEBUG_ROOT "%.*s/%s", len, dir, link), crc, a);
	return found;
}

struct elf_file *debug_file_open(const struct elf_file *e, struct arena *a)
{
	const char *id = elf_file_build_id(e);
	struct elf_file *found = NULL;

	if (strlen(id) > 2)
		found = try(e, by_build_id(id, a), 0, a);
	return found ? found : try_link(e, a);
}

static struct elf_file *try_common(const char *path, const char *id, struct arena *a)
{
	const char *why;
	struct elf_file *found = elf_file_open(path, a, &why);

	if (found && elf_file_has_section(found, ".debug_info") && !strcmp(elf_file_build_id(found), id))
		return found;
	elf_file_close(found);
	return NULL;
}

struct elf_file *debug_file_open_common(const struct elf_file *e, struct arena *a, const char **name)
{
	const char *id, *link = elf_file_alt_link(e, &id), *slash = link ? strrchr(link, '/') : NULL, *dir;
	int len = dir_of(elf_file_path(e), &dir);
	struct elf_file *found;

	*name = link;
	if (!link)
		return NULL;
	found = try_common(link[0] == '/' ? link : arena_printf(a, "%.*s/%s", len, dir, link), id, a);
	if (!found && slash)
		found = try_common(arena_printf(a, "%.*s/%s", len, dir, slash + 1), id, a);
	if (!found && strlen(id) > 2)
		found = try_common(by_build_id(id, a), id, a);
	return found;
}
