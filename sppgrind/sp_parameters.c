/* Parameters of system calls; see sp_parameters.h. */

#include "sp_parameters.h"

#include "pub_tool_machine.h"
#include "pub_tool_tooliface.h"
#include "sp_block_use.h"
#include "sp_errors.h"
#include "sp_options.h"
#include "sp_shadow.h"

/* Without steps there is no knowledge of bytes. */
static Bool are_checked ( void )
{
   return SP_(opt).trace && SP_(opt).errors != SP_ERRORS_NO;
}

static void report ( CorePart part, ThreadId tid, const HChar* name, Addr a,
                     Bool unaddressable )
{
   switch (part) {
      case Vg_CoreSysCall:
         SP_(error_parameter_memory)(tid, name, a, unaddressable);
         break;
      case Vg_CoreSysCallArgInMem:
         SP_(error_parameter_register)(tid, name);
         break;
      case Vg_CoreTranslate:
         SP_(error_jump_invalid)(tid, a);
         break;
      case Vg_CoreSignal:         // the core has made room for the frame
      case Vg_CoreStartup:
      case Vg_CoreClientReq:
         break;
   }
}

static void will_be_written ( CorePart part, ThreadId tid, const HChar* name,
                              Addr a, SizeT size )
{
   Addr bad;
   if (are_checked() && !SP_(is_addressable)(a, size, &bad))
      report(part, tid, name, bad, True);
}

/* The first byte that is wrong is told, in whichever way it is. */
static void will_be_read ( CorePart part, ThreadId tid, const HChar* name,
                           Addr a, SizeT size )
{
   Addr absent, undefined;
   if (SP_(opt).heap_accesses && part == Vg_CoreSysCall)
      SP_(use_read)(a, size);
   if (!are_checked())
      return;
   Bool addressable = SP_(is_addressable)(a, size, &absent);
   SizeT before = addressable ? size : absent - a;
   if (!SP_(is_defined)(a, before, &undefined))
      report(part, tid, name, undefined, False);
   else if (!addressable)
      report(part, tid, name, absent, True);
}

static void string_will_be_read ( CorePart part, ThreadId tid,
                                  const HChar* name, Addr a )
{
   Addr bad;
   if (SP_(opt).heap_accesses)
      SP_(use_string_read)(a);
   if (are_checked() && !SP_(is_defined_string)(a, &bad))
      report(part, tid, name, bad, !SP_(is_addressable)(bad, 1, NULL));
}

static void register_will_be_read ( CorePart part, ThreadId tid,
                                    const HChar* name, PtrdiffT offset,
                                    SizeT size )
{
   UChar vbits[16];
   if (!are_checked() || !SP_(opt).undef || size > sizeof vbits)
      return;
   VG_(get_shadow_regs_area)(tid, vbits, 1, offset, size);
   for (SizeT i = 0; i < size; i++)
      if (vbits[i] != 0) {
         SP_(error_parameter_register)(tid, name);
         return;
      }
}

void SP_(parameters_init)(void)
{
   VG_(track_pre_mem_read)(will_be_read);
   VG_(track_pre_mem_read_asciiz)(string_will_be_read);
   VG_(track_pre_mem_write)(will_be_written);
   VG_(track_pre_reg_read)(register_will_be_read);
}
