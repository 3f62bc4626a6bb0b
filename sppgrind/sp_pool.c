/* Memory pools; see sp_pool.h. */

#include "sp_pool.h"

#include "pub_tool_hashtable.h"
#include "pub_tool_replacemalloc.h"
#include "pub_tool_threadstate.h"
#include "sp_block.h"
#include "sp_errors.h"
#include "sp_heap.h"
#include "sp_shadow.h"
#include "memcheck.h"

typedef struct pool {
   struct pool* next;             // VgHashNode
   Addr         addr;
   SizeT        redzone;
   Bool         zeroed, auto_free, meta;
   VgHashTable* blocks;
} Pool;

static VgHashTable* pools;

/* NULL, and an error: there is none. */
static Pool* find_pool ( Addr addr )
{
   Pool* pool = pools != NULL ? VG_(HT_lookup)(pools, addr) : NULL;
   if (pool == NULL)
      SP_(error_mempool)(VG_(get_running_tid)(), addr);
   return pool;
}

Bool SP_(pool_exists)(Addr addr)
{
   return pools != NULL && VG_(HT_lookup)(pools, addr) != NULL;
}

void SP_(pool_create)(Addr addr, SizeT redzone, Bool zeroed, UInt flags)
{
   if (pools == NULL)
      pools = VG_(HT_construct)("sp.pool.pools");
   if (SP_(pool_exists)(addr)) {
      VG_(umsg)("warning: a memory pool at %#lx is created twice; ignored\n",
                addr);
      return;
   }
   Pool* pool = VG_(malloc)("sp.pool.pool", sizeof *pool);
   *pool = (Pool){ .addr = addr, .redzone = redzone, .zeroed = zeroed,
                   .auto_free = flags & VALGRIND_MEMPOOL_AUTO_FREE,
                   .meta = (flags & VALGRIND_MEMPOOL_METAPOOL) != 0,
                   .blocks = VG_(HT_construct)("sp.pool.blocks") };
   VG_(HT_add_node)(pools, pool);
}

void SP_(pool_destroy)(Addr addr)
{
   Pool* pool = find_pool(addr);
   struct sp_block* b;
   if (pool == NULL)
      return;
   VG_(HT_remove)(pools, addr);
   VG_(HT_ResetIter)(pool->blocks);
   while ((b = VG_(HT_Next)(pool->blocks)) != NULL)
      SP_(heap_part_ends)(b, pool->redzone);
   VG_(HT_destruct)(pool->blocks, VG_(free));
   VG_(free)(pool);
}

void SP_(pool_allocate)(Addr addr, Addr a, SizeT size)
{
   Pool* pool = find_pool(addr);
   if (pool == NULL)
      return;
   VG_(HT_add_node)(pool->blocks,
                    SP_(block_make)(a, size, 0, SP_FAMILY_CUSTOM));
   SP_(heap_part_begins)(a, size, pool->redzone, pool->zeroed);
}

/* The blocks that were made of [a, a + size) by MALLOCLIKE_BLOCK. */
static void release_within ( Addr a, SizeT size, SizeT redzone )
{
   XArray* within = VG_(newXA)(VG_(malloc), "sp.pool.within", VG_(free),
                               sizeof(Addr));
   struct sp_block* b;
   SP_(blocks_rewind)();
   while ((b = SP_(block_next)()) != NULL)
      if (b->addr >= a && b->addr + b->size <= a + size
          && b->family == SP_FAMILY_CUSTOM)
         VG_(addToXA)(within, &b->addr);
   for (Word i = 0; i < VG_(sizeXA)(within); i++)
      SP_(heap_custom_freed)(*(Addr*)VG_(indexXA)(within, i), redzone);
   VG_(deleteXA)(within);
}

static struct sp_block* take_block ( Pool* pool, Addr a )
{
   struct sp_block* b = VG_(HT_remove)(pool->blocks, a);
   if (b == NULL)
      SP_(error_free)(VG_(get_running_tid)(), a);
   return b;
}

