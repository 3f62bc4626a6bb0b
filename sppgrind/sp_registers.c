/* The general registers; see sp_registers.h. */

#include "sp_registers.h"

#include "libvex_guest_amd64.h"
#include "pub_tool_machine.h"
#include "pub_tool_threadstate.h"

#define AT(reg) offsetof(VexGuestAMD64State, guest_##reg)

static const Int offset_of[SP_N_REGISTERS] = {
   AT(RAX), AT(RDX), AT(RCX), AT(RBX), AT(RSI), AT(RDI), AT(RBP), AT(RSP),
   AT(R8), AT(R9), AT(R10), AT(R11), AT(R12), AT(R13), AT(R14), AT(R15)
};

Int SP_(register_at)(Int offset)
{
   for (Int n = 0; n < SP_N_REGISTERS; n++)
      if (offset_of[n] == offset)
         return n;
   return -1;
}

void SP_(registers_read)(ULong value[SP_N_REGISTERS])
{
   ThreadId tid = VG_(get_running_tid)();
   for (UInt n = 0; n < SP_N_REGISTERS; n++)
      VG_(get_shadow_regs_area)(tid, (UChar*)&value[n], 0, offset_of[n],
                                sizeof(ULong));
}
