/* exit in the middle of main: what it runs is behind the program's end; but a fault there is shown. */
#include <stdlib.h>

static int *nowhere;

static void at_the_end(void)
{
	int n = 1;
	*nowhere = n;
}

static void leave(int n)
{
	exit(n);
}

int main(void)
{
	atexit(at_the_end);
	leave(3);
	return 0;
}
