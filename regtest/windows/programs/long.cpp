// More steps than are shown without being asked for, and a table that changes
// where it is not shown.
static int table[2000];

int main()
{
	int n = 0;

	for (int i = 0; i < 20000; i++) {
		n += i;
		if (i % 1000 == 5)
			table[i / 10] = n;
	}
	return n == 0;
}
