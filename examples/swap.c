/* A function that gets copies cannot swap; one that gets addresses can. */
#include <stdio.h>

void swap_copies(int a, int b)
{
	int t = a;
	a = b;
	b = t;
}

void swap(int *a, int *b)
{
	int t = *a;
	*a = *b;
	*b = t;
}

int main(void)
{
	int x = 1, y = 2;
	swap_copies(x, y);
	printf("%d %d\n", x, y);
	swap(&x, &y);
	printf("%d %d\n", x, y);
	return 0;
}
