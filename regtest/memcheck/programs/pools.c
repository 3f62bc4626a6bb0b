/* An allocator that tells of its blocks by client requests: MALLOCLIKE_BLOCK, mempools. */
#include <stdlib.h>
#include <string.h>
#include <valgrind/memcheck.h>
#include <valgrind/valgrind.h>

static char arena[4096];
static size_t used;

static void *own_alloc(size_t n)
{
	char *p = arena + used + 16;

	used += n + 32;
	VALGRIND_MALLOCLIKE_BLOCK(p, n, 16, 0);
	return p;
}

static void own_free(void *p)
{
	VALGRIND_FREELIKE_BLOCK(p, 16);
}

int main(void)
{
	char *pool = malloc(256), *first, *second, *piece, *more;

	first = own_alloc(24);
	first[3] = 1;
	second = own_alloc(8);
	memcpy(second, first, 8);
	own_free(first);
	VALGRIND_MAKE_MEM_NOACCESS(pool, 256);
	VALGRIND_CREATE_MEMPOOL(pool, 8, 0);
	VALGRIND_MEMPOOL_ALLOC(pool, pool + 16, 40);
	piece = pool + 16;
	piece[2] = 2;
	VALGRIND_MEMPOOL_CHANGE(pool, pool + 16, pool + 16, 60);
	VALGRIND_MEMPOOL_ALLOC(pool, pool + 128, 8);
	more = pool + 128;
	memset(more, 1, 4);
	VALGRIND_MEMPOOL_FREE(pool, pool + 16);
	VALGRIND_DESTROY_MEMPOOL(pool);
	own_free(second);
	free(pool);
	return 0;
}
