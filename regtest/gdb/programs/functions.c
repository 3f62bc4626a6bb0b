/* Function pointers: in tables, structs, parameters and results; to static and libc functions. */
#include <stdio.h>
#include <stdlib.h>

typedef int (*operation)(int, int);
struct command { char name; operation run; void (*after)(void); };

static int runs;

static int add(int a, int b)
{
	return a + b;
}

static int multiply(int a, int b)
{
	return a * b;
}

static void count(void)
{
	runs++;
}

static operation choose(char c)
{
	return c == '+' ? add : c == '*' ? multiply : NULL;
}

static int fold(operation f, const int *v, int n)
{
	int result = v[0];
	for (int i = 1; i < n; i++)
		result = f(result, v[i]);
	return result;
}

int main(void)
{
	struct command table[] = { { '+', add, count }, { '*', multiply, NULL } };
	operation (*chooser)(char) = choose;
	int (*absolute)(int) = abs;
	operation f = chooser('-');
	int v[] = { 2, 3, 4 }, total = 0;

	for (int i = 0; i < 2; i++) {
		total += fold(table[i].run, v, 3);
		if (table[i].after)
			table[i].after();
	}
	f = chooser('*');
	total = f(total, -1);
	total = absolute(total);
	f = &add;
	printf("%d %d %d\n", total, runs, (*f)(1, 2));
	return 0;
}
