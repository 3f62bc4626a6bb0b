/* Results that are kept; see cache.h. */
#include "command/cache.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/message.h"
#include "command/cache_key.h"
#include "command/compile.h"

struct cache {
	const struct command *c;
	const struct places *p;
	char key[HEX + 1];                           /* of sources, flags, input, tools */
	char *temporary;                             /* the file that is being written; NULL: none */
	int fd;                                      /* of it */
};

static char *entry(const struct cache *k, const char *key, const char *ending)
{
	char name[HEX + 16];

	snprintf(name, sizeof name, "%s%s", key, ending);
	return places_in(k->c->cache, name);
}

/* The list of included files begins with the folder that their names are relative to, "/" if there
 * are none. */
static void list_folder(const struct words *included, char folder[PATH_MAX])
{
	strcpy(folder, "/");
	if (included->n > 0 && !getcwd(folder, PATH_MAX))
		strcpy(folder, "");
}

static bool read_list(const struct cache *k, struct words *included)
{
	char *path = entry(k, k->key, ".files");
	FILE *in = fopen(path, "r");
	char *line = NULL, folder[PATH_MAX];
	size_t room = 0;
	ssize_t len;
	bool good = false, first = true;
	struct words all = { 0 };

	while (in && (len = getdelim(&line, &room, '\0', in)) > 0) {
		words_add(first ? &all : included, line);
		first = false;
	}
	if (!first) {
		list_folder(included, folder);
		good = !strcmp(all.word[0], folder);
	}
	if (in)
		fclose(in);
	free(line);
	free(path);
	words_free(&all);
	return good;
}

/* A file in the folder of the cache that has no other name yet. */
static int open_temporary(struct cache *k)
{
	k->temporary = places_in(k->c->cache, "new.XXXXXX");
	int fd = mkostemp(k->temporary, O_CLOEXEC);

	if (fd >= 0)
		return fd;
	message_warn("%s: %s", k->c->cache, strerror(errno));
	free(k->temporary);
	k->temporary = NULL;
	return -1;
}

static void drop_temporary(struct cache *k)
{
	if (k->temporary)
		unlink(k->temporary);
	free(k->temporary);
	k->temporary = NULL;
}

static bool name_temporary(struct cache *k, const char *key, const char *ending)
{
	char *path = entry(k, key, ending);
	bool good = rename(k->temporary, path) == 0;

	if (!good)
		message_warn("%s: %s", path, strerror(errno));
	free(path);
	return good;
}

static bool write_list(struct cache *k, const struct words *included)
{
	int fd = open_temporary(k);
	FILE *to = fd >= 0 ? fdopen(fd, "w") : NULL;
	char folder[PATH_MAX];
	bool good;

	if (!to)
		return false;
	list_folder(included, folder);
	fwrite(folder, 1, strlen(folder) + 1, to);
	for (size_t i = 0; i < included->n; i++)
		fwrite(included->word[i], 1, strlen(included->word[i]) + 1, to);
	good = fflush(to) == 0 && !ferror(to);
	good = fclose(to) == 0 && good && name_temporary(k, k->key, ".files");
	drop_temporary(k);
	return good;
}

struct cache *cache_open(const struct command *c, const struct places *p, int in)
{
	struct cache *k = mem_alloc(sizeof *k);

	*k = (struct cache){ .c = c, .p = p, .fd = -1 };
	if (mkdir(c->cache, 0777) != 0 && errno != EEXIST)
		message_warn("%s: %s", c->cache, strerror(errno));
	else if (cache_key(c, p, in, k->key))
		return k;
	else
		message_warn("cannot tell what the result depends on: %s", strerror(errno));
	free(k);
	return NULL;
}

/* The first line of a result: its exit code. */
enum { CODE_LINE = 4 };

static int copy_result(const char *path, int out)
{
	char line[CODE_LINE];
	int fd = open(path, O_RDONLY | O_CLOEXEC), code = -1;

	if (fd >= 0 && read(fd, line, sizeof line) == sizeof line && line[CODE_LINE - 1] == '\n') {
		if (file_copy(fd, out))
			code = atoi(line);
		else
			message_warn("cannot write the trace: %s", strerror(errno));
	}
	if (fd >= 0)
		close(fd);
	return code;
}

int cache_fetch(struct cache *k, int out)
{
	struct words included = { 0 };
	char key[HEX + 1];
	int code = -1;

	if (read_list(k, &included) && cache_key_included(k->p, k->key, &included, key)) {
		char *path = entry(k, key, ".result");
		code = copy_result(path, out);
		free(path);
	}
	words_free(&included);
	return code;
}

int cache_begin(struct cache *k)
{
	k->fd = open_temporary(k);
	if (k->fd >= 0 && write(k->fd, "  0\n", CODE_LINE) != CODE_LINE) {
		message_warn("%s: %s", k->temporary, strerror(errno));
		return -1;
	}
	return k->fd;
}

static bool copy_from(int fd, int out)
{
	if (lseek(fd, CODE_LINE, SEEK_SET) == CODE_LINE && file_copy(fd, out))
		return true;
	message_warn("cannot write the trace: %s", strerror(errno));
	return false;
}

static bool keep(struct cache *k, int code)
{
	struct words included = { 0 };
	char key[HEX + 1], line[CODE_LINE + 1];
	bool good;

	snprintf(line, sizeof line, "%3u\n", (unsigned)code % 1000);
	good = (!k->c->is_source || compile_included(k->c, k->p, &included)) &&
	       cache_key_included(k->p, k->key, &included, key) &&
	       pwrite(k->fd, line, CODE_LINE, 0) == CODE_LINE &&
	       name_temporary(k, key, ".result");
	drop_temporary(k);
	good = good && write_list(k, &included);
	words_free(&included);
	return good;
}

bool cache_finish(struct cache *k, int code, bool lasting, int out)
{
	bool good = copy_from(k->fd, out);

	if (lasting && good)
		keep(k, code);
	return good;
}

void cache_close(struct cache *k)
{
	if (k->fd >= 0)
		close(k->fd);
	drop_temporary(k);
	free(k);
}
