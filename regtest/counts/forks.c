/* Does 5 steps, then has three children, which do 100, 200 and 300; one is killed by a signal.  Then
 * 7 more, and a fourth child that becomes another program. */
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define APART __attribute__((noinline, noclone))

static volatile int sum;

static APART void step(void)
{
	sum++;
}

static APART void steps(int n)
{
	for (int i = 0; i < n; i++)
		step();
}

int main(void)
{
	steps(5);
	for (int child = 1; child <= 3; child++)
		if (fork() == 0) {
			steps(100 * child);
			if (child == 3)
				raise(SIGTERM);
			exit(child);
		}
	while (wait(0) > 0)
		;
	steps(7);
	if (fork() == 0) {
		steps(1);
		execl("/bin/true", "true", (char *)0);
	}
	wait(0);
	return 0;
}
