/* Two children, of which one execs, and input that parent and child share. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
	char line[20];
	for (int i = 0; i < 2; i++) {
		if (fork() == 0) {
			if (i == 0)
				_exit(write(1, "first child\n", 12) != 12);
			execl("/bin/echo", "echo", "second child", (char *)NULL);
			_exit(127);
		}
		wait(NULL);
	}
	if (!fgets(line, sizeof line, stdin))
		return 1;
	printf("read %s", line);
	execl("/bin/false", "false", (char *)NULL);
	return 2;
}
