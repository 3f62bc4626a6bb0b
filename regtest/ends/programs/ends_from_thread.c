/* exit() from a thread while others wait.
   vbits: no, threads take turns as they like */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void *work(void *p)
{
	(void)p;
	puts("leaving from here");
	exit(9);
}

int main(void)
{
	pthread_t t;
	pthread_create(&t, NULL, work, NULL);
	for (;;)
		pause();
}
