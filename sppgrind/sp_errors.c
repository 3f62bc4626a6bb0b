/* Memory errors; see sp_errors.h.  Which kinds there are is one table; the
   core does the comparing, counting and printing of stacks. */

#include "sp_errors.h"

#include "pub_tool_errormgr.h"
#include "pub_tool_machine.h"
#include "pub_tool_options.h"
#include "pub_tool_rangemap.h"
#include "pub_tool_stacktrace.h"
#include "pub_tool_threadstate.h"
#include "pub_tool_tooliface.h"
#include "sp_address.h"
#include "sp_core.h"
#include "sp_error.h"
#include "sp_error_text.h"
#include "sp_memory.h"
#include "sp_named.h"
#include "sp_objects.h"
#include "sp_options.h"
#include "sp_stack.h"
#include "sp_step.h"
#include "sp_stream.h"
#include "sp_suppress.h"

/* An error that comes again is recorded so often: a loop over the end of an
   array shows at each of its steps, one that never ends fills no disk. */
#define REPEATS_MAX 1000

static const struct kind {
   enum sp_error_kind recorded;
   Bool at_call;                  // found by a function that was called
   Bool has_address;              // to be described
} kinds[] = {
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

/* What the core did with the error that is being told to it. */
static const Error* shown;        // it printed this new one
static const Error* repeated;     // it knows this one already

static struct sp_error* extra_of ( const Error* err )
{
   return VG_(get_error_extra)(err);
}

static enum sp_err kind_of ( const Error* err )
{
   return (enum sp_err)VG_(get_error_kind)(err);
}

/*--------------------------------------------------------------------*/
/*--- What the core asks                                           ---*/
/*--------------------------------------------------------------------*/

static Bool are_same ( const Error* x, const Error* y )
{
   const struct sp_error *a = extra_of(x), *b = extra_of(y);
   switch (kind_of(x)) {
      case SP_ERR_REGISTER:
         return VG_STREQ(VG_(get_error_string)(x), VG_(get_error_string)(y));
      case SP_ERR_PARAMETER:
         return a->flag == b->flag
                && VG_STREQ(VG_(get_error_string)(x),
                            VG_(get_error_string)(y));
      case SP_ERR_CHECK:
         return a->flag == b->flag;
      case SP_ERR_FISHY:
         return VG_STREQ(VG_(get_error_string)(x), VG_(get_error_string)(y))
                && VG_STREQ(a->text, b->text);
      case SP_ERR_ACCESS: case SP_ERR_VALUE: case SP_ERR_SIZE_MISMATCH:
         return a->size == b->size;
      case SP_ERR_ALIGN_MISMATCH: case SP_ERR_ALIGNMENT:
         return a->size == b->size && a->align == b->align
                && a->flag == b->flag;
      case SP_ERR_JUMP: case SP_ERR_CONDITION: case SP_ERR_FREE:
      case SP_ERR_MISMATCH: case SP_ERR_OVERLAP: case SP_ERR_ZERO_SIZE:
      case SP_ERR_REALLOC_ZERO: case SP_ERR_MEMPOOL: case SP_ERR_LEAK:
         return True;
   }
   return False;
}

static Bool eq_error ( VgRes res, const Error* known, const Error* err )
{
   if (!are_same(known, err))
      return False;
   repeated = known;
   return True;
}

static void before_pp_error ( const Error* err ) { }

static void pp_error ( const Error* err )
{
   struct sp_error* e = extra_of(err);
   HChar text[SP_ERROR_TEXT_MAX];

   SP_(error_text)(text, err);
   if (VG_(clo_xml) && e->loss != NULL)
      VG_(printf_xml)("  <kind>%s</kind>\n  <xwhat>\n    <text>%s</text>\n"
                      "    <leakedbytes>%lu</leakedbytes>\n"
                      "    <leakedblocks>%lu</leakedblocks>\n  </xwhat>\n",
                      SP_(error_xml_name)(err), text,
                      e->loss->size + e->loss->indirect, e->loss->n_blocks);
   else if (VG_(clo_xml))
      VG_(printf_xml)("  <kind>%s</kind>\n  <what>%pS</what>\n",
                      SP_(error_xml_name)(err), text);
   else
      VG_(umsg)("%s\n", text);
   VG_(pp_ExeContext)(VG_(get_error_where)(err));
   if (e->at.tag != Addr_Undescribed)
      VG_(pp_addrinfo_mc)(VG_(get_error_address)(err), &e->at, False);
   e->shown = True;
   shown = e->loss == NULL ? err : NULL;   // leaks are of no step
}

/* Only for errors that are new: to describe an address takes long. */
static UInt update_extra ( const Error* err )
{
   struct sp_error* e = extra_of(err);
   Addr a = VG_(get_error_address)(err);
   if (e->at.tag != Addr_Undescribed)
      SP_(name_describe)(a, &e->at);
   else if (kinds[kind_of(err)].has_address)
      SP_(address_describe)(
         VG_(get_ExeContext_epoch)(VG_(get_error_where)(err)), a, &e->at);
   return sizeof *e;
}

/*--------------------------------------------------------------------*/
/*--- Which errors count                                           ---*/
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
   return (kinds[kind].at_call || SP_(is_replacement)(ip))
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
   return kinds[kind].recorded;
}

