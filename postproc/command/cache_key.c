/* What a result depends on; see cache_key.h. */
#include "command/cache_key.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "command/compile.h"
#include "command/process.h"
#include "config.h"

/* Each part with its length, so that no two lists of parts look the same. */
static void put_text(FILE *to, const char *s)
{
	fprintf(to, "%zu:%s\n", strlen(s), s);
}

static void put_words(FILE *to, const struct words *w)
{
	fprintf(to, "%zu words\n", w->n);
	for (size_t i = 0; i < w->n; i++)
		put_text(to, w->word[i]);
}

static bool put_contents(FILE *to, int fd)
{
	struct stat st;

	if (fstat(fd, &st) != 0 || fflush(to) != 0)
		return false;
	fprintf(to, "%lld bytes\n", (long long)st.st_size);
	return fflush(to) == 0 && lseek(fd, 0, SEEK_SET) == 0 && file_copy(fd, fileno(to));
}

static bool put_file(FILE *to, const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool good = fd >= 0 && put_contents(to, fd);

	if (fd >= 0)
		close(fd);
	return good;
}

/* Which version a program is of, without running it. */
static void put_program(FILE *to, const char *path)
{
	struct stat st;

	put_text(to, path);
	if (stat(path, &st) == 0)
		fprintf(to, "%lld bytes, %lld.%09ld\n", (long long)st.st_size,
			(long long)st.st_mtim.tv_sec, st.st_mtim.tv_nsec);
}

/* The compiler where PATH has it. */
static void put_compiler(FILE *to, const struct command *c)
{
	struct words w = { 0 };
	const char *path = getenv("PATH");
	char file[PATH_MAX];

	compile_compiler(c, &w);
	put_words(to, &w);
	while (w.n && path && *path) {
		int len = (int)strcspn(path, ":");
		if (snprintf(file, sizeof file, "%.*s/%s", len, path, w.word[0]) < (int)sizeof file &&
		    access(file, X_OK) == 0) {
			put_program(to, file);
			break;
		}
		path += len + (path[len] == ':');
	}
	words_free(&w);
}

static void put_tools(FILE *to, const struct command *c, const struct places *p)
{
	put_text(to, PACKAGE_VERSION);
	put_program(to, p->spp_post);
	put_program(to, p->valgrind);
	if (p->recorder)
		put_program(to, p->recorder);
	if (c->is_source)
		put_compiler(to, c);
}

/* A source by its name, not its folder: sites put each into a folder of its own. */
static bool put_sources(FILE *to, const struct command *c)
{
	bool good = true;

	for (size_t i = 0; i < c->source.n && good; i++) {
		put_text(to, places_base(c->source.word[i]));
		good = put_file(to, c->source.word[i]);
	}
	return good;
}

static void put_options(FILE *to, const struct command *c)
{
	put_text(to, c->format);
	put_text(to, c->standard ? c->standard : "");
	put_text(to, c->level);
	fprintf(to, "%d %g %llu %d\n", c->is_cxx, c->time_limit, (unsigned long long)c->memory_limit,
		c->sandbox);
	put_words(to, &c->cflags);
	put_words(to, &c->record);
	put_words(to, &c->post);
	put_words(to, &c->args);
}

/* The SHA-256 of a file, by the program that every system has. */
static bool hash(const struct places *p, const char *path, char key[HEX + 1])
{
	struct process_files files = PROCESS_OUR_FILES;
	struct process sum, *const list[] = { &sum };
	char *answer = places_in(p->folder, "sum");
	char *const argv[] = { "sha256sum", NULL };
	bool good;

	files.fd[0] = open(path, O_RDONLY | O_CLOEXEC);
	files.fd[1] = file_open_new(answer);
	good = files.fd[0] >= 0 && files.fd[1] >= 0 && process_start(&sum, argv, &files) &&
	       process_wait(list, 1, 0) == PROCESS_ENDED && process_code(&sum) == 0 &&
	       pread(files.fd[1], key, HEX, 0) == HEX && strspn(key, "0123456789abcdef") >= HEX;
	key[HEX] = '\0';
	close(files.fd[0]);
	close(files.fd[1]);
	free(answer);
	return good;
}

bool cache_key(const struct command *c, const struct places *p, int in, char key[HEX + 1])
{
	char *path = places_in(p->folder, "key");
	FILE *to = fopen(path, "w");
	bool good = false;

	if (to) {
		put_tools(to, c, p);
		put_options(to, c);
		good = put_sources(to, c) && put_contents(to, in);
		good = fclose(to) == 0 && good && hash(p, path, key);
	}
	free(path);
	return good;
}

bool cache_key_included(const struct places *p, const char *first, const struct words *included,
			char key[HEX + 1])
{
	char *path = places_in(p->folder, "key");
	FILE *to = fopen(path, "w");
	bool good = to;

	if (to) {
		put_text(to, first);
		for (size_t i = 0; i < included->n && good; i++)
			good = put_file(to, included->word[i]);
		good = fclose(to) == 0 && good && hash(p, path, key);
	}
	free(path);
	return good;
}
