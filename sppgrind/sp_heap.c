/* The program's heap; see sp_heap.h.  Memory comes from the core's client
   arena.  Counting is Memcheck's: a realloc is one allocation and one free,
   and a free that fails is one too. */

#include "sp_heap.h"

#include "pub_tool_aspacemgr.h"
#include "pub_tool_libcproc.h"
#include "pub_tool_replacemalloc.h"
#include "pub_tool_threadstate.h"
#include "pub_tool_vki.h"
#include "sp_block.h"
#include "sp_block_use.h"
#include "sp_end.h"
#include "sp_errors.h"
#include "sp_memory.h"
#include "sp_options.h"
#include "sp_profile.h"
#include "sp_shadow.h"
#include "sp_stack.h"
#include "sp_step.h"
#include "sp_stream.h"

static struct sp_heap_totals totals;
static ULong live_bytes;

struct sp_heap_totals SP_(heap_totals)(void)
{
   return totals;
}

/*--------------------------------------------------------------------*/
/*--- Blocks                                                       ---*/
/*--------------------------------------------------------------------*/

static const struct alloc { enum sp_family family; const HChar* function; }
allocs[] = {
   [SP_ALLOC_MALLOC]    = { SP_FAMILY_C, "malloc" },
   [SP_ALLOC_CALLOC]    = { SP_FAMILY_C, "calloc" },
   [SP_ALLOC_REALLOC]   = { SP_FAMILY_C, "realloc" },
   [SP_ALLOC_MEMALIGN]  = { SP_FAMILY_C, "memalign" },
   [SP_ALLOC_NEW]       = { SP_FAMILY_NEW, "__builtin_new" },
   [SP_ALLOC_NEW_ARRAY] = { SP_FAMILY_NEW_ARRAY, "__builtin_vec_new" },
};

static const enum sp_family frees[] = {
   [SP_FREE_FREE]         = SP_FAMILY_C,
   [SP_FREE_DELETE]       = SP_FAMILY_NEW,
   [SP_FREE_DELETE_ARRAY] = SP_FAMILY_NEW_ARRAY,
};

/* told: the reader will hear of the block, and knows what a fresh one is. */
static void block_begins ( Addr a, SizeT size, Bool zeroed, Bool told )
{
   totals.allocs++;
   totals.bytes += size;
   live_bytes += size;
   if (SP_(opt).trace) {
      SP_(interest_add)(a, size, SP_CLASS_HEAP);
      SP_(shadow_zero)(a, size);
      if (told)
         SP_(shadow_state)(a, size, zeroed ? SP_VA_DEFINED : SP_VA_UNDEFINED);
   }
   if (zeroed)
      SP_(make_defined)(a, size);
   else
      SP_(make_undefined)(a, size);
}

/* The last writes to a block are put before it goes: its memory may be
   unmapped a moment later. */
static void block_ends ( Addr a, SizeT size, SizeT redzone )
{
   live_bytes -= size;
   if (SP_(opt).trace) {
      SP_(memory_flush)(SP_(stack_pointer)());
      SP_(interest_drop)(a, size);
   }
   SP_(make_noaccess)(a - redzone, size + 2 * redzone);
}

static void put_alloc ( Addr a, SizeT size, enum sp_alloc_kind kind,
                        SizeT align )
{
   ULong field[] = { a, size, kind, align };
   if (!SP_(event_begins)())
      return;
   SP_(profile_put_moment)();
   SP_(put_numbers)(SP_REC_ALLOC, 4, field);
   SP_(use_begins)(a, size, False);
}

static void put_free ( Addr a, enum sp_free_kind kind )
{
   ULong field[] = { a, kind };
   if (!SP_(event_begins)())
      return;
   SP_(memory_flush)(SP_(stack_pointer)());
   SP_(use_put)(a, False);
   SP_(profile_put_moment)();
   SP_(put_numbers)(SP_REC_FREE, 2, field);
   SP_(use_ends)(a);
}

/* The reader has no block there any more. */
static void forget_block ( Addr a, SizeT size )
{
   SP_(shadow_state)(a, size, SP_VA_NOACCESS);
}

