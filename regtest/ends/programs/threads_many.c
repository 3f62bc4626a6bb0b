/* Threads one after the other and at once, a mutex, thread-local variables, a detached thread.
   totals: no, stacks that libc keeps for later threads depend on their timing
   vbits: no, threads take turns as they like */
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static sem_t done;
static int shared;
static __thread int own = 5;

static void *add(void *p)
{
	int n = *(int *)p;
	own += n;
	for (int i = 0; i < 50; i++) {
		pthread_mutex_lock(&lock);
		shared += n;
		pthread_mutex_unlock(&lock);
	}
	sem_post(&done);
	return NULL;
}

int main(void)
{
	pthread_t t[4];
	int n[4];
	sem_init(&done, 0, 0);
	own = 6;
	for (int i = 0; i < 4; i++) {
		n[i] = i + 1;
		pthread_create(&t[i], NULL, add, &n[i]);
	}
	for (int i = 0; i < 3; i++)
		pthread_join(t[i], NULL);
	pthread_detach(t[3]);
	for (int i = 0; i < 4; i++)
		sem_wait(&done);
	printf("%d %d\n", shared, own); /* now: shared=500 */
	for (int i = 0; i < 40; i++) {
		pthread_create(&t[0], NULL, add, &n[0]);
		pthread_join(t[0], NULL);
	}
	printf("%d\n", shared);         /* now: shared=2500 */
	return 0;
}
