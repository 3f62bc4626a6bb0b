/* Forks while another thread waits below waits(); the child then has a thread of its own, with the
 * other one's number and a stack below that one's, which does 20 steps. */
#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>

#define APART __attribute__((noinline, noclone))

static volatile int sum;
static char stack[1 << 20] __attribute__((aligned(4096)));
static int ready[2], end[2];

static APART void step(void)
{
	sum++;
}

static APART void waits(void)
{
	char c = 0;

	if (write(ready[1], &c, 1) == 1 && read(end[0], &c, 1) == 1)
		step();
}

static void *waiting(void *unused)
{
	waits();
	return unused;
}

static void *stepping(void *unused)
{
	for (int i = 0; i < 20; i++)
		step();
	return unused;
}

int main(void)
{
	pthread_t t;
	pthread_attr_t here;
	char c;

	if (pipe(ready) || pipe(end) || pthread_create(&t, 0, waiting, 0) || read(ready[0], &c, 1) != 1)
		return 1;
	if (fork() == 0) {
		pthread_attr_init(&here);
		pthread_attr_setstack(&here, stack, sizeof stack);
		pthread_create(&t, &here, stepping, 0);
		pthread_join(t, 0);
		_exit(0);
	}
	wait(0);
	if (write(end[1], &c, 1) != 1)
		return 1;
	pthread_join(t, 0);
	return 0;
}
