/* Registers; see sp_registers.h. */

#include "sp_registers.h"

#include "pub_tool_machine.h"
#include "pub_tool_threadstate.h"

#define AT(reg) offsetof(GuestState, guest_##reg)

#define N_GENERAL SP_N_GENERAL

static const Int offset_of[N_GENERAL] = {
   AT(RAX), AT(RDX), AT(RCX), AT(RBX), AT(RSI), AT(RDI), AT(RBP), AT(RSP),
   AT(R8), AT(R9), AT(R10), AT(R11), AT(R12), AT(R13), AT(R14), AT(R15)
};

Int SP_(register_at)(Int offset)
{
   for (Int n = 0; n < N_GENERAL; n++)
      if (offset_of[n] == offset)
         return n;
   return -1;
}

void SP_(registers_kept)(const ULong kept[SP_N_GENERAL],
                         ULong value[SP_N_REGISTERS])
{
   for (UInt n = 0; n < N_GENERAL; n++)
      value[n] = kept[(offset_of[n] - (Int)SP_GENERAL_AT) / sizeof(ULong)];
   value[SP_REG_RA] = 0;
}

void SP_(registers_read)(const GuestState* state, ULong value[SP_N_REGISTERS])
{
   ULong kept[SP_N_GENERAL];
   sp_registers_keep(state, kept);
   SP_(registers_kept)(kept, value);
}

void SP_(words_read)(const GuestState* state, ULong value[SP_N_WORDS])
{
   __builtin_memcpy(value, &state->guest_YMM0, SP_VECTORS_SIZE);
   for (UInt i = 0; i < 8; i++)
      value[SP_N_VECTOR_WORDS + i]
         = state->guest_FPREG[(state->guest_FTOP + i) & 7];
}

UInt SP_(word_number)(UInt n)
{
   if (n >= SP_N_VECTOR_WORDS)
      return SP_REG_ST0 + (n - SP_N_VECTOR_WORDS);
   return SP_REG_XMM0 + n / SP_VECTOR_WORDS + n % SP_VECTOR_WORDS * 256;
}

void SP_(registers_read_thread)(ThreadId tid, ULong value[SP_N_REGISTERS])
{
   for (UInt n = 0; n < N_GENERAL; n++)
      VG_(get_shadow_regs_area)(tid, (UChar*)&value[n], 0, offset_of[n],
                                sizeof(ULong));
   value[SP_REG_RA] = 0;
}
