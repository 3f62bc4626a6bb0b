/* Which errors count, and their records; see sp_error_report.h. */

#include "sp_error_report.h"

#include "pub_tool_machine.h"
#include "pub_tool_stacktrace.h"
#include "pub_tool_threadstate.h"
#include "sp_address.h"
#include "sp_error_core.h"
#include "sp_error_text.h"
#include "sp_memory.h"
#include "sp_objects.h"
#include "sp_options.h"
#include "sp_rows.h"
#include "sp_stack.h"
#include "sp_step.h"
#include "sp_stream.h"

/* An error that comes again is recorded so often: a loop over the end of an
   array shows at each of its steps, one that never ends fills no disk. */
#define REPEATS_MAX 1000

const struct sp_error_traits SP_(error_traits)[] = {
   [SP_ERR_ACCESS]           = { SP_ERROR_READ, False, True },
   [SP_ERR_JUMP]             = { SP_ERROR_JUMP, True, True },
   [SP_ERR_CONDITION]        = { SP_ERROR_CONDITION, False, False },
   [SP_ERR_VALUE]            = { SP_ERROR_VALUE, False, False },
   [SP_ERR_REGISTER]         = { SP_ERROR_PARAMETER, True, False },
   [SP_ERR_PARAMETER]        = { SP_ERROR_PARAMETER, True, True },
   [SP_ERR_CHECK]            = { SP_ERROR_CHECK_UNDEFINED, True, True },
   [SP_ERR_FREE]             = { SP_ERROR_FREE, True, True },
   [SP_ERR_MISMATCH]         = { SP_ERROR_MISMATCH, True, True },
   [SP_ERR_SIZE_MISMATCH]    = { SP_ERROR_MISMATCH, True, True },
   [SP_ERR_ALIGN_MISMATCH]   = { SP_ERROR_MISMATCH, True, True },
   [SP_ERR_OVERLAP]          = { SP_ERROR_OVERLAP, True, False },
   [SP_ERR_FISHY]            = { SP_ERROR_SIZE, True, False },
   [SP_ERR_ZERO_SIZE]        = { SP_ERROR_SIZE, True, False },
   [SP_ERR_REALLOC_ZERO]     = { SP_ERROR_REALLOC_ZERO, True, True },
   [SP_ERR_ALIGNMENT]        = { SP_ERROR_ALIGNMENT, True, False },
   [SP_ERR_MEMPOOL]          = { SP_ERROR_MEMPOOL, True, True },
   [SP_ERR_LEAK]             = { 0, False, False },   // never recorded
};

/*--------------------------------------------------------------------*/
/*--- Which count                                                  ---*/
/*--------------------------------------------------------------------*/

#define DEPTH_MAX 64

Bool SP_(is_replacement)(Addr ip)
{
   const HChar* name;
   return VG_(get_objname)(VG_(current_DiEpoch)(), ip, &name)
          && VG_(strstr)(name, "/vgpreload_sppgrind") != NULL;
}

Bool SP_(errors_count_at)(Addr ip)
{
   if (SP_(opt).errors != SP_ERRORS_TRACED)
      return SP_(opt).errors == SP_ERRORS_ALL;
   return SP_(is_own_code)(ip) || SP_(is_replacement)(ip);
}

static Bool is_called_by_traced ( ThreadId tid )
{
   Addr ip[DEPTH_MAX];
   UInt n = VG_(get_StackTrace)(tid, ip, DEPTH_MAX, NULL, NULL, 0);
   for (UInt i = 0; i < n; i++)
      if (SP_(is_own_code)(ip[i]))
         return True;
   return False;
}

static Bool counts ( ThreadId tid, enum sp_err kind )
{
   if (SP_(opt).errors != SP_ERRORS_TRACED)
      return SP_(opt).errors == SP_ERRORS_ALL;
   Addr ip = VG_(get_IP)(tid);
   if (SP_(is_own_code)(ip))
      return True;
   return (SP_(error_traits)[kind].at_call || SP_(is_replacement)(ip))
          && is_called_by_traced(tid);
}

/*--------------------------------------------------------------------*/
/*--- The stream                                                   ---*/
/*--------------------------------------------------------------------*/

static enum sp_error_kind recorded_kind ( enum sp_err kind,
                                          const struct sp_error* e )
{
   if (kind == SP_ERR_ACCESS && e->flag)
      return SP_ERROR_WRITE;
   if (kind == SP_ERR_PARAMETER && e->flag)
      return SP_ERROR_PARAMETER_ADDRESS;
   if (kind == SP_ERR_CHECK && e->flag)
      return SP_ERROR_CHECK_ADDRESS;
   return SP_(error_traits)[kind].recorded;
}

static void put_record ( const Error* err, Addr a, const AddrInfo* at,
                         Addr ip )
{
   const struct sp_error* e = sp_extra_of(err);
   HChar message[SP_ERROR_TEXT_MAX], address[SP_ADDRESS_TEXT_MAX];

   if (!SP_(event_begins)())
      return;
   SP_(memory_flush_early)(SP_(stack_pointer)());
   SP_(error_text)(message, err);
   SP_(address_text)(address, a, at);
   if (!SP_(record_begin)(SP_REC_ERROR, 64 + sizeof message + sizeof address))
      return;
   SP_(record_number)(recorded_kind(sp_err_of(err), e));
   SP_(record_number)(a);
   SP_(record_number)(e->size);
   SP_(record_number)(ip);
   SP_(record_string)(message, VG_(strlen)(message));
   SP_(record_string)(address, VG_(strlen)(address));
   SP_(record_end)();
}

/* err: as the core has it; a: of this occurrence; at: what that is. */
static void put_error ( const Error* err, Addr a, const AddrInfo* at )
{
   Addr ip = VG_(get_IP)(VG_(get_running_tid)());
   SP_(rows_take_back)(ip);
   put_record(err, a, at, ip);
   SP_(rows_put_again)();
}

/* One that comes again: once for each step. */
static void put_repeat ( const Error* err, Addr a )
{
   struct sp_error* e = sp_extra_of(err);
   AddrInfo at = { .tag = Addr_Undescribed };

   if (!e->shown || e->at_step == SP_(writer).n_steps
       || e->repeats == REPEATS_MAX)
      return;
   e->repeats++;
   e->at_step = SP_(writer).n_steps;
   if (SP_(error_traits)[sp_err_of(err)].has_address)
      SP_(address_describe)(VG_(current_DiEpoch)(), a, &at);
   put_error(err, a, &at);
   if (at.tag != Addr_Undescribed)
      VG_(clear_addrinfo)(&at);
}

static Bool put_shown ( void )
{
   const Error* err = SP_(error_take_shown)();
   if (err == NULL)
      return False;
   sp_extra_of(err)->at_step = SP_(writer).n_steps;
   put_error(err, VG_(get_error_address)(err), &sp_extra_of(err)->at);
   return True;
}

void SP_(errors_put_shown)(void)
{
   put_shown();
}

void SP_(error_report)(ThreadId tid, enum sp_err kind, Addr a,
                       const HChar* name, struct sp_error* e)
{
   if (!counts(tid, kind))
      return;
   const Error* repeated = SP_(error_tell)(tid, kind, a, name, e);
   if (!put_shown() && repeated != NULL)
      put_repeat(repeated, a);
}
