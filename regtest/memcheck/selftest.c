/* What VALGRIND_GET_VBITS says of some objects, for the self-test: it must be what Memcheck tells the
 * debugger, where the program calls stop_here().  A line each: address, bytes, V bits. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <valgrind/memcheck.h>

struct hole { char c; int i; short s; };
struct bits { unsigned a : 3, b : 5, c : 9; };

__attribute__((noinline)) void stop_here(void)
{
	__asm__ volatile("" : : : "memory");
}

static void say(const void *p, size_t n)
{
	unsigned char bits[64];
	int answer = VALGRIND_GET_VBITS(p, bits, n);

	printf("%p %zu ", p, n);
	for (size_t i = 0; i < n; i++)
		printf("%02x", bits[i]);
	puts(answer == 1 ? "" : " no answer");
}

int main(void)
{
	struct hole hole, copy;
	struct bits bits;
	char *block = malloc(24), zero[8] = { 0 };
	double d;

	hole.c = 'x';
	hole.s = 3;
	copy = hole;
	bits.b = 3;
	memcpy(block + 2, &hole, sizeof hole);
	say(&hole, sizeof hole);
	say(&copy, sizeof copy);
	say(&bits, sizeof bits);
	say(block, 24);
	say(zero, sizeof zero);
	say(&d, sizeof d);
	fflush(stdout);
	stop_here();
	return copy.c + d * 0 > 300;
}
