/* What threads hold: in their stacks, and in their own thread-local storage.
 * vbits: no, threads take turns as they like */
#include <pthread.h>
#include "../check.h"

static _Thread_local int *own;
static pthread_barrier_t barrier;

static void *work(void *unused)
{
	int *local = malloc(12);

	own = malloc(28);
	own[0] = local[0] = 1;
	pthread_barrier_wait(&barrier);
	pthread_barrier_wait(&barrier);
	free(local);
	own = NULL;
	return unused;
}

int main(int argc, char **argv)
{
	pthread_t thread;

	WANTED(argc, argv);
	pthread_barrier_init(&barrier, NULL, 2);
	own = malloc(20);
	pthread_create(&thread, NULL, work, NULL);
	pthread_barrier_wait(&barrier);
	CHECK;
	pthread_barrier_wait(&barrier);
	pthread_join(thread, NULL);
	CHECK;
	own = NULL;
	CHECK;
	return 0;
}
