/* Where variables live: a global, a static one, locals that hide each other. */
#include <stdio.h>

int total;

int next(void)
{
	static int calls = 0;
	calls++;
	total += calls;
	return calls;
}

int main(void)
{
	int x = 1;
	{
		int x = 2;
		next();
		for (int x = 3; x < 5; x++)
			next();
		printf("%d ", x);
	}
	printf("%d %d\n", x, total);
	return 0;
}
