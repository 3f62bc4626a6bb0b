// A signal behind a call that has returned, in the rest of the caller's line.
static int *nothing(int n)
{
	int *p = nullptr;

	return n ? p : nullptr;
}

int main()
{
	int n = 3;

	n += *nothing(n);
	return n;
}
