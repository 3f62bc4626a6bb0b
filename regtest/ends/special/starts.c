/* Replaces itself by argv[1], or with -f starts it as a child and waits. */
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	int as_child = argc > 2 && strcmp(argv[1], "-f") == 0, status = 0;
	int before = 1;
	if (as_child && fork() != 0) {
		wait(&status);
		for (int i = 0; i < 1000; i++)
			before++;
		printf("child %d, %d\n", WEXITSTATUS(status), before);
		return 1;
	}
	execl(argv[1 + as_child], argv[1 + as_child], "again", (char *)NULL);
	return 127;
}
