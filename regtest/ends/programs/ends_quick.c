/* _exit(): no handlers run, what stdio holds is lost, and the recording still ends properly. */
#include <stdlib.h>
#include <unistd.h>

static void never(void)
{
	write(1, "never\n", 6);
}

int main(void)
{
	atexit(never);
	write(1, "now\n", 4);
	_exit(300);
}
