/* Two heap blocks, between which time goes by. */
#include <stdlib.h>
#include <time.h>

int main(void)
{
	struct timespec t = { .tv_nsec = 50000000 };
	char *first = malloc(1);

	nanosleep(&t, NULL);
	return malloc(2) == first;
}
