/* Enough steps for many blocks of the stream, then a line of output. */
#include <stdio.h>
#include <stdlib.h>

static unsigned table[256];

int main(int argc, char **argv)
{
	int n = argc > 1 ? atoi(argv[1]) : 300000;
	for (int i = 0; i < n; i++)
		table[i % 256] += (unsigned)i * 2654435761u;
	printf("done %u\n", table[7]);
	return 11;
}
