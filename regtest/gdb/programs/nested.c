/* Functions in functions (GNU C): their own variables, those of the function around them, passed as
 * callbacks, recursive, two deep.
 * compilers: gcc */
#include <stdio.h>
#include <stdlib.h>

static int each(const int *list, int n, int (*take)(int))
{
	int sum = 0;

	for (int i = 0; i < n; i++)
		sum += take(list[i]);
	return sum;
}

static int outer(int factor)
{
	int calls = 0;
	int list[4] = { 4, 1, 3, 2 };

	int scaled(int x)
	{
		int result = x * factor;

		int limit(int top)
		{
			calls++;
			return result > top ? top : result;
		}
		return limit(8);
	}

	int compare(const void *a, const void *b)
	{
		const int *x = a, *y = b;
		calls += 100;
		return factor > 0 ? *x - *y : *y - *x;
	}

	int power(int n)
	{
		return n ? factor * power(n - 1) : 1;
	}

	int sum = each(list, 4, scaled) + power(3);
	qsort(list, 4, sizeof *list, compare);
	return sum + list[0] + (calls > 4);
}

int main(void)
{
	int up = outer(3), down = outer(-2);

	printf("%d %d\n", up, down);
	return 0;
}
