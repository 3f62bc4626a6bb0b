/* Arena: many small allocations that die together.
 *
 * Everything taken from an arena is zeroed, aligned for any type, and valid until
 * arena_reset() or arena_free().  There is no way to give back one piece. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H
#include <stddef.h>

struct arena;
struct arena *arena_new(void);
void *arena_alloc(struct arena *a, size_t len);
void *arena_array(struct arena *a, size_t count, size_t each);   /* overflow checked */
char *arena_strndup(struct arena *a, const char *s, size_t len); /* NUL added */
char *arena_strdup(struct arena *a, const char *s);
char *arena_printf(struct arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
size_t arena_bytes(const struct arena *a);                       /* handed out since the last reset */
void arena_reset(struct arena *a);                               /* keeps one chunk for reuse */
void arena_free(struct arena *a);
#endif
