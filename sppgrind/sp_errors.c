/* Memory errors; see sp_errors.h. */

#include "sp_errors.h"

#include "pub_tool_rangemap.h"
#include "sp_error_report.h"

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
   SP_(error_report)(tid, SP_ERR_ACCESS, a, NULL, &e);
}

void SP_(error_jump_undefined)(ThreadId tid)
{
   struct sp_error e = { 0 };
   SP_(error_report)(tid, SP_ERR_CONDITION, 0, NULL, &e);
}

void SP_(error_value_undefined)(ThreadId tid, SizeT size)
{
   struct sp_error e = { .size = size };
   SP_(error_report)(tid, SP_ERR_VALUE, 0, NULL, &e);
}

void SP_(error_jump_invalid)(ThreadId tid, Addr a)
{
   struct sp_error e = { 0 };
   SP_(error_report)(tid, SP_ERR_JUMP, a, NULL, &e);
}

void SP_(error_parameter_register)(ThreadId tid, const HChar* name)
{
   struct sp_error e = { 0 };
   SP_(error_report)(tid, SP_ERR_REGISTER, 0, name, &e);
}

void SP_(error_parameter_memory)(ThreadId tid, const HChar* name, Addr a,
                                 Bool unaddressable)
{
   struct sp_error e = { .flag = unaddressable };
   SP_(error_report)(tid, SP_ERR_PARAMETER, a, name, &e);
}

void SP_(error_check)(ThreadId tid, Addr a, Bool unaddressable)
{
   struct sp_error e = { .flag = unaddressable };
   SP_(error_report)(tid, SP_ERR_CHECK, a, NULL, &e);
}

void SP_(error_free)(ThreadId tid, Addr a)
{
   struct sp_error e = { 0 };
   SP_(error_report)(tid, SP_ERR_FREE, a, NULL, &e);
}

void SP_(error_mismatch)(ThreadId tid, Addr a, const AddrInfo* block)
{
   struct sp_error e = { .at = *block };
   SP_(error_report)(tid, SP_ERR_MISMATCH, a, NULL, &e);
}

void SP_(error_size_mismatch)(ThreadId tid, Addr a, const AddrInfo* block,
                              const HChar* functions, SizeT size)
{
   struct sp_error e = { .at = *block, .text = functions, .size = size };
   SP_(error_report)(tid, SP_ERR_SIZE_MISMATCH, a, NULL, &e);
}

void SP_(error_align_mismatch)(ThreadId tid, Addr a, const AddrInfo* block,
                               const HChar* functions, SizeT align,
                               SizeT freed_with, Bool plain)
{
   struct sp_error e = { .at = *block, .text = functions, .align = align,
                         .size = freed_with, .flag = plain };
   SP_(error_report)(tid, SP_ERR_ALIGN_MISMATCH, a, NULL, &e);
}

void SP_(error_alignment)(ThreadId tid, SizeT align, SizeT size,
                          const HChar* why)
{
   struct sp_error e = { .align = align, .size = size, .text = why };
   SP_(error_report)(tid, SP_ERR_ALIGNMENT, 0, NULL, &e);
}

void SP_(error_zero_size)(ThreadId tid)
{
   struct sp_error e = { 0 };
   SP_(error_report)(tid, SP_ERR_ZERO_SIZE, 0, NULL, &e);
}

void SP_(error_realloc_zero)(ThreadId tid, Addr a)
{
   struct sp_error e = { 0 };
   SP_(error_report)(tid, SP_ERR_REALLOC_ZERO, a, NULL, &e);
}

Bool SP_(error_if_fishy)(ThreadId tid, const HChar* function,
                         const HChar* argument, SizeT value)
{
   struct sp_error e = { .text = argument, .size = value };
   if ((SSizeT)value >= 0)
      return False;
   SP_(error_report)(tid, SP_ERR_FISHY, 0, function, &e);
   return True;
}

void SP_(error_mempool)(ThreadId tid, Addr a)
{
   struct sp_error e = { 0 };
   SP_(error_report)(tid, SP_ERR_MEMPOOL, a, NULL, &e);
}

void SP_(error_overlap)(ThreadId tid, const HChar* function, Addr to,
                        Addr from, SizeT size)
{
   struct sp_error e = { .to = to, .from = from, .size = size };
   SP_(error_report)(tid, SP_ERR_OVERLAP, 0, function, &e);
}

Bool SP_(error_leak)(ThreadId tid, const struct sp_loss_record* loss,
                     Bool print, Bool count)
{
   struct sp_error e = { .loss = loss };
   return VG_(unique_error)(tid, (ErrorKind)SP_ERR_LEAK, 0, NULL, &e,
                            loss->made, print, False, count);
}
