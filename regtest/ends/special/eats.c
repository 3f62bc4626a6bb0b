/* Takes blocks of 1000 bytes until there is none: says how many, unless it is ended before.  With
   an argument it asks for that many bytes at once. */
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
	long n = 0;
	if (argc > 1) {
		puts(malloc(strtoul(argv[1], NULL, 10)) ? "there" : "refused");
		return 0;
	}
	while (malloc(1000))
		n++;
	printf("%ld\n", n);
	return 3;
}
