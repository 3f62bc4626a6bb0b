/* Each call of a function has variables of its own. */
#include <stdio.h>

int factorial(int n)
{
	int rest;
	if (n <= 1)
		return 1;
	rest = factorial(n - 1);
	return n * rest;
}

int main(void)
{
	int five = factorial(5);
	printf("5! = %d\n", five);
	return 0;
}
