/* Ending by exit from a nested call, with atexit handlers, a constructor and a destructor. */
#include <stdio.h>
#include <stdlib.h>

static int level;
static const char *stage = "none";

__attribute__((constructor)) static void before(void)
{
	stage = "constructed";
	level = 1;
}

__attribute__((destructor)) static void after(void)
{
	level = -level;
}

static void first(void)
{
	int local = level;
	level = local + 100;
}

static void second(void)
{
	stage = "ending";
	level += 10;
}

static void leave(int depth)
{
	int here = depth + level;
	if (depth == 0)
		exit(here);
	leave(depth - 1);
}

int main(void)
{
	atexit(first);
	atexit(second);
	printf("%s\n", stage);
	leave(2);
	return 0;
}
