/* Types, variables and fields whose names mean something to the front end or to HTML. */
typedef int *pointer;
typedef struct { pointer p; int C_DATA; } ref;

static int less(int a, int b) { return a < b; }

int main(void)
{
	int target = 3;
	ref heap = { &target, 1 };
	pointer stdout_ = &target;
	int (*compare)(int, int) = less;
	{
		typedef int pointer;
		pointer number = 77;
		heap.C_DATA = compare(number, *stdout_);
	}
	return *heap.p + heap.C_DATA - 3;
}
