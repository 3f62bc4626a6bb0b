/* Calls step 3000000 times, while a timer's handler runs now and then: between a call and the
 * function that it leads to, too. */
#include <signal.h>
#include <sys/time.h>

static volatile int sum;

static __attribute__((noinline, noclone)) void step(void)
{
	sum++;
}

static void handler(int signo)
{
	sum--;
}

int main(void)
{
	struct itimerval often = { { 0, 1000 }, { 0, 1000 } }, never = { { 0, 0 }, { 0, 0 } };

	signal(SIGALRM, handler);
	setitimer(ITIMER_REAL, &often, 0);
	for (int i = 0; i < 3000000; i++)
		step();
	setitimer(ITIMER_REAL, &never, 0);
	return 0;
}
