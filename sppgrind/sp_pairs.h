/* A table of things that stand for two others: what a call leads to in a
   calling context, what code has counted in one. */

#ifndef SP_PAIRS_H
#define SP_PAIRS_H

#include "sp_basics.h"

/* Begins what is in the table, which stays the caller's. */
struct sp_pair { void *a, *b; };

struct sp_pairs {                 // all zero: empty
   struct sp_pair** slot;
   UInt n, bits;                  // 2 ^ bits slots
};

/* NULL: not there. */
void* SP_(pair_find)(const struct sp_pairs* t, const void* a, const void* b);
/* One that is not there yet. */
void SP_(pair_add)(struct sp_pairs* t, struct sp_pair* pair);

/* How many slots to go through for all of them; those of NULL are empty. */
static inline UInt sp_pair_slots(const struct sp_pairs* t)
{
   return t->slot != NULL ? 1u << t->bits : 0;
}

#endif
