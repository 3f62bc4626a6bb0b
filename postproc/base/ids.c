/* Open addressing with linear probing: a slot is 0, or the number of a key plus one; at most three
 * quarters of them are taken. */
#include "base/ids.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/mem.h"

struct id_key { const void *at; uint32_t len, hash; };

enum { ROOM_MIN = 64 };

/* Eight bytes at a time; each multiplication spreads what is new upwards, the shift back down. */
static uint32_t hash_of(const unsigned char *p, size_t len)
{
	uint64_t h = len;

	while (len > 0) {
		size_t n = len < 8 ? len : 8;
		uint64_t word = 0;
		memcpy(&word, p, n);
		h = (h ^ word) * UINT64_C(0x9e3779b97f4a7c15);
		h ^= h >> 32;
		p += n;
		len -= n;
	}
	h *= UINT64_C(0xbf58476d1ce4e5b9);
	return (uint32_t)(h >> 32);
}

/* Where the key is, or is to go. */
static uint32_t *probe(const struct ids *t, const void *key, size_t len, uint32_t hash)
{
	for (size_t i = hash;; i++) {
		uint32_t *slot = &t->slot[i & (t->room - 1)];
		const struct id_key *k = *slot ? &t->key[*slot - 1] : NULL;
		if (!k || (k->hash == hash && k->len == len && !memcmp(k->at, key, len)))
			return slot;
	}
}

static void grow(struct ids *t)
{
	t->room = t->room ? 2 * t->room : ROOM_MIN;
	assert(t->room <= UINT32_MAX);
	free(t->slot);
	t->slot = mem_alloc(t->room * sizeof *t->slot);
	t->key = mem_grow(t->key, t->room / 4 * 3, sizeof *t->key);
	for (size_t id = 0; id < t->n; id++) {
		size_t i = t->key[id].hash & (t->room - 1);
		while (t->slot[i])
			i = (i + 1) & (t->room - 1);
		t->slot[i] = (uint32_t)id + 1;
	}
}

size_t ids_of(struct ids *t, const void *key, size_t len)
{
	uint32_t hash = hash_of(key, len);
	uint32_t *slot;

	if (t->n >= t->room / 4 * 3)
		grow(t);
	slot = probe(t, key, len, hash);
	if (!*slot) {
		if (!t->arena)
			t->arena = arena_new();
		void *copy = arena_alloc(t->arena, len + 1);
		memcpy(copy, key, len);
		t->key[t->n] = (struct id_key){ copy, (uint32_t)len, hash };
		*slot = (uint32_t)++t->n;
	}
	return *slot - 1;
}

const void *ids_key(const struct ids *t, size_t id)
{
	assert(id < t->n);
	return t->key[id].at;
}

void ids_free(struct ids *t)
{
	free(t->key);
	free(t->slot);
	if (t->arena)
		arena_free(t->arena);
	*t = (struct ids){ 0 };
}
