/* Does 4 steps, fails to become a program that is not there, does 2 more, and becomes another. */
#include <unistd.h>

static volatile int sum;

static __attribute__((noinline, noclone)) void step(void)
{
	sum++;
}

int main(void)
{
	for (int i = 0; i < 4; i++)
		step();
	execl("/nonexistent/program", "program", (char *)0);
	step();
	step();
	execl("/bin/true", "true", (char *)0);
	return 1;
}
