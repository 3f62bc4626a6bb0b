/* The recorder and spp-post in a pipe; see record.h.
 *
 * We hold the pipe's writing end until the program has ended and the file "ending" says what is known
 * about that: only then does spp-post see the recording's end, and reads the file. */
#include "command/record.h"

#include <errno.h>
#include <fcntl.h>
#include <json.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/message.h"
#include "command/codes.h"
#include "command/process.h"
#include "command/sandbox.h"

/* What Valgrind itself may need besides the program's heap: its own and its shadow of memory. */
static const uint64_t own_memory = UINT64_C(1) << 30;
enum { MEMORY_FACTOR = 3 };
/* Between asking a program to end and killing it. */
static const double grace = 1;

struct recording {
	const struct command *c;
	const struct places *p;
	struct process program, post;
	int pipe[2], log, nowhere;
	char *ending, *summary;
	bool late, killed;                           /* at the time limit; by us in any way */
	double began;
};

static void say_ending(const struct recording *r, const char *words)
{
	FILE *out = fopen(r->ending, "w");

	if (!out || fprintf(out, "%s\n", words) < 0 || fclose(out) != 0)
		message_warn("%s: %s", r->ending, strerror(errno));
}

static bool is_among(const char *format, const char *const *names)
{
	while (*names && strcmp(format, *names) != 0)
		names++;
	return *names != NULL;
}

/* What it cost they do not say: not to count is faster. */
static bool shows_only_steps(const char *format)
{
	static const char *const formats[] = { "opt", "seepp", "both", "vgtrace", "steps", NULL };

	return is_among(format, formats);
}

static void add_recorder(struct words *w, const struct recording *r, const char *program)
{
	sandbox_add(w, r->c, r->p, r->p->folder, false);
	words_add(w, r->p->valgrind);
	words_add(w, "-q");
	words_add(w, "--tool=sppgrind");
	words_add(w, "--vgdb=no");
	words_add(w, "--sppgrind-out-fd=3");
	words_add(w, "--log-fd=4");
	if (shows_only_steps(r->c->format))
		words_add(w, "--profile=no");
	if (r->c->memory_limit)
		words_printf(w, "--max-heap=%llu", (unsigned long long)r->c->memory_limit);
	words_add_all(w, &r->c->record);
	words_add(w, program);
	words_add_all(w, &r->c->args);
}

static bool start_recorder(struct recording *r, const char *program, const struct record_files *files)
{
	struct process_files f = PROCESS_OUR_FILES;
	struct words w = { 0 };
	bool good;

	add_recorder(&w, r, program);
	f.fd[0] = files->in;
	f.fd[1] = f.fd[2] = files->pass_output ? -1 : r->nowhere;
	f.fd[3] = r->pipe[1];
	f.fd[4] = r->log;
	if (r->c->memory_limit)
		f.max_memory = MEMORY_FACTOR * r->c->memory_limit + own_memory;
	good = process_start(&r->program, w.word, &f);
	words_free(&w);
	return good;
}

/* Progress only where it does not mix with what the program writes, or the trace. */
static bool shows_progress(const struct record_files *files)
{
	return isatty(STDERR_FILENO) && !(files->pass_output && isatty(STDOUT_FILENO)) &&
	       !isatty(files->trace);
}

/* A front end has no use for a trace that its browser cannot hold. */
static bool is_read_as_a_whole(const char *format)
{
	static const char *const others[] = { "steps", "info", "dump", NULL };

	return !is_among(format, others);
}

static bool start_post(struct recording *r, const struct record_files *files)
{
	struct process_files f = PROCESS_OUR_FILES;
	struct words w = { 0 };
	bool good;

	words_add(&w, r->p->spp_post);
	words_add(&w, r->c->format);
	words_printf(&w, "--ending=%s", r->ending);
	words_printf(&w, "--summary=%s", r->summary);
	if (is_read_as_a_whole(r->c->format))
		words_add(&w, "--max-size=100000000");
	if (files->messages)
		words_printf(&w, "--build-output=%s", files->messages);
	if (shows_progress(files))
		words_add(&w, "--progress");
	words_add_all(&w, &r->c->post);
	f.fd[0] = r->pipe[0];
	f.fd[1] = files->trace;
	good = process_start(&r->post, w.word, &f);
	words_free(&w);
	return good;
}

static void time_is_up(struct recording *r)
{
	char words[100];

	snprintf(words, sizeof words, "The program was ended here: the time limit of %g s was reached.",
		 r->c->time_limit);
	say_ending(r, words);
	r->late = true;
	kill(r->program.pid, SIGTERM);
}

/* Until the program or spp-post has ended.  False: we are to end. */
static bool wait_for_program(struct recording *r)
{
	struct process *const both[] = { &r->program, &r->post };
	double deadline = r->c->time_limit ? clock_seconds() + r->c->time_limit : 0;

	while (r->program.running && r->post.running)
		switch (process_wait(both, 2, deadline)) {
		case PROCESS_ENDED:
			break;
		case PROCESS_STOPPED:
			return false;
		case PROCESS_LATE:
			if (r->late)
				process_kill(&r->program, &r->post);
			else
				time_is_up(r);
			deadline = clock_seconds() + grace;
		}
	return true;
}

