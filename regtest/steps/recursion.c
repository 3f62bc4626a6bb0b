/* Recursion on one line: each call has its return, with the value. */
static int factorial(int n) { return n < 2 ? 1 : n * factorial(n - 1); }

static int even(int n);
static int odd(int n) { return n == 0 ? 0 : even(n - 1); }
static int even(int n) { return n == 0 ? 1 : odd(n - 1); }

int main(void)
{
	int n = factorial(3);
	return even(2) + n - 7;
}
