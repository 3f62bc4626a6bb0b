/* vfork and exec, posix_spawn, system() and popen(): their output, their codes. */
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static int spawned(void)
{
	char *argv[] = { "sh", "-c", "exit 4", NULL };
	int status;
	pid_t pid;
	if (posix_spawnp(&pid, "sh", NULL, NULL, argv, NULL) != 0)
		return -1;
	waitpid(pid, &status, 0);
	return WEXITSTATUS(status);
}

int main(void)
{
	int status;
	pid_t pid = vfork();
	if (pid == 0) {
		execl("/bin/sh", "sh", "-c", "echo child; exit 3", (char *)NULL);
		_exit(127);
	}
	waitpid(pid, &status, 0);
	int first = WEXITSTATUS(status);
	int second = WEXITSTATUS(system("echo system; exit 6"));
	char line[20] = "";
	FILE *f = popen("echo popen", "r");
	fgets(line, sizeof line, f);
	int third = pclose(f), fourth = spawned();
	printf("%d %d %d %d %s", first, second, third, fourth, line);
	return 0;                       /* now: first=3 second=6 third=0 fourth=4 */
}
