/* Invalid frees: one that is suppressed, one that comes again, one of another address. */
#include <stdlib.h>

static void again(void *p)
{
	free(p);
}

int main(void)
{
	int local = 0;
	char *p = malloc(10);

	again(p);
	again(p);
	for (int i = 0; i < 3; i++)
		free(p);
	free(&local);
	return 0;
}
