/* Open addressing with linear probing over a power of two of slots.
 *
 * A slot is empty (value NULL), a gravestone (its entry was deleted; look-ups walk on) or live.
 * `used` counts live ones and gravestones and stays under three quarters of cap, so that every
 * probe ends at an empty slot.  Only map_put() moves slots: deleting while iterating is safe. */
#include "base/map.h"
#include "base/mem.h"
#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>

enum { CAP_MIN = 16 };
static char gravestone;

static bool is_live(const struct map_slot *s)
{
	return s->value && s->value != &gravestone;
}

/* The finaliser of splitmix64: keys are addresses, whose low bits hardly differ. */
static uint64_t hash(uint64_t x)
{
	x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
	return x ^ x >> 31;
}

/* The slot that holds key, else the one where it would go. */
static struct map_slot *probe(const struct map *m, uint64_t key)
{
	struct map_slot *grave = NULL;

	for (size_t i = (size_t)hash(key);; i++) {
		struct map_slot *s = &m->slot[i & (m->cap - 1)];
		if (!s->value)
			return grave ? grave : s;
		if (s->value == &gravestone)
			grave = grave ? grave : s;
		else if (s->key == key)
			return s;
	}
}

/* Rebuilds without gravestones, in room for twice what is live. */
static void rebuild(struct map *m)
{
	struct map old = *m;

	m->cap = CAP_MIN;
	while (m->cap / 2 <= old.live)
		m->cap *= 2;
	m->slot = mem_grow(NULL, m->cap, sizeof *m->slot);
	for (size_t i = 0; i < m->cap; i++)
		m->slot[i] = (struct map_slot){ 0 };
	for (size_t i = 0; i < old.cap; i++)
		if (is_live(&old.slot[i]))
			*probe(m, old.slot[i].key) = old.slot[i];
	m->used = m->live;
	free(old.slot);
}

void *map_get(const struct map *m, uint64_t key)
{
	if (!m->live)
		return NULL;
	const struct map_slot *s = probe(m, key);
	return is_live(s) ? s->value : NULL;
}

void map_put(struct map *m, uint64_t key, void *value)
{
	assert(value);
	if (m->used >= m->cap / 4 * 3)
		rebuild(m);
	struct map_slot *s = probe(m, key);
	if (!s->value)
		m->used++;
	if (!is_live(s))
		m->live++;
	*s = (struct map_slot){ key, value };
}

void *map_del(struct map *m, uint64_t key)
{
	if (!m->live)
		return NULL;
	struct map_slot *s = probe(m, key);
	if (!is_live(s))
		return NULL;
	void *was = s->value;
	s->value = &gravestone;
	m->live--;
	return was;
}

size_t map_count(const struct map *m)
{
	return m->live;
}

int map_next(const struct map *m, size_t *i, uint64_t *key, void **value)
{
	for (; *i < m->cap; ++*i) {
		const struct map_slot *s = &m->slot[*i];
		if (!is_live(s))
			continue;
		*key = s->key;
		*value = s->value;
		++*i;
		return 1;
	}
	return 0;
}

void map_free(struct map *m)
{
	free(m->slot);
	*m = (struct map){ 0 };
}
