/* Chunks, from which pieces are cut; see sp_arena.h. */

#include "sp_arena.h"

#define CHUNK 65536

static UChar* left;
static SizeT n_left;

void* SP_(arena_alloc)(SizeT size)
{
   size = VG_ROUNDUP(size, sizeof(ULong));
   if (size > CHUNK / 8)
      return VG_(calloc)("sp.arena.large", 1, size);
   if (size > n_left) {
      left = VG_(calloc)("sp.arena.chunk", 1, CHUNK);
      n_left = CHUNK;
   }
   UChar* p = left;
   left += size;
   n_left -= size;
   return p;
}
