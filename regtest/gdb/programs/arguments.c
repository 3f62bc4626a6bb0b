/* Arguments and the environment: pointers and strings that the kernel put on the stack.
 * args: first "two words" 42 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern char **environ;

static size_t total(char **list)
{
	size_t n = 0;
	for (char **p = list; *p; p++) {
		size_t length = strlen(*p);
		n += length;
	}
	return n;
}

int main(int argc, char *argv[])
{
	char *last = argv[argc - 1];
	int number = atoi(last);
	size_t length = total(argv + 1);
	int same = environ != NULL;

	setenv("SPP_TEST", "set here", 1);
	last = getenv("SPP_TEST");
	argv[1][0] = 'F';
	printf("%d %zu %s %s %d\n", number, length, argv[1], last, same);
	return 0;
}
