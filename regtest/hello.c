/* Prints on both streams; what several tests of options and messages run. */
#include <stdio.h>

int main(int argc, char **argv)
{
	printf("hello\n");
	fprintf(stderr, "%d %s\n", argc, argc > 1 ? argv[1] : "-");
	return argc;
}
