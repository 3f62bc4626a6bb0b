/* Hash map from 64-bit keys to pointers (open addressing).  NULL is not a value.
 * The map owns neither keys nor values.  Zero-initialise one to start. */
#ifndef BASE_MAP_H
#define BASE_MAP_H
#include <stddef.h>
#include <stdint.h>

struct map_slot { uint64_t key; void *value; };
struct map { struct map_slot *slot; size_t cap, used, live; };

void *map_get(const struct map *m, uint64_t key);        /* NULL: absent */
void  map_put(struct map *m, uint64_t key, void *value); /* replaces */
void *map_del(struct map *m, uint64_t key);              /* what was there, or NULL */
size_t map_count(const struct map *m);
/* Iteration in no useful order: for (size_t i = 0; map_next(m, &i, &key, &value); ) */
int   map_next(const struct map *m, size_t *i, uint64_t *key, void **value);
void  map_free(struct map *m);
#endif
