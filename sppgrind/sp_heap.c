/* The program's heap; see sp_heap.h.  Blocks come from the core's client
   arena.  Counting is Memcheck's: a realloc is one allocation and one free. */

#include "sp_heap.h"

#include "pub_tool_hashtable.h"
#include "pub_tool_replacemalloc.h"
#include "pub_tool_threadstate.h"
#include "pub_tool_tooliface.h"
#include "pub_tool_libcproc.h"
#include "sp_end.h"
#include "sp_errors.h"
#include "sp_memory.h"
#include "sp_options.h"
#include "sp_stack.h"
#include "sp_step.h"
#include "sp_stream.h"

typedef struct { void* next; UWord addr; SizeT size; } Block;

static VgHashTable* blocks;
static struct sp_heap_totals totals;
static ULong live_bytes;

struct sp_heap_totals SP_(heap_totals)(void)
{
   return totals;
}

/*--------------------------------------------------------------------*/
/*--- Blocks                                                       ---*/
/*--------------------------------------------------------------------*/

static void add_block ( Addr a, SizeT size )
{
   Block* b = VG_(malloc)("sp.heap.block", sizeof *b);
   b->addr = a;
   b->size = size;
   VG_(HT_add_node)(blocks, b);
   totals.allocs++;
   totals.bytes += size;
   live_bytes += size;
   if (SP_(opt).trace) {
      SP_(interest_add)(a, size, SP_CLASS_HEAP);
      SP_(shadow_zero)(a, size);
   }
}

/* The last writes to a block are put before it goes: its memory may be
   unmapped a moment later. */
static void drop_block ( Block* b )
{
   totals.frees++;
   live_bytes -= b->size;
   if (SP_(opt).trace) {
      SP_(memory_flush)(SP_(stack_pointer)());
      SP_(interest_drop)(b->addr, b->size);
   }
   VG_(free)(b);
}

/* False: so much is not to be had.  One request beyond the whole limit fails,
   as on a machine with less memory; many that add up end the program, which
   would seldom do anything useful with a null pointer. */
static Bool has_room_for ( SizeT size )
{
   if ((SSizeT)size < 0)
      return False;
   if (SP_(opt).max_heap == 0)
      return True;
   if (size > SP_(opt).max_heap)
      return False;
   if (live_bytes + size > SP_(opt).max_heap) {
      SP_(end_at_heap_limit)();
      VG_(exit)(SP_EXIT_AT_LIMIT);
   }
   return True;
}

void* SP_(heap_allocate)(SizeT size, SizeT align, enum sp_alloc_kind kind)
{
   if (!has_room_for(size))
      return NULL;
   void* p = VG_(cli_malloc)(align, size);
   if (p == NULL)
      return NULL;
   if (kind == SP_ALLOC_CALLOC)
      VG_(memset)(p, 0, size);
   add_block((Addr)p, size);
   if (SP_(event_begins)()) {
      ULong field[] = { (Addr)p, size, kind, align };
      SP_(put_numbers)(SP_REC_ALLOC, 4, field);
   }
   return p;
}

void SP_(heap_release)(void* p, enum sp_free_kind kind)
{
   Block* b = VG_(HT_remove)(blocks, (UWord)p);
   if (b == NULL) {
      SP_(error_free)(VG_(get_running_tid)(), (Addr)p);
      return;
   }
   if (SP_(event_begins)()) {
      ULong field[] = { (Addr)p, kind };
      SP_(memory_flush)(SP_(stack_pointer)());
      SP_(put_numbers)(SP_REC_FREE, 2, field);
   }
   drop_block(b);
   VG_(cli_free)(p);
}

static void put_realloc ( Addr from, Addr to, SizeT size )
{
   ULong field[] = { from, to, size };
   if (SP_(event_begins)())
      SP_(put_numbers)(SP_REC_REALLOC, 3, field);
}

static void* shrink ( Block* b, SizeT size )
{
   if (SP_(opt).trace) {
      SP_(memory_flush)(SP_(stack_pointer)());
      SP_(interest_drop)(b->addr, b->size);
      SP_(interest_add)(b->addr, size, SP_CLASS_HEAP);
   }
   totals.allocs++;
   totals.frees++;
   totals.bytes += size;
   live_bytes -= b->size - size;
   b->size = size;
   put_realloc(b->addr, b->addr, size);
   return (void*)b->addr;
}

