/* Writes of which a part lies behind their block, and at places that depend on what was never set: an
   error is reported in the middle of the instruction, and what it writes is shown all the same. */
#include <stdlib.h>

static int table[4];

int main(void)
{
	int *block = malloc(3 * sizeof *block), *unset = malloc(sizeof *unset);
	int sum = 0;

	block[0] = block[1] = block[2] = 1;
	*(volatile long long *)(block + 2) = 0x2222222211111111;
	sum += block[2];
	table[(*unset & 0) + 1] = 77;
	sum += table[1];
	block[0] = sum;
	free(block);
	free(unset);
	return sum == 0;
}
