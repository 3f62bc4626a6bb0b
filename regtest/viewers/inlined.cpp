// Functions inlined into each other and into several others, in a loop, twice on one line, and one
// that is called as well; a recursive one that is inlined into itself.  No C library.
static volatile unsigned data[64];

static inline __attribute__((always_inline)) unsigned mix(unsigned x)
{
	x ^= x >> 7;
	x *= 2654435761u;
	return x ^ x >> 13;
}

struct table {
	unsigned used;
	__attribute__((always_inline)) inline void add(unsigned x)
	{
		data[used++ % 64] = mix(x);
	}
	__attribute__((always_inline)) inline void add_both(unsigned x, unsigned y)
	{
		add(x); add(y);
	}
};

static inline unsigned again(unsigned x)
{
	unsigned sum = 0;
	for (unsigned i = 0; i < 5; i++)
		sum += mix(x + i) + data[i];
	return sum;
}

template<int n> __attribute__((noinline)) unsigned fill(unsigned seed)
{
	table t = { seed };
	for (unsigned i = 0; i < n; i++)
		t.add_both(i, seed * i);
	return again(seed) + t.used;
}

static unsigned power(unsigned base, unsigned n)
{
	return n == 0 ? 1 : mix(base) * power(base + n, n - 1) + 1;
}

// Valgrind reads debug information only of objects that have such data.
unsigned (*volatile pointer)(unsigned) = again;

extern "C" void _start()
{
	unsigned sum = fill<10>(1) + fill<20>(2) + mix(data[3]) + pointer(4) + power(3, 40);
	__asm__ volatile("syscall" : : "a"(231), "D"(sum & 63));
}
