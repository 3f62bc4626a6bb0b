/* The heap's blocks; see sp_block.h. */

#include "sp_block.h"

#include "pub_tool_hashtable.h"
#include "pub_tool_replacemalloc.h"
#include "pub_tool_threadstate.h"
#include "sp_options.h"

static VgHashTable* live;

/*--------------------------------------------------------------------*/
/*--- Freed blocks                                                 ---*/
/*--------------------------------------------------------------------*/

/* The oldest one is given back first, and big ones before any small one:
   else one big block would make all small ones forgotten. */
enum { BIG, SMALL, N_QUEUES };
static struct queue { struct sp_block *first, *last; } queue[N_QUEUES];

/* Memcheck's: a block that is larger than all that is to be kept goes first
   of all, not after everything else. */
void SP_(block_keep_back)(struct sp_block* b)
{
   Bool big = b->size >= SP_(opt).freelist_big;
   struct queue* q = &queue[big ? BIG : SMALL];
   if (SP_(opt).errors != SP_ERRORS_NO)
      b->freed = VG_(record_ExeContext)(VG_(get_running_tid)(), 0);
   b->next = NULL;
   if (q->first == NULL) {
      q->first = q->last = b;
   } else if (b->size >= SP_(opt).freelist_vol) {
      b->next = q->first;
      q->first = b;
   } else {
      q->last->next = b;
      q->last = b;
   }
   VG_(free_queue_volume) += b->size;
   VG_(free_queue_length)++;
}

static void give_back_oldest ( struct queue* q )
{
   struct sp_block* b = q->first;
   q->first = b->next;
   VG_(free_queue_volume) -= b->size;
   VG_(free_queue_length)--;
   if (b->family != SP_FAMILY_CUSTOM)
      VG_(cli_free)((void*)b->addr);
   VG_(free)(b);
}

static void give_back ( void )
{
   for (UInt i = 0; i < N_QUEUES; i++)
      while (VG_(free_queue_volume) > (Long)SP_(opt).freelist_vol
             && queue[i].first != NULL)
         give_back_oldest(&queue[i]);
}

/*--------------------------------------------------------------------*/
/*--- Live blocks                                                  ---*/
/*--------------------------------------------------------------------*/

void SP_(blocks_init)(void)
{
   live = VG_(HT_construct)("sp.block.live");
}

SizeT SP_(block_redzone)(void)
{
   return VG_(malloc_effective_client_redzone_size)();
}

struct sp_block* SP_(block_make)(Addr a, SizeT size, SizeT align,
                                 enum sp_family family)
{
   struct sp_block* b = VG_(malloc)("sp.block.block", sizeof *b);
   *b = (struct sp_block){ .addr = a, .size = size, .align = align,
                           .family = family,
                           .made = VG_(null_ExeContext)(),
                           .freed = VG_(null_ExeContext)() };
   if (SP_(opt).errors != SP_ERRORS_NO)
      b->made = VG_(record_ExeContext)(VG_(get_running_tid)(), 0);
   if (VG_(free_queue_volume) > (Long)SP_(opt).freelist_vol)
      give_back();
   return b;
}

void SP_(block_add)(Addr a, SizeT size, SizeT align, enum sp_family family)
{
   VG_(HT_add_node)(live, SP_(block_make)(a, size, align, family));
}

struct sp_block* SP_(block_at)(Addr a)
{
   return VG_(HT_lookup)(live, a);
}

struct sp_block* SP_(block_take)(Addr a)
{
   return VG_(HT_remove)(live, a);
}

void SP_(blocks_rewind)(void)
{
   VG_(HT_ResetIter)(live);
}

struct sp_block* SP_(block_next)(void)
{
   return VG_(HT_Next)(live);
}

/*--------------------------------------------------------------------*/
/*--- What an address is                                           ---*/
/*--------------------------------------------------------------------*/

static Bool is_around ( const struct sp_block* b, Addr a )
{
   return VG_(addr_is_in_block)(a, b->addr, b->size, SP_(block_redzone)());
}

static const struct sp_block* freed_around ( Addr a )
{
   for (UInt i = 0; i < N_QUEUES; i++)
      for (const struct sp_block* b = queue[i].first; b != NULL; b = b->next)
         if (is_around(b, a))
            return b;
   return NULL;
}

static const struct sp_block* live_around ( Addr a )
{
   const struct sp_block* b;
   SP_(blocks_rewind)();
   while ((b = SP_(block_next)()) != NULL)
      if (is_around(b, a))
         return b;
   return NULL;
}

static void describe ( const struct sp_block* b, Addr a, BlockKind kind,
                       const HChar* what, AddrInfo* at )
{
   at->tag = Addr_Block;
   at->Addr.Block.block_kind = kind;
   at->Addr.Block.block_desc = what;
   at->Addr.Block.block_szB = b->size;
   at->Addr.Block.rwoffset = (Word)a - (Word)b->addr;
   at->Addr.Block.allocated_at = b->made;
   at->Addr.Block.freed_at = b->freed;
   VG_(initThreadInfo)(&at->Addr.Block.alloc_tinfo);
}

void SP_(block_info)(const struct sp_block* b, AddrInfo* at)
{
   describe(b, b->addr, Block_Mallocd, "block", at);
}

Bool SP_(block_describe)(Addr a, AddrInfo* at)
{
   const struct sp_block* freed = freed_around(a);
   const struct sp_block* b = live_around(a);
   if (b != NULL)
      describe(b, a, Block_Mallocd,
               freed != NULL ? "recently re-allocated block" : "block", at);
   else if (freed != NULL)
      describe(freed, a, Block_Freed, "block", at);
   return b != NULL || freed != NULL;
}
