/* Memory that is never given back, for very many small things: the core's
   allocator spends 32 bytes on each. */

#ifndef SP_ARENA_H
#define SP_ARENA_H

#include "sp_basics.h"

/* All zero, aligned for words. */
void* SP_(arena_alloc)(SizeT size);

#endif