static void* move ( Block* b, SizeT size )
{
   Addr  from = b->addr;
   SizeT from_size = b->size;
   void* p = VG_(cli_malloc)(VG_(clo_alignment), size);
   if (p == NULL)
      return NULL;
   VG_(memcpy)(p, (void*)from, from_size);
   VG_(HT_remove)(blocks, from);
   drop_block(b);
   add_block((Addr)p, size);
   put_realloc(from, (Addr)p, size);
   if (SP_(opt).trace)
      SP_(dirty_mark)((Addr)p, from_size);
   VG_(cli_free)((void*)from);
   return p;
}

void* SP_(heap_resize)(void* p, SizeT n)
{
   if (p == NULL)
      return SP_(heap_allocate)(n, VG_(clo_alignment), SP_ALLOC_REALLOC);
   if (n == 0 && VG_(clo_realloc_zero_bytes_frees)) {
      SP_(heap_release)(p, SP_FREE_FREE);
      return NULL;
   }
   Block* b = VG_(HT_lookup)(blocks, (UWord)p);
   if (b == NULL)
      SP_(error_free)(VG_(get_running_tid)(), (Addr)p);
   if (b == NULL || (SSizeT)n < 0
       || (n > b->size && !has_room_for(n - b->size)))
      return NULL;
   return n <= b->size ? shrink(b, n) : move(b, n);
}

SizeT SP_(heap_usable_size)(const void* p)
{
   Block* b = VG_(HT_lookup)(blocks, (UWord)p);
   return b ? b->size : 0;
}

/*--------------------------------------------------------------------*/
/*--- Replacement functions                                        ---*/
/*--------------------------------------------------------------------*/

static void* sp_malloc ( ThreadId tid, SizeT n )
{
   return SP_(heap_allocate)(n, VG_(clo_alignment), SP_ALLOC_MALLOC);
}

static void* sp_new ( ThreadId tid, SizeT n )
{
   return SP_(heap_allocate)(n, VG_(clo_alignment), SP_ALLOC_NEW);
}

static void* sp_new_aligned ( ThreadId tid, SizeT n, SizeT align,
                              SizeT orig_align )
{
   return SP_(heap_allocate)(n, align, SP_ALLOC_NEW);
}

static void* sp_vec_new ( ThreadId tid, SizeT n )
{
   return SP_(heap_allocate)(n, VG_(clo_alignment), SP_ALLOC_NEW_ARRAY);
}

static void* sp_vec_new_aligned ( ThreadId tid, SizeT n, SizeT align,
                                  SizeT orig_align )
{
   return SP_(heap_allocate)(n, align, SP_ALLOC_NEW_ARRAY);
}

static void* sp_memalign ( ThreadId tid, SizeT align, SizeT orig_align,
                           SizeT n )
{
   return SP_(heap_allocate)(n, align, SP_ALLOC_MEMALIGN);
}

static void* sp_calloc ( ThreadId tid, SizeT count, SizeT each )
{
   if (each != 0 && count > ~(SizeT)0 / each)
      return NULL;
   return SP_(heap_allocate)(count * each, VG_(clo_alignment), SP_ALLOC_CALLOC);
}

static void sp_free ( ThreadId tid, void* p )
{
   SP_(heap_release)(p, SP_FREE_FREE);
}

static void sp_delete ( ThreadId tid, void* p )
{
   SP_(heap_release)(p, SP_FREE_DELETE);
}

static void sp_delete_aligned ( ThreadId tid, void* p, SizeT align )
{
   SP_(heap_release)(p, SP_FREE_DELETE);
}

static void sp_vec_delete ( ThreadId tid, void* p )
{
   SP_(heap_release)(p, SP_FREE_DELETE_ARRAY);
}

static void sp_vec_delete_aligned ( ThreadId tid, void* p, SizeT align )
{
   SP_(heap_release)(p, SP_FREE_DELETE_ARRAY);
}

static void* sp_realloc ( ThreadId tid, void* p, SizeT n )
{
   return SP_(heap_resize)(p, n);
}

static SizeT sp_malloc_usable_size ( ThreadId tid, void* p )
{
   return SP_(heap_usable_size)(p);
}

void SP_(heap_init)(void)
{
   blocks = VG_(HT_construct)("sp.heap.blocks");
   VG_(needs_malloc_replacement)(
      sp_malloc, sp_new, sp_new_aligned, sp_vec_new, sp_vec_new_aligned,
      sp_memalign, sp_calloc, sp_free, sp_delete, sp_delete_aligned,
      sp_vec_delete, sp_vec_delete_aligned, sp_realloc,
      sp_malloc_usable_size, 0);
}
