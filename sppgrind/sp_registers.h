/* Registers, in DWARF's numbering (System V ABI for amd64, figure 3.36), and
   which of them steps have to look at.

   Code compiled without optimisation keeps its variables in memory: its
   frames need the stack and frame pointer only, which every step has at
   hand.  The others are looked at where that may not hold: callee-saved ones
   after traced code has changed one (gcc's `register' variables), and all of
   them, the vector registers too, in objects that may have location lists. */

#ifndef SP_REGISTERS_H
#define SP_REGISTERS_H

#include "sp_basics.h"
#include "libvex_guest_amd64.h"

typedef VexGuestAMD64State GuestState;

#define SP_N_REGISTERS  17        /* the last one: the return address */
#define SP_REG_FP       6
#define SP_REG_SP       7
#define SP_REG_RA       16

/* A set of registers: bit n is DWARF's number n. */
#define SP_REGS_CALLEE_SAVED  0xf048u      /* rbx rbp r12 .. r15 */
#define SP_REGS_ALL           0xffffu      /* general ones */

/* xmm0 (ymm0) .. 15 are told in words of 64 bits, each as if it were a
   register of its own: word k of register n is SP_REG_WORD(n, k). */
#define SP_REG_XMM0     17
#define SP_N_VECTORS    16
#define SP_VECTOR_WORDS 4
#define SP_N_WORDS      (SP_N_VECTORS * SP_VECTOR_WORDS)
#define SP_REG_WORD(n, k)  ((n) | (k) << 8)

/* Where they are in the guest state: two ranges, of which a helper that
   reads them has to tell VEX. */
#define SP_GENERAL_AT    offsetof(GuestState, guest_RAX)
#define SP_GENERAL_SIZE  (16 * sizeof(ULong))
#define SP_VECTORS_AT    offsetof(GuestState, guest_YMM0)
#define SP_VECTORS_SIZE  (SP_N_WORDS * sizeof(ULong))

/* The general register that is at this offset of the guest state; -1: none. */
Int SP_(register_at)(Int offset);

/* The general ones. */
void SP_(registers_read)(const GuestState* state, ULong value[SP_N_REGISTERS]);
/* The vector registers' words. */
static inline const ULong* sp_vector_words ( const GuestState* state )
{
   return (const ULong*)&state->guest_YMM0;
}

/* Where no helper was given the state. */
void SP_(registers_read_thread)(ThreadId tid, ULong value[SP_N_REGISTERS]);

#endif