static void put_realloc ( Addr from, Addr to, SizeT size )
{
   ULong field[] = { from, to, size };
   if (!SP_(event_begins)())
      return;
   SP_(use_put)(from, True);
   SP_(profile_put_moment)();
   SP_(put_numbers)(SP_REC_REALLOC, 3, field);
   SP_(use_ends)(from);
   SP_(use_begins)(to, size, True);
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

static Bool is_fishy ( const HChar* function, const HChar* argument,
                       SizeT size )
{
   return SP_(error_if_fishy)(VG_(get_running_tid)(), function, argument,
                              size);
}

static Bool size_is_fishy ( SizeT size, SizeT asked, enum sp_alloc_kind kind )
{
   HChar function[32];
   Bool aligned_new = asked != 0 && allocs[kind].family != SP_FAMILY_C;
   if (LIKELY((SSizeT)size >= 0))
      return False;
   VG_(sprintf)(function, "%s%s", allocs[kind].function,
                aligned_new ? "_aligned" : "");
   return is_fishy(function, "size", size);
}

/* byte -1: with nothing. */
static void fill ( Addr a, SizeT size, Int byte )
{
   if (byte < 0)
      return;
   VG_(memset)((void*)a, byte, size);
   SP_(dirty_mark)(a, size);
}

static void* allocate ( SizeT size, SizeT align, SizeT asked,
                        enum sp_alloc_kind kind )
{
   if (!has_room_for(size))
      return NULL;
   void* p = VG_(cli_malloc)(align, size);
   if (p == NULL)
      return NULL;
   SP_(block_add)((Addr)p, size, asked, allocs[kind].family);
   block_begins((Addr)p, size, kind == SP_ALLOC_CALLOC, True);
   fill((Addr)p, size, kind == SP_ALLOC_CALLOC ? 0 : SP_(opt).malloc_fill);
   put_alloc((Addr)p, size, kind, align);
   return p;
}

void* SP_(heap_allocate)(SizeT size, SizeT align, SizeT asked,
                         enum sp_alloc_kind kind)
{
   if (size_is_fishy(size, asked, kind))
      return NULL;
   return allocate(size, align, asked, kind);
}

void* SP_(heap_allocate_zeroed)(SizeT count, SizeT each)
{
   if (is_fishy("calloc", "nmemb", count) || is_fishy("calloc", "size", each)
       || (each != 0 && count > ~(SizeT)0 / each))
      return NULL;
   return allocate(count * each, VG_(clo_alignment), 0, SP_ALLOC_CALLOC);
}

/* Parts of a block of malloc's are no blocks to the reader, who has the
   whole. */
static Bool is_to_be_put ( Addr a )
{
   const NSegment* segment = VG_(am_find_nsegment)(a);
   return segment == NULL || !segment->isCH;
}

/* Reported while the block is still live; it is released all the same. */
static void check_family ( struct sp_block* b, enum sp_family family )
{
   AddrInfo at;
   if (b->family == family || !SP_(opt).show_mismatched_frees)
      return;
   SP_(block_info)(b, &at);
   SP_(error_mismatch)(VG_(get_running_tid)(), b->addr, &at);
}

static void release ( Addr a, SizeT redzone, enum sp_family family,
                      enum sp_free_kind kind )
{
   struct sp_block* b = SP_(block_at)(a);
   totals.frees++;
   if (b == NULL) {
      SP_(error_free)(VG_(get_running_tid)(), a);
      return;
   }
   check_family(b, family);
   if (family != SP_FAMILY_CUSTOM || is_to_be_put(a))
      put_free(a, kind);
   SP_(end_tidies)(a);
   SP_(block_take)(a);
   block_ends(a, b->size, redzone);
   if (family != SP_FAMILY_CUSTOM) {  // which may be part of a variable
      fill(a, b->size, SP_(opt).free_fill);
      forget_block(a, b->size);
   }
   SP_(block_keep_back)(b);
}

void SP_(heap_release)(void* p, enum sp_free_kind kind)
{
   release((Addr)p, SP_(block_redzone)(), frees[kind], kind);
}

/* The block always moves, as with Memcheck: then the use of a pointer to
   where it was is found.  That its new part is red zone was so before: the
   core's free memory is not addressable. */
static void* move ( struct sp_block* b, SizeT size )
{
   Addr  from = b->addr;
   SizeT kept = b->size < size ? b->size : size;
   void* p = VG_(cli_malloc)(VG_(clo_alignment), size);
   if (p == NULL)
      return NULL;
   SP_(block_add)((Addr)p, size, 0, SP_FAMILY_C);
   block_begins((Addr)p, size, False, True);
   fill((Addr)p + kept, size - kept, SP_(opt).malloc_fill);
   VG_(memcpy)(p, (void*)from, kept);
   SP_(copy_definedness)(from, (Addr)p, kept);
   SP_(block_take)(from);
   block_ends(from, b->size, SP_(block_redzone)());
   fill(from, b->size, SP_(opt).free_fill);
   put_realloc(from, (Addr)p, size);
   if (SP_(opt).trace) {
      forget_block(from, b->size);
      SP_(shadow_zero)((Addr)p, size);
      SP_(shadow_state)((Addr)p, size, SP_VA_UNDEFINED);
      SP_(dirty_mark)((Addr)p, kept);
   }
   SP_(block_keep_back)(b);
   return p;
}

void* SP_(heap_resize)(void* p, SizeT n)
{
   ThreadId tid = VG_(get_running_tid)();
   if (size_is_fishy(n, 0, SP_ALLOC_REALLOC))
      return NULL;
   if (p == NULL)
      return allocate(n, VG_(clo_alignment), 0, SP_ALLOC_REALLOC);
   if (n == 0 && SP_(opt).show_realloc_zero)
      SP_(error_realloc_zero)(tid, (Addr)p);
   if (n == 0 && VG_(clo_realloc_zero_bytes_frees)) {
      SP_(heap_release)(p, SP_FREE_FREE);
      return NULL;
   }
   if (n == 0)
      n = 1;
   totals.frees++;
   struct sp_block* b = SP_(block_at)((Addr)p);
   if (b == NULL) {
      totals.allocs++;
      totals.bytes += n;
      SP_(error_free)(tid, (Addr)p);
      return NULL;
   }
   check_family(b, SP_FAMILY_C);
   return n <= b->size || has_room_for(n - b->size) ? move(b, n) : NULL;
}

SizeT SP_(heap_usable_size)(const void* p)
{
   struct sp_block* b = SP_(block_at)((Addr)p);
   return b ? b->size : 0;
}

/*--------------------------------------------------------------------*/
/*--- The program's own allocators                                 ---*/
/*--------------------------------------------------------------------*/

/* The program may say that any memory is a block; some cannot be read. */
static void guard_if_unreadable ( Addr a, SizeT size )
{
   if (!VG_(am_is_valid_for_client)(a, size > 0 ? size : 1, VKI_PROT_READ))
      SP_(guard)(a, size);
}

void SP_(heap_part_begins)(Addr a, SizeT size, SizeT redzone, Bool zeroed)
{
   block_begins(a, size, zeroed, is_to_be_put(a));
   guard_if_unreadable(a, size);
   SP_(make_noaccess)(a - redzone, redzone);
   SP_(make_noaccess)(a + size, redzone);
   if (is_to_be_put(a))
      put_alloc(a, size, SP_ALLOC_MALLOC, VG_(clo_alignment));
}

void SP_(heap_part_ends)(const struct sp_block* b, SizeT redzone)
{
   totals.frees++;
   if (is_to_be_put(b->addr))
      put_free(b->addr, SP_FREE_FREE);
   block_ends(b->addr, b->size, redzone);
}

void SP_(heap_custom_made)(Addr a, SizeT size, SizeT redzone, Bool zeroed)
{
   SP_(block_add)(a, size, 0, SP_FAMILY_CUSTOM);
   SP_(heap_part_begins)(a, size, redzone, zeroed);
}

void SP_(heap_custom_freed)(Addr a, SizeT redzone)
{
   release(a, redzone, SP_FAMILY_CUSTOM, SP_FREE_FREE);
}

void SP_(heap_custom_resized)(Addr a, SizeT from, SizeT to, SizeT redzone)
{
   struct sp_block* b = SP_(block_at)(a);
   if (b == NULL || b->size != from || to == 0) {
      SP_(error_free)(VG_(get_running_tid)(), a);
      return;
   }
   if (from == to)
      return;
   b->size = to;
   live_bytes += to - from;
   if (SP_(opt).trace) {
      SP_(memory_flush)(SP_(stack_pointer)());
      SP_(interest_drop)(a, from);
      SP_(interest_add)(a, to, SP_CLASS_HEAP);
      guard_if_unreadable(a, to);
   }
   if (to > from)
      SP_(make_undefined)(a + from, to - from);
   else
      SP_(make_noaccess)(a + to, from - to);
   SP_(make_noaccess)(a + to, redzone);
   if (is_to_be_put(a))
      put_realloc(a, a, to);
}
