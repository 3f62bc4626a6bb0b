/* Children by fork, one that exits, one that is killed, and one that outlives its parent's next
   steps; each changes the same variables, and only the parent's are recorded. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static int changed = 1;

int main(void)
{
	int status, *block = malloc(sizeof *block);
	*block = 1;
	pid_t pid = fork();
	if (pid == 0) {
		changed = 100;
		*block = 100;
		free(block);
		exit(5);
	}
	waitpid(pid, &status, 0);
	int code = WEXITSTATUS(status);
	changed++;
	pid = fork();
	if (pid == 0)
		for (;;)
			changed++;
	kill(pid, SIGKILL);
	waitpid(pid, &status, 0);
	int by = WTERMSIG(status);
	changed++;
	printf("%d %d %d\n", code, by, changed);        /* now: code=5 by=9 changed=3 */
	free(block);
	return 2;
}
