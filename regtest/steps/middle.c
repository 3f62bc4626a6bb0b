/* A fault in the middle of a line, where an error is reported too: what the line has behind it is
   no step. */
// post: --every=statement
static int table[4], *nowhere;

static int sum(int n)
{
	return table[n & 3] + table[n] + *nowhere + table[(n + 1) & 3] + (n ? table[2] : 0);
}

int main(void)
{
	int n = 1;

	return sum(n);
}