static void put_record ( const Error* err, Addr a, const AddrInfo* at,
                         Addr ip )
{
   const struct sp_error* e = extra_of(err);
   HChar message[SP_ERROR_TEXT_MAX], address[SP_ADDRESS_TEXT_MAX];

   if (!SP_(event_begins)())
      return;
   SP_(memory_flush)(SP_(stack_pointer)());
   SP_(error_text)(message, err);
   SP_(address_text)(address, a, at);
   if (!SP_(record_begin)(SP_REC_ERROR, 64 + sizeof message + sizeof address))
      return;
   SP_(record_number)(recorded_kind(kind_of(err), e));
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
   struct sp_error* e = extra_of(err);
   AddrInfo at = { .tag = Addr_Undescribed };

   if (!e->shown || e->at_step == SP_(writer).n_steps
       || e->repeats == REPEATS_MAX)
      return;
   e->repeats++;
   e->at_step = SP_(writer).n_steps;
   if (kinds[kind_of(err)].has_address)
      SP_(address_describe)(VG_(current_DiEpoch)(), a, &at);
   put_error(err, a, &at);
   if (at.tag != Addr_Undescribed)
      VG_(clear_addrinfo)(&at);
}

void SP_(errors_put_shown)(void)
{
   if (shown == NULL)
      return;
   extra_of(shown)->at_step = SP_(writer).n_steps;
   put_error(shown, VG_(get_error_address)(shown), &extra_of(shown)->at);
   shown = NULL;
}

static void report ( ThreadId tid, enum sp_err kind, Addr a,
                     const HChar* name, struct sp_error* e )
{
   if (!counts(tid, kind))
      return;
   shown = repeated = NULL;
   VG_(maybe_record_error)(tid, (ErrorKind)kind, a, name, e);
   if (shown != NULL)
      SP_(errors_put_shown)();
   else if (repeated != NULL)
      put_repeat(repeated, a);
}

/*--------------------------------------------------------------------*/
/*--- The errors                                                   ---*/
/*--------------------------------------------------------------------*/

static RangeMap* ignored;         // 1: is; NULL: nothing is

Bool SP_(error_ignore_range)(Addr a, SizeT size, Bool ignore)
{
   if (size == 0 || a + size - 1 < a)
      return False;
   if (ignored == NULL)
      ignored = VG_(newRangeMap)(VG_(malloc), "sp.errors.ignored", VG_(free),
                                 0);
   VG_(bindRangeMap)(ignored, a, a + size - 1, ignore);
   return True;
}

static Bool is_ignored ( Addr a )
{
   UWord is = 0, first, last;
   if (ignored != NULL)
      VG_(lookupRangeMap)(&first, &last, &is, ignored, a);
   return is != 0;
}

void SP_(error_access)(ThreadId tid, Addr a, SizeT size, Bool write)
{
   struct sp_error e = { .size = size, .flag = write };
   if (is_ignored(a))
      return;
   report(tid, SP_ERR_ACCESS, a, NULL, &e);
}

void SP_(error_jump_undefined)(ThreadId tid)
{
   struct sp_error e = { 0 };
   report(tid, SP_ERR_CONDITION, 0, NULL, &e);
}

void SP_(error_value_undefined)(ThreadId tid, SizeT size)
{
   struct sp_error e = { .size = size };
   report(tid, SP_ERR_VALUE, 0, NULL, &e);
}

void SP_(error_jump_invalid)(ThreadId tid, Addr a)
{
   struct sp_error e = { 0 };
   report(tid, SP_ERR_JUMP, a, NULL, &e);
}

void SP_(error_parameter_register)(ThreadId tid, const HChar* name)
{
   struct sp_error e = { 0 };
   report(tid, SP_ERR_REGISTER, 0, name, &e);
}

