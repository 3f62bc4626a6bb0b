/* Values that outlive their step; see kept.h. */
#include "trace/kept.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"

/* Bytes from which on keeping pays; steps without use after which a value goes. */
enum { WORTH_BYTES = 64, UNUSED_MAX = 64 };

struct key { const struct type *type; uint64_t addr, count; };
#define NOT_COUNTED UINT64_MAX

struct entry {
	struct watcher watcher;                      /* first, so that one is the other */
	struct value_kept notes;
	struct entry *next;                          /* of the same hash */
	struct entry *after;                         /* of all */
	struct key key;
	struct arena *arena;
	const struct value *value;
	uint64_t used_in;                            /* step */
};

struct kept { struct run *run; struct map entries; struct entry *all; uint64_t step; };

struct kept *kept_new(struct run *run)
{
	struct kept *k = mem_alloc(sizeof *k);

	k->run = run;
	return k;
}

static void free_note(struct value_note *note)
{
	if (note->free)
		note->free(note->data);
}

/* What was made of it goes too. */
static void forget_value(struct kept *k, struct entry *e)
{
	watch_drop(&k->run->watch, &e->watcher);
	free_note(&e->notes.of_trace);
	free_note(&e->notes.of_sink);
	e->notes = (struct value_kept){ 0 };
	arena_reset(e->arena);
}

static uint64_t hash_of(const struct key *key)
{
	return (uint64_t)(uintptr_t)key->type * 31 + key->addr * 7 + key->count;
}

static void unlink_entry(struct kept *k, struct entry *e)
{
	uint64_t hash = hash_of(&e->key);
	struct entry *first = map_get(&k->entries, hash), **at = &first;

	while (*at != e)
		at = &(*at)->next;
	*at = e->next;
	if (first)
		map_put(&k->entries, hash, first);
	else
		map_del(&k->entries, hash);
}

static void drop_unused(struct kept *k)
{
	struct entry **at = &k->all, *e;

	while ((e = *at)) {
		if (k->step - e->used_in < UNUSED_MAX) {
			at = &e->after;
			continue;
		}
		*at = e->after;
		unlink_entry(k, e);
		forget_value(k, e);
		arena_free(e->arena);
		free(e);
	}
}

void kept_begin_step(struct kept *k)
{
	if (++k->step % UNUSED_MAX == 0)
		drop_unused(k);
}

bool kept_is_worth_block(uint64_t bytes)
{
	return bytes >= WORTH_BYTES;
}

bool kept_is_worth(const struct decoder *d, const struct type *t)
{
	t = type_strip(t);
	if (t->kind == TYPE_REFERENCE)
		t = type_strip(type_target(t));
	if (t->kind == TYPE_STRUCT || t->kind == TYPE_UNION)
		return t->size >= WORTH_BYTES || value_is_container(d, t);
	return t->kind == TYPE_ARRAY;
}

static struct entry *find(struct kept *k, const struct key *key)
{
	struct entry *e = map_get(&k->entries, hash_of(key));

	while (e && (e->key.type != key->type || e->key.addr != key->addr ||
		     e->key.count != key->count))
		e = e->next;
	return e;
}

static struct entry *add(struct kept *k, const struct key *key)
{
	struct entry *e = mem_alloc(sizeof *e);
	uint64_t hash = hash_of(key);

	e->key = *key;
	e->watcher.stale = true;
	e->arena = arena_new();
	e->next = map_get(&k->entries, hash);
	map_put(&k->entries, hash, e);
	e->after = k->all;
	return k->all = e;
}

static const struct value *decode(struct decoder *d, const struct key *key,
				  const struct frame_state *f)
{
	if (key->count == NOT_COUNTED)
		return value_at(d, key->type, key->addr, f);
	return value_elements(d, key->type, key->addr, key->count);
}

/* What depends on the frame, too, lives for this step only: it is stale from the start. */
static void make(struct kept *k, struct decoder *d, struct entry *e, const struct frame_state *f)
{
	struct decoder own = *d;
	struct value *value;

	own.arena = e->arena;
	own.asked_frame = false;
	forget_value(k, e);
	watch_begin(&k->run->watch, &e->watcher);
	value = (struct value *)decode(&own, &e->key, f);
	watch_begin(&k->run->watch, NULL);
	e->watcher.stale = own.asked_frame;
	value->kept = own.asked_frame ? NULL : &e->notes;
	e->value = value;
}

static const struct value *get(struct kept *k, struct decoder *d, const struct key *key,
			       const struct frame_state *f)
{
	struct entry *e = find(k, key);

	if (!e)
		e = add(k, key);
	if (e->watcher.stale && e->used_in == k->step)
		return decode(d, key, f);            /* the one of another frame is still in use */
	if (e->watcher.stale)
		make(k, d, e, f);
	e->used_in = k->step;
	return e->value;
}

const struct value *kept_at(struct kept *k, struct decoder *d, const struct type *t, uint64_t addr,
			    const struct frame_state *f)
{
	struct key key = { t, addr, NOT_COUNTED };

	return get(k, d, &key, f);
}

const struct value *kept_elements(struct kept *k, struct decoder *d, const struct type *t,
				  uint64_t addr, uint64_t count)
{
	struct key key = { t, addr, count };

	return get(k, d, &key, NULL);
}

void kept_free(struct kept *k)
{
	k->step += UNUSED_MAX;
	drop_unused(k);
	map_free(&k->entries);
	free(k);
}
