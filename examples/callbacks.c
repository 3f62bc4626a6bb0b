/* Functions as values: a table of them, and one that the library calls back. */
#include <stdio.h>
#include <stdlib.h>

int add(int a, int b) { return a + b; }
int times(int a, int b) { return a * b; }

int by_last_digit(const void *a, const void *b)
{
	return *(const int *)a % 10 - *(const int *)b % 10;
}

int main(void)
{
	int (*table[2])(int, int) = { add, times };
	int numbers[] = { 29, 41, 13, 35 };
	for (int i = 0; i < 2; i++)
		printf("%d ", table[i](6, 7));
	qsort(numbers, 4, sizeof numbers[0], by_last_digit);
	for (int i = 0; i < 4; i++)
		printf("%d ", numbers[i]);
	printf("\n");
	return 0;
}
