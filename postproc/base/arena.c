/* Arena: a list of chunks, each filled from its front.
 *
 *   head -> [used....|free.....] -> [used..] -> [used......] -> NULL
 *
 * Only the head is ever filled further.  Chunks double up to CHUNK_MAX, so that an arena that
 * is reset at every step soon works in one chunk and asks malloc for nothing.  What is too big
 * for that gets a chunk of its own behind the head, so that it does not end the head's use. */
#include "base/arena.h"
#include "base/mem.h"
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { UNIT = 16, CHUNK_MIN = 4096, CHUNK_MAX = 1 << 20 };

struct chunk {
	struct chunk *next;
	size_t cap, used;                /* bytes of data, multiples of UNIT */
	_Alignas(UNIT) unsigned char data[];
};

_Static_assert(_Alignof(max_align_t) <= UNIT, "pieces are aligned for any type");
_Static_assert(sizeof(struct chunk) % UNIT == 0, "chunks are counted in units");

struct arena { struct chunk *head; size_t bytes; };

struct arena *arena_new(void)
{
	return mem_alloc(sizeof(struct arena));
}

/* Counted in units, so that no length overflows before mem_grow() checks the product. */
static struct chunk *chunk_new(size_t units)
{
	struct chunk *c = mem_grow(NULL, sizeof *c / UNIT + units, UNIT);

	c->next = NULL;
	c->cap = units * UNIT;
	c->used = 0;
	return c;
}

static struct chunk *add_head(struct arena *a, size_t units)
{
	size_t cap = a->head ? a->head->cap * 2 : CHUNK_MIN;

	if (cap > CHUNK_MAX)
		cap = CHUNK_MAX;
	while (cap < units * UNIT)
		cap *= 2;
	struct chunk *c = chunk_new(cap / UNIT);
	c->next = a->head;
	return a->head = c;
}

static struct chunk *add_behind(struct arena *a, size_t units)
{
	struct chunk *c = chunk_new(units);
	struct chunk *head = a->head ? a->head : add_head(a, 1);

	c->next = head->next;
	return head->next = c;
}

static struct chunk *chunk_for(struct arena *a, size_t units)
{
	if (a->head && units <= (a->head->cap - a->head->used) / UNIT)
		return a->head;
	if (units > CHUNK_MAX / 4 / UNIT)
		return add_behind(a, units);
	return add_head(a, units);
}

void *arena_alloc(struct arena *a, size_t len)
{
	size_t units = len / UNIT + (len % UNIT != 0);
	struct chunk *c = chunk_for(a, units ? units : 1);
	unsigned char *p = c->data + c->used;

	c->used += (units ? units : 1) * UNIT;
	a->bytes += len;
	return memset(p, 0, len);
}

void *arena_array(struct arena *a, size_t count, size_t each)
{
	size_t len;

	if (__builtin_mul_overflow(count, each, &len))
		len = SIZE_MAX;          /* more than there is: ends in mem.c */
	return arena_alloc(a, len);
}

char *arena_strndup(struct arena *a, const char *s, size_t len)
{
	size_t n = len ? strnlen(s, len) : 0;
	char *copy = arena_alloc(a, n + 1);

	if (n)
		memcpy(copy, s, n);
	return copy;
}

char *arena_strdup(struct arena *a, const char *s)
{
	size_t len = strlen(s) + 1;

	return memcpy(arena_alloc(a, len), s, len);
}

char *arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list ap, again;

	va_start(ap, fmt);
	va_copy(again, ap);
	int len = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	char *s = arena_alloc(a, len < 0 ? 1 : (size_t)len + 1);
	if (len > 0)
		vsnprintf(s, (size_t)len + 1, fmt, again);
	va_end(again);
	return s;
}

size_t arena_bytes(const struct arena *a)
{
	return a->bytes;
}

static void free_chunks(struct chunk *c)
{
	while (c) {
		struct chunk *next = c->next;
		free(c);
		c = next;
	}
}

void arena_reset(struct arena *a)
{
	a->bytes = 0;
	if (!a->head)
		return;
	free_chunks(a->head->next);
	a->head->next = NULL;
	a->head->used = 0;
}

void arena_free(struct arena *a)
{
	if (!a)
		return;
	free_chunks(a->head);
	free(a);
}
