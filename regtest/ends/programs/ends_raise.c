/* The program kills itself with a signal that has no handler, after a thread has ended: the
   thread's exit must not be taken for the program's.
   totals: no
   vbits: no, threads take turns as they like */
#include <pthread.h>
#include <signal.h>
#include <stdio.h>

static void *work(void *p)
{
	return p;
}

int main(void)
{
	pthread_t t;
	pthread_create(&t, NULL, work, NULL);
	pthread_join(t, NULL);
	puts("joined");
	raise(SIGTERM);
	return 0;
}