void SP_(error_parameter_memory)(ThreadId tid, const HChar* name, Addr a,
                                 Bool unaddressable)
{
   struct sp_error e = { .flag = unaddressable };
   report(tid, SP_ERR_PARAMETER, a, name, &e);
}

void SP_(error_check)(ThreadId tid, Addr a, Bool unaddressable)
{
   struct sp_error e = { .flag = unaddressable };
   report(tid, SP_ERR_CHECK, a, NULL, &e);
}

void SP_(error_free)(ThreadId tid, Addr a)
{
   struct sp_error e = { 0 };
   report(tid, SP_ERR_FREE, a, NULL, &e);
}

void SP_(error_mismatch)(ThreadId tid, Addr a, const AddrInfo* block)
{
   struct sp_error e = { .at = *block };
   report(tid, SP_ERR_MISMATCH, a, NULL, &e);
}

void SP_(error_size_mismatch)(ThreadId tid, Addr a, const AddrInfo* block,
                              const HChar* functions, SizeT size)
{
   struct sp_error e = { .at = *block, .text = functions, .size = size };
   report(tid, SP_ERR_SIZE_MISMATCH, a, NULL, &e);
}

void SP_(error_align_mismatch)(ThreadId tid, Addr a, const AddrInfo* block,
                               const HChar* functions, SizeT align,
                               SizeT freed_with, Bool plain)
{
   struct sp_error e = { .at = *block, .text = functions, .align = align,
                         .size = freed_with, .flag = plain };
   report(tid, SP_ERR_ALIGN_MISMATCH, a, NULL, &e);
}

void SP_(error_alignment)(ThreadId tid, SizeT align, SizeT size,
                          const HChar* why)
{
   struct sp_error e = { .align = align, .size = size, .text = why };
   report(tid, SP_ERR_ALIGNMENT, 0, NULL, &e);
}

void SP_(error_zero_size)(ThreadId tid)
{
   struct sp_error e = { 0 };
   report(tid, SP_ERR_ZERO_SIZE, 0, NULL, &e);
}

void SP_(error_realloc_zero)(ThreadId tid, Addr a)
{
   struct sp_error e = { 0 };
   report(tid, SP_ERR_REALLOC_ZERO, a, NULL, &e);
}

Bool SP_(error_if_fishy)(ThreadId tid, const HChar* function,
                         const HChar* argument, SizeT value)
{
   struct sp_error e = { .text = argument, .size = value };
   if ((SSizeT)value >= 0)
      return False;
   report(tid, SP_ERR_FISHY, 0, function, &e);
   return True;
}

void SP_(error_mempool)(ThreadId tid, Addr a)
{
   struct sp_error e = { 0 };
   report(tid, SP_ERR_MEMPOOL, a, NULL, &e);
}

void SP_(error_overlap)(ThreadId tid, const HChar* function, Addr to,
                        Addr from, SizeT size)
{
   struct sp_error e = { .to = to, .from = from, .size = size };
   report(tid, SP_ERR_OVERLAP, 0, function, &e);
}

Bool SP_(error_leak)(ThreadId tid, const struct sp_loss_record* loss,
                     Bool print, Bool count)
{
   struct sp_error e = { .loss = loss };
   return VG_(unique_error)(tid, (ErrorKind)SP_ERR_LEAK, 0, NULL, &e,
                            loss->made, print, False, count);
}

/*--------------------------------------------------------------------*/
/*--- Start                                                        ---*/
/*--------------------------------------------------------------------*/

void SP_(errors_init)(void)
{
   VG_(needs_core_errors)(True);
   VG_(needs_tool_errors)(eq_error, before_pp_error, pp_error, True,
                          update_extra, SP_(suppress_recognised),
                          SP_(suppress_read_extra), SP_(suppress_matches),
                          SP_(suppress_name), SP_(suppress_put_extra),
                          SP_(suppress_put_use), SP_(suppress_used));
   VG_(needs_xml_output)();
   VG_(needs_libc_freeres)();
   VG_(needs_cxx_freeres)();
   VG_(clo_read_inline_info) = True;   // as with Memcheck, unless it is given
}

/* The core compares the tool's name with Memcheck's where it reads
   suppressions, and where it chooses the dynamic linker's functions that
   have to be replaced so that they read no byte beyond a string.  Both are
   done between these two. */
void SP_(errors_start)(void)
{
   if (SP_(opt).errors != SP_ERRORS_NO)
      VG_(details_name)("Memcheck");
}

void SP_(errors_first_thread)(void)
{
   VG_(details_name)("sppgrind");
}
