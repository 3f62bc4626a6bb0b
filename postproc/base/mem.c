/* The one place where spp-post dies of want of memory. */
#include "base/mem.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static _Noreturn void die(void)
{
	fputs("spp-post: out of memory\n", stderr);
	exit(2);
}

void *mem_alloc(size_t len)
{
	void *p = calloc(1, len ? len : 1);

	if (!p)
		die();
	return p;
}

void *mem_grow(void *p, size_t count, size_t each)
{
	size_t len;

	if (__builtin_mul_overflow(count, each, &len))
		die();
	p = realloc(p, len ? len : 1);
	if (!p)
		die();
	return p;
}

char *mem_strdup(const char *s)
{
	size_t len = strlen(s) + 1;

	return memcpy(mem_grow(NULL, len, 1), s, len);
}
