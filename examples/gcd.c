/* Euclid's greatest common divisor, as a loop and as a recursion. */
#include <stdio.h>

int loop(int a, int b)
{
	while (b != 0) {
		int rest = a % b;
		a = b;
		b = rest;
	}
	return a;
}

int recursion(int a, int b)
{
	return b == 0 ? a : recursion(b, a % b);
}

int main(void)
{
	printf("%d %d\n", loop(84, 36), recursion(84, 36));
	return 0;
}
