/* The main thread leaves with pthread_exit; the program ends when the last thread does.
   vbits: no, threads take turns as they like */
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

static void *work(void *p)
{
	(void)p;
	usleep(20000);
	puts("last thread");
	return NULL;
}

int main(void)
{
	pthread_t t;
	pthread_create(&t, NULL, work, NULL);
	pthread_detach(t);
	pthread_exit(NULL);
}
