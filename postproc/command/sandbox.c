/* bubblewrap; see sandbox.h. */
#include "command/sandbox.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/message.h"
#include "command/process.h"

static void bind_read_only(struct words *w, const char *path)
{
	words_add(w, "--ro-bind");
	words_add(w, path);
	words_add(w, path);
}

/* What is needed, and may lie in the /tmp that is hidden: the tools, the current folder and those of
 * the sources. */
static void show_again(struct words *w, const struct command *c, const struct places *p)
{
	char path[PATH_MAX];

	bind_read_only(w, p->prefix);
	if (getcwd(path, sizeof path) && strcmp(path, "/") != 0)
		bind_read_only(w, path);
	for (size_t i = 0; i < c->source.n; i++) {
		char *slash;
		if (!realpath(c->source.word[i], path) || !(slash = strrchr(path, '/')) || slash == path)
			continue;
		*slash = '\0';
		bind_read_only(w, path);
	}
}

void sandbox_add(struct words *w, const struct command *c, const struct places *p, const char *work,
		 bool writable)
{
	static const char *const all[] = {
		"bwrap", "--unshare-all", "--die-with-parent", "--new-session", "--ro-bind", "/", "/",
		"--dev", "/dev", "--proc", "/proc", "--tmpfs", "/tmp", "--setenv", "TMPDIR", "/tmp",
	};
	char cwd[PATH_MAX];

	if (!c->sandbox)
		return;
	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
		words_add(w, all[i]);
	show_again(w, c, p);
	words_add(w, writable ? "--bind" : "--ro-bind");
	words_add(w, work);
	words_add(w, work);
	if (getcwd(cwd, sizeof cwd)) {
		words_add(w, "--chdir");
		words_add(w, cwd);
	}
	words_add(w, "--");
}

static bool is_installed(void)
{
	const char *path = getenv("PATH");

	while (path && *path) {
		char file[PATH_MAX];
		size_t len = strcspn(path, ":");
		if (len + sizeof "/bwrap" <= sizeof file) {
			memcpy(file, path, len);
			memcpy(file + len, "/bwrap", sizeof "/bwrap");
			if (access(file, X_OK) == 0)
				return true;
		}
		path += len + (path[len] == ':');
	}
	return false;
}

bool sandbox_works(const struct command *c, const struct places *p)
{
	struct process_files files = PROCESS_OUR_FILES;
	struct process probe, *const list[] = { &probe };
	struct words w = { 0 };
	bool good;

	if (!c->sandbox)
		return true;
	if (!is_installed()) {
		message_warn("--sandbox: bubblewrap is not installed (the program bwrap)");
		return false;
	}
	sandbox_add(&w, c, p, p->folder, true);
	words_add(&w, "true");
	good = process_start(&probe, w.word, &files) && process_wait(list, 1, 0) == PROCESS_ENDED &&
	       process_code(&probe) == 0;
	if (!good)
		message_warn("--sandbox: bubblewrap cannot make one here");
	words_free(&w);
	return good;
}