/* At its end: memory errors may have filled it before. */
static bool log_has(const struct recording *r, const char *words)
{
	char text[65536];
	off_t end = lseek(r->log, 0, SEEK_END), room = sizeof text - 1;
	ssize_t n = pread(r->log, text, sizeof text - 1, end > room ? end - room : 0);

	text[n > 0 ? n : 0] = '\0';
	return strstr(text, words) != NULL;
}

/* The program is gone: what can be said of it that is not in its recording. */
static void explain_end(struct recording *r)
{
	if (r->late || r->killed)
		return;
	if (WIFSIGNALED(r->program.status) && WTERMSIG(r->program.status) == SIGKILL)
		say_ending(r, "The program was killed here (SIGKILL).");
	else if (r->c->memory_limit && log_has(r, "out of memory"))
		say_ending(r, "The program was ended here: it needs more memory than the limit allows.");
}

/* False: we are to end. */
static bool run_both(struct recording *r)
{
	struct process *const post[] = { &r->post };

	if (!wait_for_program(r))
		return false;
	r->killed = r->program.running;              /* spp-post has seen enough, or has failed */
	process_kill(&r->program, &r->post);         /* and what it has started, in any case */
	explain_end(r);
	close(r->pipe[1]);
	r->pipe[1] = -1;
	while (r->post.running)
		if (process_wait(post, 1, 0) == PROCESS_STOPPED)
			return false;
	return true;
}

static const char *text_of(struct json_object *summary, const char *key)
{
	struct json_object *o;

	return json_object_object_get_ex(summary, key, &o) ? json_object_get_string(o) : "";
}

static long long number_of(struct json_object *summary, const char *key)
{
	struct json_object *o;

	return json_object_object_get_ex(summary, key, &o) ? json_object_get_int64(o) : 0;
}

static int code_of(struct json_object *summary)
{
	const char *ended = text_of(summary, "ended");

	if (strcmp(text_of(summary, "limit"), "none") != 0)
		return CODE_LIMIT;
	if (!strcmp(ended, "step limit") || !strcmp(ended, "heap limit") ||
	    !strcmp(ended, "from outside"))
		return CODE_LIMIT;
	if (!strcmp(ended, "signal") || !strcmp(ended, "error"))
		return CODE_PROGRAM;
	return !strcmp(ended, "exit") && number_of(summary, "code") ? CODE_PROGRAM : CODE_DONE;
}

/* What Valgrind says before it knows of its log goes where the program's messages go. */
static void explain_failure(const struct recording *r, struct json_object *summary)
{
	if (!summary)
		message_warn("spp-post ended with %d", process_code(&r->post));
	else if (number_of(summary, "bytes") == 0)
		message_warn("%s did not start the recorder (is the tool sppgrind there?)", r->p->valgrind);
	lseek(r->log, 0, SEEK_SET);
	if (!file_copy(r->log, STDERR_FILENO))
		message_warn("cannot write to standard error: %s", strerror(errno));
}

/* For people: what came out of it, once it is in its file. */
static void report(const struct recording *r, struct json_object *summary)
{
	if (r->c->output && isatty(STDERR_FILENO))
		fprintf(stderr, "spp-run: %s: %lld steps of %.1f kB of recording, %.1f s\n", r->c->output,
			number_of(summary, "steps"), (double)number_of(summary, "bytes") / 1e3,
			clock_seconds() - r->began);
}

static int result(const struct recording *r, bool *lasting)
{
	enum { POST_DONE, POST_NOTHING, POST_USAGE };
	int post = process_code(&r->post), code = CODE_TOOL;
	struct json_object *summary;

	*lasting = false;
	if (post == POST_NOTHING && r->late)
		return CODE_LIMIT;
	if (post == POST_USAGE || post == 128 + SIGPIPE)
		return CODE_USAGE;
	summary = json_object_from_file(r->summary);
	if (post != POST_DONE)
		explain_failure(r, summary);
	if (post == POST_DONE && summary) {
		code = code_of(summary);
		*lasting = strcmp(text_of(summary, "ended"), "from outside") != 0;
		report(r, summary);
	}
	json_object_put(summary);
	return code;
}

static bool open_files(struct recording *r, char *log)
{
	r->log = file_open_new(log);
	r->nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
	if (pipe2(r->pipe, O_CLOEXEC) == 0)
		return r->log >= 0 && r->nowhere >= 0;
	message_warn("cannot make a pipe: %s", strerror(errno));
	return false;
}

int record_program(const struct command *c, const struct places *p, const char *program,
		   const struct record_files *files, bool *lasting)
{
	struct recording r = { .c = c, .p = p, .pipe = { -1, -1 }, .log = -1, .nowhere = -1,
			       .began = clock_seconds() };
	char *log = places_in(p->folder, "log");
	int code = CODE_TOOL;

	r.ending = places_in(p->folder, "ending");
	r.summary = places_in(p->folder, "summary");
	if (open_files(&r, log) && start_recorder(&r, program, files)) {
		if (!start_post(&r, files))
			process_kill(&r.program, NULL);
		else if (run_both(&r))
			code = result(&r, lasting);
		else {
			process_kill(&r.program, NULL);
			code = CODE_STOPPED;
		}
	}
	for (int i = 0; i < 2; i++)
		close(r.pipe[i]);
	close(r.log);
	close(r.nowhere);
	free(log);
	free(r.ending);
	free(r.summary);
	return code;
}
