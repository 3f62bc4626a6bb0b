/* Recursion, mutual recursion, and recursion with arrays in every frame. */
#include <stdio.h>

static int odd(unsigned n);

static int even(unsigned n)
{
	return n == 0 ? 1 : odd(n - 1);
}

static int odd(unsigned n)
{
	return n == 0 ? 0 : even(n - 1);
}

static int fib(int n)
{
	int a, b;
	if (n < 2)
		return n;
	a = fib(n - 1);
	b = fib(n - 2);
	return a + b;
}

static void hanoi(int n, char from, char to, char by, int *moves)
{
	if (n == 0)
		return;
	hanoi(n - 1, from, by, to, moves);
	++*moves;
	hanoi(n - 1, by, to, from, moves);
}

static int permute(char *s, int at)
{
	char here[4];
	int count = 0;
	for (int i = 0; i < 3; i++)
		here[i] = s[i];
	if (at == 2)
		return here[0] != here[1];
	for (int i = at; i < 3; i++) {
		char t = s[at];
		s[at] = s[i];
		s[i] = t;
		count += permute(s, at + 1);
		s[i] = s[at];
		s[at] = t;
	}
	return count;
}

static int ackermann(int m, int n)
{
	if (m == 0)
		return n + 1;
	return ackermann(m - 1, n == 0 ? 1 : ackermann(m, n - 1));
}

int main(void)
{
	int moves = 0;
	char letters[] = "abc";
	int answer = fib(6) + even(5) * 10 + ackermann(1, 3);

	hanoi(3, 'A', 'C', 'B', &moves);
	printf("%d %d %d\n", answer, moves, permute(letters, 0));
	return 0;
}
