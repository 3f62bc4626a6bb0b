/* A daemon: fork, the parent exits, setsid, fork again.  The recording is the parent's and ends
   when it does; the pipe says when the grandchild is through. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static int become(void)
{
	if (fork() != 0)
		return 0;
	setsid();
	if (fork() != 0)
		_exit(0);
	return 1;
}

int main(void)
{
	int wait[2];
	char c;
	if (pipe(wait) != 0)
		return 1;
	if (become()) {
		write(1, "daemon\n", 7);
		_exit(8);
	}
	close(wait[1]);
	read(wait[0], &c, 1);
	puts("parent");
	return 3;
}
