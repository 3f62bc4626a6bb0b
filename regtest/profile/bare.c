/* A program without the C library, so that every tool runs the same instructions: loops, side
 * exits, recursion of one function and of two, calls through a pointer, string instructions that
 * run no time and a hundred times, an atomic one. */
static unsigned data[64];

static int collatz(unsigned long n);
/* Valgrind reads debug information only of objects that have such data. */
int (*volatile pointer)(unsigned long) = collatz;

static int fibonacci(int n)
{
	return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
}

static __attribute__((noinline)) int is_odd(unsigned n);

static __attribute__((noinline)) int is_even(unsigned n)
{
	return n == 0 ? 1 : is_odd(n - 1);
}

static __attribute__((noinline)) int is_odd(unsigned n)
{
	return n == 0 ? 0 : is_even(n - 1);
}

static __attribute__((noinline)) int collatz(unsigned long n)
{
	int steps = 0;

	for (; n != 1; steps++)
		n = n & 1 ? 3 * n + 1 : n / 2;
	return steps;
}

static __attribute__((noinline)) void fill(unsigned seed)
{
	for (int i = 0; i < 64; i++)
		data[i] = seed = seed * 1103515245 + 12345;
}

static __attribute__((noinline)) void sort(void)
{
	for (int i = 0; i < 64; i++)
		for (int j = 0; j + 1 < 64 - i; j++)
			if (data[j] > data[j + 1]) {
				unsigned larger = data[j];
				data[j] = data[j + 1];
				data[j + 1] = larger;
			}
}

static __attribute__((noinline)) void copy(char *to, const char *from, unsigned long n)
{
	__asm__ volatile("rep movsb" : "+D"(to), "+S"(from), "+c"(n) : : "memory");
}

void _start(void)
{
	static char to[100];
	int sum;

	fill(7);
	sort();
	sum = fibonacci(15) + is_even(33);
	for (unsigned long i = 1; i < 50; i++)
		sum += pointer(i);
	copy(to, (char *)data, 100);
	copy(to, (char *)data, 0);
	__asm__ volatile("lock incl %0" : "+m"(data[0]));
	__asm__ volatile("syscall" : : "a"(231), "D"(sum & 63));
}
