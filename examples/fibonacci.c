/* Two calls in one function: a tree of calls, walked branch by branch. */
#include <stdio.h>

int fibonacci(int n)
{
	if (n < 2)
		return n;
	return fibonacci(n - 1) + fibonacci(n - 2);
}

int main(void)
{
	for (int i = 0; i < 7; i++)
		printf("%d ", fibonacci(i));
	printf("\n");
	return 0;
}
