/* A hash table with chains, of void pointers and of a macro's generic type; iterated with callbacks
 * that keep a state. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LIST_OF(type, name) struct name { struct name *next; const char *key; type value; }
LIST_OF(int, ints);
LIST_OF(void *, things);

struct table { struct things *bucket[4]; unsigned used; uint64_t salt; };

static uint64_t hash(const char *s, uint64_t h)
{
	while (*s)
		h = (h ^ (unsigned char)*s++) * 0x100000001b3;
	return h;
}

static void **slot(struct table *t, const char *key)
{
	struct things **at = &t->bucket[hash(key, t->salt) % 4];

	for (; *at; at = &(*at)->next)
		if (!strcmp((*at)->key, key))
			return &(*at)->value;
	*at = calloc(1, sizeof **at);
	(*at)->key = key;
	t->used++;
	return &(*at)->value;
}

static void each(struct table *t, void (*visit)(void *state, void *value), void *state)
{
	for (size_t i = 0; i < sizeof t->bucket / sizeof *t->bucket; i++)
		for (struct things *e = t->bucket[i]; e; e = e->next)
			visit(state, e->value);
}

static void count(void *state, void *value)
{
	struct { int calls; int sum; } *s = state;

	s->calls++;
	s->sum += *(int *)value;
}

int main(void)
{
	struct table table = { .salt = 0xcbf29ce484222325 };
	struct { int calls, sum; } state = { 0 };
	struct ints *list = NULL, first = { NULL, "first", 1 };
	static int values[] = { 3, 5, 7 };
	const char *const keys[] = { "ant", "bee", "ant", "cat" };

	for (int i = 0; i < 4; i++) {
		void **at = slot(&table, keys[i]);
		if (!*at)
			*at = &values[table.used - 1];
		else
			++*(int *)*at;
	}
	each(&table, count, &state);
	first.next = list;
	list = &first;
	list->value += state.sum;
	printf("%u %d %d %d\n", table.used, state.calls, state.sum, list->value);
	return 0;
}
