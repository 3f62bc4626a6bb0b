/* Client requests; see sp_requests.h. */

#include "sp_requests.h"

#include "memcheck.h"
#include "pub_tool_aspacemgr.h"
#include "pub_tool_vki.h"
#include "sp_errors.h"
#include "sp_heap.h"
#include "sp_heap_calls.h"
#include "sp_leak_report.h"
#include "sp_memory.h"
#include "sp_named.h"
#include "sp_options.h"
#include "sp_pool.h"
#include "sp_shadow.h"
#include "sp_step.h"
#include "sppgrind.h"

static Bool own_request ( const UWord* args, UWord* result )
{
   switch (args[0]) {
      case VG_USERREQ__SPPGRIND_START_RECORDING:
         SP_(recording_pause)(False);
         return True;
      case VG_USERREQ__SPPGRIND_STOP_RECORDING:
         SP_(recording_pause)(True);
         return True;
      case _VG_USERREQ__SPPGRIND_UNBUFFERED_STDIO:
         *result = SP_(opt).trace && SP_(opt).unbuffered_stdio;
         return True;
   }
   return False;
}

/*--------------------------------------------------------------------*/
/*--- What memory is                                               ---*/
/*--------------------------------------------------------------------*/

/* The answer is the first byte that is not as it should be, 0 for none. */
static Addr check_addressable ( ThreadId tid, Addr a, SizeT n )
{
   Addr bad;
   if (SP_(is_addressable)(a, n, &bad))
      return 0;
   SP_(error_check)(tid, bad, True);
   return bad;
}

static Addr check_defined ( ThreadId tid, Addr a, SizeT n )
{
   Addr undefined = 0, bad;
   if (!SP_(is_defined)(a, n, &undefined))
      SP_(error_check)(tid, undefined, False);
   bad = check_addressable(tid, a, n);
   return undefined != 0 && (bad == 0 || undefined < bad) ? undefined : bad;
}

/* Memcheck's answers. */
enum { VBITS_DONE = 1, VBITS_NOT_ADDRESSABLE = 3 };

/* What the tool itself will read or write.  The program may give it any
   address. */
static Bool can_read ( Addr a, SizeT n )
{
   return n == 0 || VG_(am_is_valid_for_client)(a, n, VKI_PROT_READ);
}

static Bool can_write ( Addr a, SizeT n )
{
   return n == 0
          || VG_(am_is_valid_for_client)(a, n, VKI_PROT_READ | VKI_PROT_WRITE);
}

/* A string of the program's, or another one where it cannot be read. */
static const HChar* text_at ( Addr a, const HChar* otherwise )
{
   enum { LONGEST = 4096 };
   for (SizeT n = 0; n < LONGEST; n++) {
      if ((n == 0 || (a + n) % VKI_PAGE_SIZE == 0) && !can_read(a + n, 1))
         return otherwise;
      if (((const HChar*)a)[n] == '\0')
         return (const HChar*)a;
   }
   return otherwise;
}

static UWord get_vbits ( Addr a, Addr to, SizeT n )
{
   if (!SP_(is_addressable)(to, n, NULL) || !can_write(to, n)
       || !SP_(get_vbits)(a, (UChar*)to, n))
      return VBITS_NOT_ADDRESSABLE;
   SP_(make_defined)(to, n);
   SP_(dirty_mark)(to, n);
   return VBITS_DONE;
}

static UWord set_vbits ( Addr a, Addr from, SizeT n )
{
   if (!SP_(is_addressable)(from, n, NULL) || !can_read(from, n)
       || !SP_(set_vbits)(a, (const UChar*)from, n))
      return VBITS_NOT_ADDRESSABLE;
   return VBITS_DONE;
}

static Bool memory_request ( ThreadId tid, const UWord* args, UWord* result )
{
   const UWord none = -1;
   switch (args[0]) {
      case VG_USERREQ__MAKE_MEM_NOACCESS:
         SP_(make_noaccess)(args[1], args[2]);
         *result = none;
         return True;
      case VG_USERREQ__MAKE_MEM_UNDEFINED:
         SP_(make_undefined)(args[1], args[2]);
         *result = none;
         return True;
      case VG_USERREQ__MAKE_MEM_DEFINED:
         SP_(make_defined)(args[1], args[2]);
         *result = none;
         return True;
      case VG_USERREQ__MAKE_MEM_DEFINED_IF_ADDRESSABLE:
         SP_(make_defined_if_addressable)(args[1], args[2]);
         *result = none;
         return True;
      case VG_USERREQ__CHECK_MEM_IS_ADDRESSABLE:
         *result = check_addressable(tid, args[1], args[2]);
         return True;
      case VG_USERREQ__CHECK_MEM_IS_DEFINED:
         *result = check_defined(tid, args[1], args[2]);
         return True;
      case VG_USERREQ__GET_VBITS:
         *result = get_vbits(args[1], args[2], args[3]);
         return True;
      case VG_USERREQ__SET_VBITS:
         *result = set_vbits(args[1], args[2], args[3]);
         return True;
   }
   return False;
}

