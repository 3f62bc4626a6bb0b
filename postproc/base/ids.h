/* Numbers for keys of any bytes: equal keys have the same one, and each new key the next, from 0
 * on.  So what belongs to keys can be kept in arrays.  Zero-initialise one to start. */
#ifndef BASE_IDS_H
#define BASE_IDS_H
#include <stddef.h>
#include <stdint.h>

struct id_key;
struct ids { struct arena *arena; struct id_key *key; uint32_t *slot; size_t n, room; };

size_t ids_of(struct ids *t, const void *key, size_t len);
/* The copy of a key that is kept: valid until ids_free(). */
const void *ids_key(const struct ids *t, size_t id);
void ids_free(struct ids *t);                            /* back to empty */
#endif
