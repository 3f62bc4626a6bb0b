/* Open addressing, at most half full; see sp_pairs.h.  The core's hash table
   divides, follows chains and calls a comparison: too much for a look-up at
   many calls. */

#include "sp_pairs.h"

static inline UInt first_slot ( const struct sp_pairs* t, const void* a,
                                const void* b )
{
   ULong h = (UWord)a * 0x9e3779b97f4a7c15ULL
             ^ (UWord)b * 0xc2b2ae3d27d4eb4fULL;
   return (h ^ h >> 29) * 0x9e3779b97f4a7c15ULL >> (64 - t->bits);
}

static inline UInt next_slot ( const struct sp_pairs* t, UInt i )
{
   return (i + 1) & ((1u << t->bits) - 1);
}

void* SP_(pair_find)(const struct sp_pairs* t, const void* a, const void* b)
{
   if (t->slot == NULL)
      return NULL;
   struct sp_pair* p;
   for (UInt i = first_slot(t, a, b); (p = t->slot[i]) != NULL;
        i = next_slot(t, i))
      if (p->a == a && p->b == b)
         return p;
   return NULL;
}

static void place ( struct sp_pairs* t, struct sp_pair* pair )
{
   UInt i = first_slot(t, pair->a, pair->b);
   while (t->slot[i] != NULL)
      i = next_slot(t, i);
   t->slot[i] = pair;
}

static void grow ( struct sp_pairs* t )
{
   struct sp_pairs old = *t;
   t->bits = old.slot == NULL ? 10 : old.bits + 1;
   t->slot = VG_(calloc)("sp.pairs.slot", 1u << t->bits, sizeof *t->slot);
   for (UInt i = 0; old.slot != NULL && i < 1u << old.bits; i++)
      if (old.slot[i] != NULL)
         place(t, old.slot[i]);
   VG_(free)(old.slot);
}

void SP_(pair_add)(struct sp_pairs* t, struct sp_pair* pair)
{
   if (t->slot == NULL || t->n >= 1u << (t->bits - 1))
      grow(t);
   place(t, pair);
   t->n++;
}
