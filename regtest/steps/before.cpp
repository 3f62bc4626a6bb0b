// A fault before main is shown, although nothing else is there.
// vbits: no, no step is in main
static int *nowhere;

struct Object {
	Object()
	{
		*nowhere = 1;
	}
};

static Object global;

int main()
{
	return 0;
}
