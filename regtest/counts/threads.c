/* calls: step 720000, work 8, thread 8
 *
 * Eight threads, of which each does its own amount of work, in turns that the scheduler chooses. */
#include <pthread.h>

#define APART __attribute__((noinline, noclone))

static volatile int sum;

static APART void step(void)
{
	sum++;
}

static APART void work(int n)
{
	for (int i = 0; i < n; i++)
		step();
}

static APART void *thread(void *n)
{
	work((int)(long)n * 20000);
	return 0;
}

int main(void)
{
	pthread_t t[8];

	for (long i = 0; i < 8; i++)
		pthread_create(&t[i], 0, thread, (void *)(i + 1));
	for (int i = 0; i < 8; i++)
		pthread_join(t[i], 0);
	return 0;
}
