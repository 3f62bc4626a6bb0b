/* Memory with a name; see sp_named.h. */

#include "sp_named.h"

#include "pub_tool_threadstate.h"

typedef struct {
   Addr        addr;              // 0: free to be used again
   SizeT       size;
   HChar*      name;
   ExeContext* named;
} Named;

static XArray* all;               // of Named; numbers are indices

static Named* at_index ( UWord i )
{
   return VG_(indexXA)(all, i);
}

static UWord count ( void )
{
   return all != NULL ? VG_(sizeXA)(all) : 0;
}

/* Numbers are given out again, the lowest first, as Memcheck does. */
static UWord free_number ( void )
{
   Named none = { 0 };
   UWord i = 0;
   if (all == NULL)
      all = VG_(newXA)(VG_(malloc), "sp.named.all", VG_(free), sizeof(Named));
   while (i < count() && at_index(i)->addr != 0)
      i++;
   if (i == count())
      VG_(addToXA)(all, &none);
   return i;
}

UWord SP_(name_block)(Addr a, SizeT size, const HChar* name)
{
   if (a == 0 || size == 0)
      return -1;
   UWord i = free_number();
   *at_index(i) = (Named){
      .addr = a, .size = size, .name = VG_(strdup)("sp.named.name", name),
      .named = VG_(record_ExeContext)(VG_(get_running_tid)(), 0)
   };
   return i;
}

Bool SP_(name_discard)(UWord number)
{
   if (number >= count() || at_index(number)->addr == 0)
      return False;
   VG_(free)(at_index(number)->name);
   at_index(number)->addr = 0;
   return True;
}

Bool SP_(name_describe)(Addr a, AddrInfo* at)
{
   for (UWord i = 0; i < count(); i++) {
      const Named* n = at_index(i);
      if (n->addr == 0 || a - n->addr >= n->size)
         continue;
      at->tag = Addr_Block;
      at->Addr.Block.block_kind = Block_UserG;
      at->Addr.Block.block_desc = n->name;
      at->Addr.Block.block_szB = n->size;
      at->Addr.Block.rwoffset = a - n->addr;
      at->Addr.Block.allocated_at = n->named;
      at->Addr.Block.freed_at = VG_(null_ExeContext)();
      VG_(initThreadInfo)(&at->Addr.Block.alloc_tinfo);
      return True;
   }
   return False;
}