/*--------------------------------------------------------------------*/
/*--- Errors, names, blocks, pools                                 ---*/
/*--------------------------------------------------------------------*/

static Bool error_request ( ThreadId tid, const UWord* args, UWord* result )
{
   switch (args[0]) {
      case VG_USERREQ__CREATE_BLOCK:
         *result = SP_(name_block)(args[1], args[2],
                                   text_at(args[3], "block"));
         return True;
      case VG_USERREQ__DISCARD:
         *result = !SP_(name_discard)(args[2]);
         return True;
      case VG_USERREQ__DISABLE_ADDR_ERROR_REPORTING_IN_RANGE:
         *result = SP_(error_ignore_range)(args[1], args[2], True);
         return True;
      case VG_USERREQ__ENABLE_ADDR_ERROR_REPORTING_IN_RANGE:
         *result = SP_(error_ignore_range)(args[1], args[2], False);
         return True;
      case _VG_USERREQ__MEMCHECK_RECORD_OVERLAP_ERROR:
         SP_(error_overlap)(tid, text_at(args[1], "memcpy"), args[2], args[3],
                            args[4]);
         return True;
   }
   return False;
}

/* Valgrind gives programs no memory there, nor so much; to look at each page
   of it takes for ever. */
static Bool is_absurd ( Addr a, SizeT size )
{
   return a >> SP_VA_ADDRESS_BITS != 0 || size >> SP_VA_ADDRESS_BITS != 0;
}

static void give_counts ( struct sp_leak_counts c, const UWord* args )
{
   const UWord count[] = { c.leaked, c.dubious, c.reachable, c.suppressed };
   for (UInt i = 0; i < 4; i++)
      if (can_write(args[1 + i], sizeof(UWord))) {
         *(UWord*)args[1 + i] = count[i];
         SP_(dirty_mark)(args[1 + i], sizeof(UWord));
      }
}

/* Whether there are more than at the check before is not told apart. */
static Bool leak_request ( ThreadId tid, const UWord* args )
{
   switch (args[0]) {
      case VG_USERREQ__DO_LEAK_CHECK:
         SP_(leak_check)(tid, args[1] == 1 ? SP_LEAK_CHECK_SUMMARY
                                           : SP_LEAK_CHECK_FULL);
         return True;
      case VG_USERREQ__COUNT_LEAKS:
         give_counts(SP_(leaked_bytes)(), args);
         return True;
      case VG_USERREQ__COUNT_LEAK_BLOCKS:
         give_counts(SP_(leaked_blocks)(), args);
         return True;
   }
   return False;
}

static Bool block_request ( ThreadId tid, const UWord* args )
{
   switch (args[0]) {
      case VG_USERREQ__MALLOCLIKE_BLOCK:
         if (!is_absurd(args[1], args[2]))
            SP_(heap_custom_made)(args[1], args[2], args[3], args[4]);
         return True;
      case VG_USERREQ__RESIZEINPLACE_BLOCK:
         if (!is_absurd(args[1], args[3]))
            SP_(heap_custom_resized)(args[1], args[2], args[3], args[4]);
         return True;
      case VG_USERREQ__FREELIKE_BLOCK:
         SP_(heap_custom_freed)(args[1], args[2]);
         return True;
      case _VG_USERREQ__MEMCHECK_VERIFY_ALIGNMENT:
         if (can_read(args[1], sizeof(struct AlignedAllocInfo)))
            SP_(heap_call_verify)(tid,
                                  (const struct AlignedAllocInfo*)args[1]);
         return True;
   }
   return False;
}

static Bool pool_request ( const UWord* args, UWord* result )
{
   switch (args[0]) {
      case VG_USERREQ__CREATE_MEMPOOL:
         SP_(pool_create)(args[1], args[2], args[3], args[4]);
         return True;
      case VG_USERREQ__DESTROY_MEMPOOL:
         SP_(pool_destroy)(args[1]);
         return True;
      case VG_USERREQ__MEMPOOL_ALLOC:
         if (!is_absurd(args[2], args[3]))
            SP_(pool_allocate)(args[1], args[2], args[3]);
         return True;
      case VG_USERREQ__MEMPOOL_FREE:
         SP_(pool_release)(args[1], args[2]);
         return True;
      case VG_USERREQ__MEMPOOL_TRIM:
         SP_(pool_trim)(args[1], args[2], args[3]);
         return True;
      case VG_USERREQ__MOVE_MEMPOOL:
         SP_(pool_move)(args[1], args[2]);
         return True;
      case VG_USERREQ__MEMPOOL_CHANGE:
         if (!is_absurd(args[3], args[4]))
            SP_(pool_change)(args[1], args[2], args[3], args[4]);
         return True;
      case VG_USERREQ__MEMPOOL_EXISTS:
         *result = SP_(pool_exists)(args[1]);
         return True;
   }
   return False;
}

Bool SP_(client_request)(ThreadId tid, UWord* args, UWord* result)
{
   *result = 0;
   return own_request(args, result) || memory_request(tid, args, result)
          || error_request(tid, args, result) || block_request(tid, args)
          || pool_request(args, result) || leak_request(tid, args);
}
