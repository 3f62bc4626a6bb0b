/* The compiler; see compile.h. */
#include "command/compile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/message.h"
#include "command/codes.h"
#include "command/process.h"
#include "command/sandbox.h"

/* A compiler takes its time whatever the limit of the program is. */
enum { COMPILE_SECONDS = 30, NOT_FOUND = 127 };

void compile_compiler(const struct command *c, struct words *to)
{
	const char *name = getenv(c->is_cxx ? "CXX" : "CC");

	if (!name || !*name || !words_split(to, name))
		words_add(to, c->is_cxx ? "c++" : "cc");
}

/* The name of the first source, without its ending. */
static char *program_name(const struct command *c, const char *work)
{
	char *path = places_in(work, places_base(c->source.word[0]));

	*strrchr(path, '.') = '\0';
	if (path[strlen(path) - 1] == '/')           /* the source is called ".c" */
		strcat(path, "a");
	return path;
}

/* Messages are to be read by programs too: in English, without colours.  A compiler that is killed
 * leaves temporary files behind: they are in a folder that goes with us. */
static void add_compiler(struct words *w, const struct command *c, const char *folder)
{
	words_add(w, "env");
	words_add(w, "LC_ALL=C");
	words_printf(w, "TMPDIR=%s", folder);
	compile_compiler(c, w);
}

/* Libraries among the flags have to come behind the sources. */
static void add_sources(struct words *w, const struct command *c)
{
	words_add_all(w, &c->source);
	if (c->standard)
		words_printf(w, "-std=%s", c->standard);
	words_add_all(w, &c->cflags);
}

static void compile_command(struct words *w, const struct command *c, const char *work,
			    const char *program)
{
	add_compiler(w, c, work);
	words_add(w, "-fdiagnostics-color=never");
	words_add(w, "-g");
	words_printf(w, "-O%s", c->level);
	words_add(w, "-fno-omit-frame-pointer");
	words_add(w, "-o");
	words_add(w, program);
	add_sources(w, c);
	words_add(w, "-lm");
}

static bool can_be_read(const struct command *c)
{
	for (size_t i = 0; i < c->source.n; i++)
		if (access(c->source.word[i], R_OK) != 0) {
			message_warn("%s: %s", c->source.word[i], strerror(errno));
			return false;
		}
	return true;
}

static double deadline_of(const struct command *c)
{
	if (c->time_limit == 0)
		return 0;
	return clock_seconds() + (c->time_limit > COMPILE_SECONDS ? c->time_limit : COMPILE_SECONDS);
}

/* The exit code, as CODE_*. */
static int run_compiler(const struct command *c, struct words *w, int out, int err)
{
	struct process_files files = PROCESS_OUR_FILES;
	struct process compiler, *const list[] = { &compiler };
	enum process_event event;

	files.fd[0] = open("/dev/null", O_RDONLY | O_CLOEXEC);
	files.fd[1] = out;
	files.fd[2] = err;
	if (!process_start(&compiler, w->word, &files)) {
		close(files.fd[0]);
		return CODE_TOOL;
	}
	close(files.fd[0]);
	event = process_wait(list, 1, deadline_of(c));
	process_kill(&compiler, NULL);
	if (event == PROCESS_STOPPED)
		return CODE_STOPPED;
	if (event == PROCESS_LATE) {
		message_warn("the compiler takes too long");
		return CODE_LIMIT;
	}
	return process_code(&compiler) == 0 ? CODE_DONE
	       : process_code(&compiler) == NOT_FOUND ? CODE_TOOL : CODE_COMPILE;
}

static void pass_on(int messages)
{
	lseek(messages, 0, SEEK_SET);
	if (!file_copy(messages, STDERR_FILENO))
		message_warn("cannot write to standard error: %s", strerror(errno));
}

int compile_program(const struct command *c, const struct places *p, const char *work,
		    const char *messages, char **program)
{
	struct words w = { 0 };
	int said, code;

	if (!can_be_read(c))
		return CODE_USAGE;
	if ((said = file_open_new(messages)) < 0)
		return CODE_USAGE;
	*program = program_name(c, work);
	sandbox_add(&w, c, p, work, true);
	compile_command(&w, c, work, *program);
	code = run_compiler(c, &w, said, said);
	if (code != CODE_STOPPED)
		pass_on(said);
	close(said);
	words_free(&w);
	return code;
}

/* Of "main.o: main.c other.h \", the names behind the colon. */
static bool take_rules(char *text, struct words *to)
{
	struct words all = { 0 };
	bool good;

	for (char *cut = text; (cut = strstr(cut, "\\\n")) != NULL; )
		cut[0] = cut[1] = ' ';
	good = words_split(&all, text);
	for (size_t i = 0; good && i < all.n; i++)
		if (all.word[i][strlen(all.word[i]) - 1] != ':')
			words_add(to, all.word[i]);
	words_free(&all);
	return good;
}

static bool read_rules(int fd, struct words *to)
{
	struct buf text = { 0 };
	char piece[4096];
	ssize_t n;
	bool good;

	lseek(fd, 0, SEEK_SET);
	while ((n = read(fd, piece, sizeof piece)) > 0)
		buf_add(&text, piece, (size_t)n);
	buf_add(&text, "", 1);
	good = n == 0 && take_rules(text.data, to);
	buf_free(&text);
	return good;
}

bool compile_included(const struct command *c, const struct places *p, struct words *to)
{
	char *path = places_in(p->folder, "rules");
	int fd = file_open_new(path), nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
	struct words w = { 0 };
	bool good;

	sandbox_add(&w, c, p, p->folder, true);
	add_compiler(&w, c, p->folder);
	words_add(&w, "-MM");
	add_sources(&w, c);
	good = fd >= 0 && run_compiler(c, &w, fd, nowhere) == CODE_DONE && read_rules(fd, to);
	close(fd);
	close(nowhere);
	words_free(&w);
	free(path);
	return good;
}

void compile_write_error(const struct command *c, const struct places *p, const char *messages,
			 int out)
{
	struct process_files files = PROCESS_OUR_FILES;
	struct process post, *const list[] = { &post };
	struct words w = { 0 };

	if (strcmp(c->format, "opt") && strcmp(c->format, "seepp") && strcmp(c->format, "both"))
		return;
	words_add(&w, p->spp_post);
	words_add(&w, "compile-error");
	words_printf(&w, "--dialect=%s", c->format);
	words_printf(&w, "--code=%s", c->source.word[0]);
	words_add(&w, messages);
	files.fd[1] = out;
	if (process_start(&post, w.word, &files))
		process_wait(list, 1, 0);
	words_free(&w);
}
