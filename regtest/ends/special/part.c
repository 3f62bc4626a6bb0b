/* Stops and resumes the recording; what changed meanwhile is known on the first line after. */
#include <stdio.h>
#include <stdlib.h>
#include "sppgrind.h"

static int total;

static void work(int n)
{
	for (int i = 0; i < n; i++)
		total += i;
}

int main(void)
{
	int *block = NULL, local = 0;
	work(3);
	SPPGRIND_STOP_RECORDING;
	block = malloc(2 * sizeof *block);
	block[1] = 8;
	local = 5;
	work(100);
	printf("unseen\n");
	SPPGRIND_START_RECORDING;
	local++;                        /* first */
	SPPGRIND_START_RECORDING;
	SPPGRIND_STOP_RECORDING;
	SPPGRIND_STOP_RECORDING;
	free(block);
	return 0;
}
