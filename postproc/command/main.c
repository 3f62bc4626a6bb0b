/* spp-run: compiles a program, runs it under the recorder, writes its trace; docs/spp-run.md. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/message.h"
#include "command/cache.h"
#include "command/codes.h"
#include "command/compile.h"
#include "command/process.h"
#include "command/record.h"
#include "command/sandbox.h"

struct job {
	struct command c;
	struct places p;
	int out;                                     /* where the trace goes */
	int in;                                      /* what the program reads; -1: what we do */
	struct cache *cache;                         /* NULL: none */
};

static bool is_program(const char *path)
{
	struct stat st;

	if (stat(path, &st) == 0 && S_ISREG(st.st_mode) && access(path, X_OK) == 0)
		return true;
	message_warn("%s: %s", path, errno ? strerror(errno) : "neither source nor executable");
	return false;
}

/* Compiles if there is something to compile, and runs it.  trace: where to. */
static int compile_and_record(struct job *j, int trace, bool *lasting)
{
	char *messages = places_in(j->p.folder, "messages"), *work = places_in(j->p.folder, "work");
	struct record_files files = { j->in, trace, j->c.output && !j->cache,
				      j->c.is_source ? messages : NULL };
	char *program = NULL;
	int code = CODE_DONE;

	*lasting = false;
	if (j->c.is_source) {
		if (mkdir(work, 0777) != 0) {
			message_warn("%s: %s", work, strerror(errno));
			code = CODE_USAGE;
		} else
			code = compile_program(&j->c, &j->p, work, messages, &program);
	}
	if (code == CODE_COMPILE) {
		compile_write_error(&j->c, &j->p, messages, trace);
		*lasting = true;
	} else if (code == CODE_DONE)
		code = record_program(&j->c, &j->p, program ? program : j->c.source.word[0], &files,
				      lasting);
	free(program);
	free(messages);
	free(work);
	return code;
}

/* The result depends on the input: all of it is read first. */
static bool take_input(struct job *j)
{
	char *path = places_in(j->p.folder, "input");

	j->in = file_open_new(path);
	free(path);
	if (j->in < 0)
		return false;
	if (!file_copy(STDIN_FILENO, j->in)) {
		message_warn("cannot take the input: %s", strerror(errno));
		return false;
	}
	return true;
}

static int run_cached(struct job *j)
{
	int code, trace;
	bool lasting;

	code = cache_fetch(j->cache, j->out);
	if (code >= 0)
		return code;
	lseek(j->in, 0, SEEK_SET);
	if ((trace = cache_begin(j->cache)) < 0)
		return CODE_USAGE;
	code = compile_and_record(j, trace, &lasting);
	if (code != CODE_STOPPED && !cache_finish(j->cache, code, lasting, j->out))
		return CODE_USAGE;
	return code;
}

/* A terminal is read while the program runs, so there is nothing to look for. */
static int run(struct job *j)
{
	bool lasting;
	int code;

	if (!sandbox_works(&j->c, &j->p))
		return CODE_TOOL;
	if (!j->c.cache || isatty(STDIN_FILENO))
		return compile_and_record(j, j->out, &lasting);
	if (!take_input(j) || !(j->cache = cache_open(&j->c, &j->p, j->in)))
		return CODE_USAGE;
	code = run_cached(j);
	cache_close(j->cache);
	return code;
}

/* Files that we open must not take the numbers of the standard ones, should these be closed. */
static bool have_standard_files(const struct command *c)
{
	bool good = c->output || fcntl(STDOUT_FILENO, F_GETFD) >= 0;

	if (!good)
		message_warn("standard output is closed");
	for (int fd = 0; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0)
			good = open("/dev/null", O_RDWR) == fd && good;
	return good;
}

/* Before anything is done, so that a wrong place is known at once. */
static bool open_trace(struct job *j)
{
	j->out = STDOUT_FILENO;
	return !j->c.output || (j->out = file_open_new(j->c.output)) >= 0;
}

/* A full disk may show only here. */
static int close_trace(struct job *j, int code)
{
	if (!j->c.output || close(j->out) == 0)
		return code;
	message_warn("%s: %s", j->c.output, strerror(errno));
	return CODE_USAGE;
}

/* We end by the signal that was sent to us, as the shell expects. */
static void end_as_asked(void)
{
	sigset_t none;

	signal(process_stop_signal(), SIG_DFL);
	raise(process_stop_signal());
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

int main(int argc, char **argv)
{
	struct job j = { .in = -1 };
	int code = CODE_USAGE;

	message_speaker("spp-run");
	switch (command_parse(&j.c, argc, argv)) {
	case COMMAND_GO:    break;
	case COMMAND_DONE:  return fclose(stdout) == 0 ? CODE_DONE : CODE_USAGE;
	case COMMAND_WRONG: return CODE_USAGE;
	}
	process_setup();
	unsetenv("VALGRIND_OPTS");                   /* they are for other tools */
	if (have_standard_files(&j.c) && (j.c.is_source || is_program(j.c.source.word[0])) &&
	    places_find(&j.p) && open_trace(&j))
		code = close_trace(&j, run(&j));
	places_free(&j.p);
	command_free(&j.c);
	if (process_stop_signal())
		end_as_asked();
	return code;
}
