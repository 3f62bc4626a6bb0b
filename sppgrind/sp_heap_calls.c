/* The core's replacements of malloc and its relatives, which run in the
   program, call these; and VERIFY_ALIGNMENT, the request in which they tell
   what sp_heap.c needs no knowledge of: alignments and sizes as the program
   gave them. */

#include "sp_heap_calls.h"

#include "pub_tool_tooliface.h"
#include "sp_block.h"
#include "sp_errors.h"
#include "sp_heap.h"

static void* sp_malloc ( ThreadId tid, SizeT n )
{
   return SP_(heap_allocate)(n, VG_(clo_alignment), 0, SP_ALLOC_MALLOC);
}

static void* sp_new ( ThreadId tid, SizeT n )
{
   return SP_(heap_allocate)(n, VG_(clo_alignment), 0, SP_ALLOC_NEW);
}

static void* sp_new_aligned ( ThreadId tid, SizeT n, SizeT align,
                              SizeT orig_align )
{
   return SP_(heap_allocate)(n, align, orig_align, SP_ALLOC_NEW);
}

static void* sp_vec_new ( ThreadId tid, SizeT n )
{
   return SP_(heap_allocate)(n, VG_(clo_alignment), 0, SP_ALLOC_NEW_ARRAY);
}

static void* sp_vec_new_aligned ( ThreadId tid, SizeT n, SizeT align,
                                  SizeT orig_align )
{
   return SP_(heap_allocate)(n, align, orig_align, SP_ALLOC_NEW_ARRAY);
}

static void* sp_memalign ( ThreadId tid, SizeT align, SizeT orig_align,
                           SizeT n )
{
   return SP_(heap_allocate)(n, align, orig_align, SP_ALLOC_MEMALIGN);
}

static void* sp_calloc ( ThreadId tid, SizeT count, SizeT each )
{
   return SP_(heap_allocate_zeroed)(count, each);
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

/*--------------------------------------------------------------------*/
/*--- Alignments and sizes                                         ---*/
/*--------------------------------------------------------------------*/

/* What an alignment has to be. */
enum demand { ANY, POWER, NOT_0, OF_POINTER };

/* names: of the functions, in a mismatch; NULL: not compared. */
static const struct call {
   enum demand  demand;
   Bool         multiple;         // the size has to be one of the alignment
   Bool         no_zero;          // of size 0 is not safe
   Bool         plain;            // the form that takes no alignment
   const HChar *aligns, *sizes;
} calls[] = {
   [AllocKindMemalign]         = { .demand = NOT_0, .no_zero = True },
   [AllocKindPosixMemalign]    = { .demand = OF_POINTER, .no_zero = True },
   [AllocKindAlignedAlloc]     = { .demand = POWER, .multiple = True,
                                   .no_zero = True },
   [AllocKindDeleteDefault]    = { .plain = True, .aligns = "new/delete" },
   [AllocKindVecDeleteDefault] = { .plain = True,
                                   .aligns = "new[]/delete[]" },
   [AllocKindDeleteSized]      = { .sizes = "new/delete" },
   [AllocKindVecDeleteSized]   = { .sizes = "new[][/delete[]" },
   [AllocKindNewAligned]       = { .demand = NOT_0 },
   [AllocKindVecNewAligned]    = { .demand = NOT_0 },
   [AllocKindDeleteAligned]    = { .demand = NOT_0, .aligns = "new/delete" },
   [AllocKindVecDeleteAligned] = { .demand = NOT_0,
                                   .aligns = "new[]/delete[]" },
   [AllocKindDeleteSizedAligned]    = { .demand = NOT_0,
                                        .aligns = "new/delete",
                                        .sizes = "new/delete" },
   [AllocKindVecDeleteSizedAligned] = { .demand = NOT_0,
                                        .aligns = "new[]/delete[]",
                                        .sizes = "new[]/delete[]" },
   [AllocKindFreeSized]        = { .sizes = "aligned_alloc/free_sized" },
   [AllocKindFreeAlignedSized] = { .demand = POWER, .multiple = True,
                                   .aligns = "aligned_alloc/free_aligned_sized",
                                   .sizes = "aligned_alloc/free_aligned_sized" },
};

static Bool is_power ( SizeT n )
{
   return (n & (n - 1)) == 0;
}

/* NULL: it is what it has to be. */
static const HChar* why_wrong ( enum demand demand, SizeT align )
{
   switch (demand) {
      case ANY:
         return NULL;
      case POWER:
         return is_power(align) ? NULL : " (should be a power of 2)";
      case NOT_0:
         return align != 0 && is_power(align)
                   ? NULL : " (should be non-zero and a power of 2)";
      case OF_POINTER:
         return align >= sizeof(SizeT) && is_power(align)
                   ? NULL : " (should be non-zero, a power of 2 and a "
                            "multiple of sizeof(void*))";
   }
   return NULL;
}

static void check_request ( ThreadId tid, const struct call* call,
                            const struct AlignedAllocInfo* info )
{
   SizeT align = info->orig_alignment;
   const HChar* why = why_wrong(call->demand, align);
   if (why != NULL && info->alloc_kind == AllocKindMemalign)
      why = " (should be power of 2)";
   if (why != NULL)
      SP_(error_alignment)(tid, align, 0, why);
   if (call->multiple && align != 0 && info->size % align != 0)
      SP_(error_alignment)(tid, align, info->size,
                           " (size should be a multiple of alignment)");
   if (call->no_zero && info->size == 0)
      SP_(error_zero_size)(tid);
}

static void check_block ( ThreadId tid, const struct call* call,
                          const struct AlignedAllocInfo* info )
{
   const struct sp_block* b = SP_(block_at)((Addr)info->mem);
   SizeT align = call->plain ? 0 : info->orig_alignment;
   AddrInfo at;
   if (b == NULL)
      return;
   SP_(block_info)(b, &at);
   if (call->aligns != NULL && b->align != align)
      SP_(error_align_mismatch)(tid, b->addr, &at, call->aligns, b->align,
                                align, call->plain);
   if (call->sizes != NULL && b->size != info->size)
      SP_(error_size_mismatch)(tid, b->addr, &at, call->sizes, info->size);
}

void SP_(heap_call_verify)(ThreadId tid, const struct AlignedAllocInfo* info)
{
   if ((UInt)info->alloc_kind >= sizeof calls / sizeof calls[0])
      return;
   check_request(tid, &calls[info->alloc_kind], info);
   check_block(tid, &calls[info->alloc_kind], info);
}

/*--------------------------------------------------------------------*/
/*--- Registration                                                 ---*/
/*--------------------------------------------------------------------*/

#define REDZONE 16                // Memcheck's; --redzone-size changes it

void SP_(heap_calls_init)(void)
{
   SP_(blocks_init)();
   VG_(needs_malloc_replacement)(
      sp_malloc, sp_new, sp_new_aligned, sp_vec_new, sp_vec_new_aligned,
      sp_memalign, sp_calloc, sp_free, sp_delete, sp_delete_aligned,
      sp_vec_delete, sp_vec_delete_aligned, sp_realloc,
      sp_malloc_usable_size, REDZONE);
}
