/* Client requests that report: CHECK_*, and errors in what a program's own allocator has given. */
#include <stdlib.h>
#include <string.h>
#include <valgrind/memcheck.h>

static volatile int sum;

static void check_defined(void)
{
	int a = 4, b, c[4];

	VALGRIND_CHECK_VALUE_IS_DEFINED(a);
	VALGRIND_CHECK_VALUE_IS_DEFINED(b);
	c[0] = 1;
	sum += VALGRIND_CHECK_MEM_IS_DEFINED(c, sizeof c) != 0;
}

static void check_addressable(void)
{
	char *p = malloc(8);

	sum += VALGRIND_CHECK_MEM_IS_ADDRESSABLE(p, 8) != 0;
	sum += VALGRIND_CHECK_MEM_IS_ADDRESSABLE(p, 9) != 0;
	sum += VALGRIND_CHECK_MEM_IS_DEFINED(p + 8, 2) != 0;
	free(p);
}

static void no_access(void)
{
	char buffer[16] = "text";

	VALGRIND_MAKE_MEM_NOACCESS(buffer + 4, 4);
	sum += buffer[3];
	sum += buffer[4];
	buffer[5] = 1;
	VALGRIND_MAKE_MEM_UNDEFINED(buffer + 4, 4);
	buffer[6] = 1;
	if (buffer[5])
		sum++;
}

static void own_blocks(void)
{
	static char arena[256];
	char *p = arena + 16;

	VALGRIND_MALLOCLIKE_BLOCK(p, 20, 8, 0);
	p[20] = 1;
	if (p[3])
		sum++;
	VALGRIND_FREELIKE_BLOCK(p, 8);
	sum += p[2];
	VALGRIND_FREELIKE_BLOCK(p, 8);
}

static void pool(void)
{
	static char arena[256];
	char *p = arena + 32;

	VALGRIND_MAKE_MEM_NOACCESS(arena, sizeof arena);
	VALGRIND_CREATE_MEMPOOL(arena, 8, 1);
	VALGRIND_MEMPOOL_ALLOC(arena, p, 24);
	sum += p[3];
	p[24] = 1;
	VALGRIND_MEMPOOL_FREE(arena, p);
	p[1] = 1;
	VALGRIND_MEMPOOL_FREE(arena, p + 4);
	VALGRIND_DESTROY_MEMPOOL(arena);
}

static void set_bits(void)
{
	unsigned char bits[4] = { 0, 0xff, 0, 1 };
	int n = 0;

	(void)VALGRIND_SET_VBITS(&n, bits, 4);
	if (n & 0xff)
		sum++;
	if (n & 0xff00)
		sum++;
	if (n & 0x1000000)
		sum++;
	if (n & 0x2000000)
		sum++;
}

int main(void)
{
	static void (*const all[])(void) = { check_defined, check_addressable, no_access, own_blocks, pool,
		set_bits };

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		all[i]();
	return 0;
}
