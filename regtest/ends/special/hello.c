/* The smallest program that reads, computes and prints, on both streams. */
#include <stdio.h>

int main(int argc, char **argv)
{
	int sum = 0;
	for (int i = 0; i < 10; i++)
		sum += i;
	printf("sum %d, %d arguments\n", sum, argc);
	fprintf(stderr, "last %s\n", argv[argc - 1]);
	return 3;
}
