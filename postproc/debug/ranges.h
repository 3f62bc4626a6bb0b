/* Address ranges that may overlap, each with what it belongs to.  Add all, sort once, then find.
 * Zero-initialise one to start. */
#ifndef DEBUG_RANGES_H
#define DEBUG_RANGES_H
#include <stddef.h>
#include <stdint.h>

/* [low, high); reach: private to ranges.c */
struct range { uint64_t low, high; void *what; uint64_t reach; };
struct ranges { struct range *v; size_t n, cap; };

void ranges_add(struct ranges *r, uint64_t low, uint64_t high, void *what);
void ranges_sort(struct ranges *r);
/* The innermost range that covers addr (largest low, then smallest high), or NULL. */
const struct range *ranges_find(const struct ranges *r, uint64_t addr);
void ranges_free(struct ranges *r);
#endif
