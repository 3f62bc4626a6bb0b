/* Child processes: to start them, to wait for them with a deadline, and to leave none behind.
 *
 * Orphans of children become our children (PR_SET_CHILD_SUBREAPER), so that a program that forks and
 * goes into the background is found.  The signals that should end us are blocked and taken while
 * waiting: nothing runs in a signal handler. */
#ifndef COMMAND_PROCESS_H
#define COMMAND_PROCESS_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct process { pid_t pid; bool running; int status; };     /* status: as waitpid() has it */

struct process_files {
	int fd[5];                                   /* becomes 0, 1, ...; -1: our own, or none */
	uint64_t max_memory;                         /* of address space; 0: no limit */
};

#define PROCESS_OUR_FILES { .fd = { -1, -1, -1, -1, -1 } }

enum process_event {
	PROCESS_ENDED,                               /* one of the list did, or none of it runs */
	PROCESS_LATE,                                /* the deadline passed */
	PROCESS_STOPPED,                             /* a signal asks us to end */
};

void process_setup(void);
/* False: it could not be started, after a message. */
bool process_start(struct process *p, char *const argv[], const struct process_files *files);
/* deadline: in seconds of clock_seconds(); 0: none. */
enum process_event process_wait(struct process *const list[], size_t n, double deadline);
/* The signal that asked us to end; 0: none did. */
int process_stop_signal(void);
/* Kills p and all other children but keep (NULL: none), with those that become ours thereby. */
void process_kill(struct process *p, const struct process *keep);
/* As a shell has it: the exit code, or 128 and the signal's number. */
int process_code(const struct process *p);
#endif
