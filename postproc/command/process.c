/* Child processes; see process.h. */
#include "command/process.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/message.h"

enum { N_FILES = sizeof ((struct process_files *)0)->fd / sizeof(int) };

static sigset_t taken, before;
static int stop_signal;

void process_setup(void)
{
	static const int signals[] = { SIGCHLD, SIGINT, SIGTERM, SIGHUP, SIGQUIT };

	sigemptyset(&taken);
	for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++)
		sigaddset(&taken, signals[i]);
	sigprocmask(SIG_BLOCK, &taken, &before);
	prctl(PR_SET_CHILD_SUBREAPER, 1);
}

int process_stop_signal(void)
{
	return stop_signal;
}

/* First out of each other's way: what becomes 3 may be 4 now. */
static void move_descriptors(const struct process_files *f)
{
	int away[N_FILES];

	for (int i = 0; i < N_FILES; i++)
		away[i] = f->fd[i] < 0 ? -1 : fcntl(f->fd[i], F_DUPFD_CLOEXEC, N_FILES);
	for (int i = 0; i < N_FILES; i++)
		if (away[i] >= 0)
			dup2(away[i], i);
}

static void become(char *const argv[], const struct process_files *f)
{
	struct rlimit memory = { f->max_memory, f->max_memory };

	move_descriptors(f);
	if (f->max_memory)
		setrlimit(RLIMIT_AS, &memory);
	sigprocmask(SIG_SETMASK, &before, NULL);
	execvp(argv[0], argv);
}

/* The child tells why it could not become the program through a pipe that closes if it could. */
bool process_start(struct process *p, char *const argv[], const struct process_files *files)
{
	int tell[2], why = 0;

	if (pipe2(tell, O_CLOEXEC) != 0 || (p->pid = fork()) < 0) {
		message_warn("cannot start %s: %s", argv[0], strerror(errno));
		return false;
	}
	if (p->pid == 0) {
		become(argv, files);
		why = errno;
		if (write(tell[1], &why, sizeof why) < 0)
			_exit(126);
		_exit(127);
	}
	close(tell[1]);
	p->running = read(tell[0], &why, sizeof why) != sizeof why;
	close(tell[0]);
	if (!p->running) {
		waitpid(p->pid, &p->status, 0);
		message_warn("cannot run %s: %s", argv[0], strerror(why));
	}
	return p->running;
}

static void note_end(struct process *const list[], size_t n, pid_t pid, int status)
{
	for (size_t i = 0; i < n; i++)
		if (list[i]->running && list[i]->pid == pid) {
			list[i]->running = false;
			list[i]->status = status;
		}
}

static size_t count_running(struct process *const list[], size_t n)
{
	size_t running = 0;

	for (size_t i = 0; i < n; i++)
		running += list[i]->running;
	return running;
}

/* The signal; 0: the deadline passed. */
static int take_signal(double deadline)
{
	double left = deadline - clock_seconds();
	struct timespec wait = { 0 };
	int signo;

	if (deadline && left > 0) {
		wait.tv_sec = (time_t)left;
		wait.tv_nsec = (long)((left - floor(left)) * 1e9);
	}
	signo = deadline ? sigtimedwait(&taken, NULL, &wait) : sigwaitinfo(&taken, NULL);
	return signo > 0 ? signo : errno == EAGAIN ? 0 : SIGCHLD;
}

enum process_event process_wait(struct process *const list[], size_t n, double deadline)
{
	size_t running = count_running(list, n);
	pid_t pid;
	int status, signo;

	while (running > 0) {
		while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
			note_end(list, n, pid, status);
		if (count_running(list, n) < running)
			return PROCESS_ENDED;
		signo = take_signal(deadline);
		if (signo == 0)
			return PROCESS_LATE;
		if (signo != SIGCHLD) {
			stop_signal = signo;
			return PROCESS_STOPPED;
		}
	}
	return PROCESS_ENDED;
}

/* One of our children that is not keep; 0: there is none. */
static pid_t any_child_but(pid_t keep)
{
	char path[64];
	FILE *in;
	int pid = 0;

	snprintf(path, sizeof path, "/proc/self/task/%d/children", (int)getpid());
	in = fopen(path, "r");
	if (!in)
		return 0;
	do {
		if (fscanf(in, "%d", &pid) != 1)
			pid = 0;
	} while (pid == keep && pid != 0);
	fclose(in);
	return pid;
}

enum { KILLED_MAX = 10000 };                         /* of a program that goes on forking faster */

void process_kill(struct process *p, const struct process *keep)
{
	pid_t spared = keep && keep->running ? keep->pid : 0, other;

	if (p->running) {
		kill(p->pid, SIGKILL);
		waitpid(p->pid, &p->status, 0);
		p->running = false;
	}
	for (int i = 0; i < KILLED_MAX && (other = any_child_but(spared)) != 0; i++) {
		kill(other, SIGKILL);
		waitpid(other, NULL, 0);
	}
}

int process_code(const struct process *p)
{
	return WIFSIGNALED(p->status) ? 128 + WTERMSIG(p->status) : WEXITSTATUS(p->status);
}
