/* exit() from deep inside, with atexit handlers and text not yet flushed. */
#include <stdio.h>
#include <stdlib.h>

static void last(void)
{
	printf("atexit\n");
}

static void leave(int depth)
{
	if (depth == 0) {
		printf("leaving");
		exit(42);
	}
	leave(depth - 1);
}

int main(void)
{
	atexit(last);
	leave(5);
}
