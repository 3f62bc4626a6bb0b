/* What functions return: the registers that hold results (System V ABI for
   amd64, 3.2.3), where traced code returns.

   Which of them a function's result is in, its type says: the tool writes
   those that have changed since the return before, mostly one, and their V
   bits likewise, which mostly stay as they are: 0. */

#ifndef SP_RESULT_H
#define SP_RESULT_H

#include "sp_registers.h"

/* Planted at returns of traced code; sp is that behind the pop. */
VG_REGPARM(2) void SP_(on_return_traced)(const GuestState* state, Addr sp);

#endif
