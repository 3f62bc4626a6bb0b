// More steps than are shown without being asked for.
int main()
{
	int n = 0;

	for (int i = 0; i < 20000; i++)
		n += i;
	return n == 0;
}
