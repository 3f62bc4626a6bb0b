/* post: --columns
 * Steps within a line, where its parts have columns of their own. */
static int next(int n) { return n + 1; }

int main(void)
{
	int a = 0, b = 5;
	for (int i = 0; i < 2; i++) a += i;
	if (a == 1 && b == 5) a = next(a);
	return a - 2;
}
