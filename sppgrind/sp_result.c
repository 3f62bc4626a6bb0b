/* What functions return; see sp_result.h. */

#include "sp_result.h"

#include "sp_stack.h"
#include "sp_stream.h"

/* rax, rdx, the four words of ymm0, the first of ymm1, st0, st1.  A second
   vector register is only used for 8 bytes: what is larger is in one, or in
   memory. */
#define N_WORDS  9
#define X87_AT   7

static const UInt number_of[N_WORDS] = {
   0, 1, SP_REG_XMM0, SP_REG_XMM0 + 256, SP_REG_XMM0 + 512, SP_REG_XMM0 + 768,
   SP_REG_XMM0 + 1, SP_REG_ST0, SP_REG_ST0 + 1
};

static ULong told[N_WORDS];       // as the reader has them

/* The x87 registers that are empty stay what they were. */
static void read_x87 ( const GuestState* state, ULong value[N_WORDS] )
{
   for (UInt i = 0; i < 2; i++) {
      UInt at = (state->guest_FTOP + i) & 7;
      value[X87_AT + i] = state->guest_FPTAG[at] ? state->guest_FPREG[at]
                                                 : told[X87_AT + i];
   }
}

static void read ( const GuestState* state, ULong value[N_WORDS] )
{
   value[0] = state->guest_RAX;
   value[1] = state->guest_RDX;
   __builtin_memcpy(&value[2], &state->guest_YMM0, 4 * sizeof(ULong));
   __builtin_memcpy(&value[6], &state->guest_YMM1, sizeof(ULong));
   read_x87(state, value);
}

VG_REGPARM(2) void SP_(on_return_traced)(const GuestState* state, Addr sp)
{
   ULong value[N_WORDS];
   UInt  number[N_WORDS], n = 0;
   Long  difference[N_WORDS];

   if (SP_(stack_returns)(sp)) {
      read(state, value);
      for (UInt i = 0; i < N_WORDS; i++) {
         if (LIKELY(value[i] == told[i]))
            continue;
         number[n] = number_of[i];
         difference[n++] = (Long)(value[i] - told[i]);
         told[i] = value[i];
      }
      SP_(put_result)(n, number, difference);
   }
   SP_(on_return)(sp);
}
