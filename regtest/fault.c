/* Dies of a null pointer with a handler for another signal in place, after having used it. */
#include <signal.h>
#include <stdio.h>

static void handle(int n)
{
	printf("got %d\n", n);
}

int main(void)
{
	int *volatile nowhere = NULL;
	signal(SIGUSR1, handle);
	raise(SIGUSR1);
	*nowhere = 1;
	return 0;
}
