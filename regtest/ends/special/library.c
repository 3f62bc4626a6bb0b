/* Loaded and unloaded by loads.c. */
static int calls = 40;

int library_call(int n);

int library_call(int n)
{
	int result = n + ++calls;
	return result;
}
