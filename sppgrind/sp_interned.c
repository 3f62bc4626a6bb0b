/* Pieces that are kept once; see sp_interned.h. */

#include "sp_interned.h"

#include "pub_tool_hashtable.h"

struct piece {
   struct piece* next;            // VgHashNode
   UWord key;
   SizeT size;
   const void* bytes;             // behind this, or those looked for
};

static VgHashTable* pieces;

static UWord hash ( const UChar* p, SizeT size )
{
   UWord h = 14695981039346656037UL;             // FNV-1a
   for (SizeT i = 0; i < size; i++)
      h = (h ^ p[i]) * 1099511628211UL;
   return h;
}

static Word compare ( const void* a, const void* b )
{
   const struct piece *x = a, *y = b;
   return x->size != y->size || VG_(memcmp)(x->bytes, y->bytes, x->size) != 0;
}

const void* SP_(interned)(const void* bytes, SizeT size)
{
   struct piece key = { .key = hash(bytes, size), .size = size,
                        .bytes = bytes };
   if (pieces == NULL)
      pieces = VG_(HT_construct)("sp.interned");
   struct piece* piece = VG_(HT_gen_lookup)(pieces, &key, compare);
   if (piece == NULL) {
      piece = VG_(malloc)("sp.interned.piece", sizeof *piece + size);
      *piece = key;
      VG_(memcpy)(piece + 1, bytes, size);
      piece->bytes = piece + 1;
      VG_(HT_add_node)(pieces, piece);
   }
   return piece->bytes;
}