static void release_block ( Pool* pool, struct sp_block* b )
{
   SP_(heap_part_ends)(b, pool->redzone);
   SP_(block_keep_back)(b);
}

void SP_(pool_release)(Addr addr, Addr a)
{
   Pool* pool = find_pool(addr);
   struct sp_block* b = pool != NULL ? take_block(pool, a) : NULL;
   if (b == NULL)
      return;
   if (pool->auto_free)
      release_within(b->addr, b->size, pool->redzone);
   release_block(pool, b);
}

/* What is left of the block is in [a, end). */
static void trim_block ( Pool* pool, struct sp_block* b, Addr a, Addr end )
{
   Addr from = b->addr > a ? b->addr : a;
   Addr to = b->addr + b->size < end ? b->addr + b->size : end;
   VG_(HT_remove)(pool->blocks, b->addr);
   if (from >= to || (b->addr < a && b->addr + b->size > end)) {
      release_block(pool, b);
      return;
   }
   SP_(make_noaccess)(b->addr, from - b->addr);
   SP_(make_noaccess)(to, b->addr + b->size - to);
   b->addr = from;
   b->size = to - from;
   VG_(HT_add_node)(pool->blocks, b);
}

void SP_(pool_trim)(Addr addr, Addr a, SizeT size)
{
   Pool* pool = find_pool(addr);
   UInt n;
   if (pool == NULL)
      return;
   VgHashNode** all = VG_(HT_to_array)(pool->blocks, &n);
   for (UInt i = 0; i < n; i++) {
      struct sp_block* b = (struct sp_block*)all[i];
      if (b->addr < a || b->addr + b->size > a + size)
         trim_block(pool, b, a, a + size);
   }
   VG_(free)(all);
}

void SP_(pool_move)(Addr from, Addr to)
{
   Pool* pool = find_pool(from);
   if (pool == NULL || SP_(pool_exists)(to))
      return;
   VG_(HT_remove)(pools, from);
   pool->addr = to;
   VG_(HT_add_node)(pools, pool);
}

void SP_(pool_change)(Addr addr, Addr from, Addr to, SizeT size)
{
   Pool* pool = find_pool(addr);
   struct sp_block* b = pool != NULL ? take_block(pool, from) : NULL;
   if (b == NULL)
      return;
   b->addr = to;
   b->size = size;
   VG_(HT_add_node)(pool->blocks, b);
}

void SP_(pool_each_block)(void (*f)(void* ctx, const struct sp_block* b),
                          void* ctx)
{
   const Pool* pool;
   const struct sp_block* b;
   if (pools == NULL)
      return;
   VG_(HT_ResetIter)(pools);
   while ((pool = VG_(HT_Next)(pools)) != NULL) {
      VG_(HT_ResetIter)(pool->blocks);
      while ((b = VG_(HT_Next)(pool->blocks)) != NULL)
         f(ctx, b);
   }
}

static Bool describe_in ( const Pool* pool, Addr a, AddrInfo* at )
{
   struct sp_block* b;
   VG_(HT_ResetIter)(pool->blocks);
   while ((b = VG_(HT_Next)(pool->blocks)) != NULL)
      if (VG_(addr_is_in_block)(a, b->addr, b->size, pool->redzone)) {
         SP_(block_info)(b, at);
         at->Addr.Block.block_kind = Block_MempoolChunk;
         at->Addr.Block.rwoffset = (Word)a - (Word)b->addr;
         return True;
      }
   return False;
}

Bool SP_(pool_describe)(Addr a, Bool meta, AddrInfo* at)
{
   const Pool* pool;
   if (pools == NULL)
      return False;
   VG_(HT_ResetIter)(pools);
   while ((pool = VG_(HT_Next)(pools)) != NULL)
      if (pool->meta == meta && describe_in(pool, a, at))
         return True;
   return False;
}
