/* Jumps, moves and addresses that depend on what is undefined, where it came from and how it got
 * there; and what looks like it and is fine. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static volatile int sum;
static int table[256];

__attribute__((noinline)) static void use(void *p)
{
	__asm__ volatile("" : : "r"(p) : "memory");
}

static void local(void)
{
	int n;

	use(&n);
	if (n > 3)
		sum++;
}

static void heap(void)
{
	int *p = malloc(40);

	if (p[2])
		sum++;
	while (p[3] == 5)
		sum++;
	free(p);
}

static void tail(void)
{
	int *p = calloc(4, 4);

	p = realloc(p, 32);
	if (p[3])
		sum++;
	if (p[4])
		sum += 2;
	free(p);
}

static void index_of(void)
{
	unsigned char i;

	use(&i);
	sum += table[i];
	table[i] = 2;
}

static void switched(void)
{
	int n;

	use(&n);
	switch (n & 7) {
	case 0: sum = 1; break;
	case 1: sum = 4; break;
	case 2: sum = 3; break;
	case 3: sum = 9; break;
	case 4: sum = 7; break;
	case 5: sum = 2; break;
	default: sum = 8;
	}
}

static void copied(void)
{
	struct { char c; int i; } a, b;

	use(&a);
	a.c = 1;
	b = a;
	use(&b);
	if (b.c == 1)
		sum++;
	if (b.i == 1)
		sum++;
}

static void compared(void)
{
	char a[16] = "abc", *b = malloc(16);

	memcpy(b, a, 2);
	if (memcmp(a, b, 4) == 0)
		sum++;
	free(b);
}

static void bits(void)
{
	struct { unsigned a : 3, b : 4, c : 9; } f;

	use(&f);
	f.b = 5;
	if (f.b == 5)
		sum++;
	if (f.a == 5)
		sum++;
	if (f.c)
		sum++;
}

static void masked(void)
{
	unsigned n;

	use(&n);
	n = (n & 0xff00) | 1;
	if (n & 1)
		sum++;
	if (n & 0xff)
		sum++;
	if (n & 0x100)
		sum++;
}

static int chosen(int n)
{
	return n ? 5 : 6;
}

static void argument(void)
{
	int n;

	use(&n);
	sum += chosen(n);
}

static void arithmetic(void)
{
	int n, m;

	use(&n);
	m = n * 2 + 1;
	m -= n / 3;
	if (m > 10)
		sum++;
}

static void floats(void)
{
	double d, e = 1;
	float f;

	use(&d);
	use(&f);
	if (d > e)
		sum++;
	if (f == 2)
		sum++;
}

static void short_circuit(void)
{
	int known = 0, n;

	use(&n);
	if (known && n)
		sum++;
	if (n || known)
		sum++;
	sum += known ? n : 1;
}

static void printed(void)
{
	int n;

	use(&n);
	printf("%d\n", n);
}

static void string(void)
{
	char text[16];

	use(text);
	text[0] = 'a';
	sum += (int)strlen(text) > 3;
	if (strcmp(text, "b") == 0)
		sum++;
}

static void returned(void)
{
	int *p = malloc(sizeof *p), n = *p;

	free(p);
	if (n == 4)
		sum++;
}

static void pointer(void)
{
	int **p = malloc(sizeof *p);
	int n = 3;

	memcpy(p, &(int *){ &n }, 4);
	((char *)p)[4] = ((char *)&(int *){ &n })[4];
	sum += p != NULL;
	if ((uintptr_t)*p & 1)
		sum++;
	free(p);
}

static void loop_bound(void)
{
	unsigned char n;

	use(&n);
	for (int i = 0; i < n; i++)
		sum++;
}

static void sorted(void)
{
	int a[4] = { 3, 1 };

	memset(a, 0, 8);
	use(a);
	for (int i = 0; i < 3; i++)
		if (a[i] > a[i + 1])
			sum++;
}

static void part_of_word(void)
{
	union { uint32_t whole; uint8_t byte[4]; } u;

	use(&u);
	u.byte[1] = 5;
	if (u.byte[1] == 5)
		sum++;
	if (u.whole >> 24 == 3)
		sum++;
	if ((u.whole & 0xff00) == 0x500)
		sum++;
}

static void same(void)
{
	int n;

	use(&n);
	n ^= n;
	if (n)
		sum++;
	n = 4;
	if (n == 4)
		sum++;
}

static void shifted(void)
{
	unsigned n, by;

	use(&n);
	use(&by);
	n = 1;
	n <<= by & 3;
	if (n == 4)
		sum++;
}

static void both(void)
{
	short a[4];
	long long all = 0;

	use(a);
	a[0] = 1;
	a[1] = 2;
	memcpy(&all, a, 4);
	if (all == 3)
		sum++;
	memcpy(&all, a, 6);
	if (all == 3)
		sum++;
}

static void boolean(void)
{
	_Bool b;
	int n;

	use(&b);
	use(&n);
	if (b)
		sum++;
	b = n != 0;
	if (b)
		sum++;
	sum += !n;
}

int main(void)
{
	static void (*const all[])(void) = { local, heap, tail, index_of, switched, copied, compared, bits,
		masked, argument, arithmetic, floats, short_circuit, printed, string, returned, pointer,
		loop_bound, sorted, part_of_word, same, shifted, both, boolean };

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		all[i]();
	return 0;
}
