/* compile: -O0 */
/* The same without debug information. */
#include <stdio.h>

int main(int argc, char **argv)
{
	printf("hello\n");
	fprintf(stderr, "%d %s\n", argc, argc > 1 ? argv[1] : "-");
	return argc;
}
