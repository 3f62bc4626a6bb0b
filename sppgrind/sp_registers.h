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

/* The others are told in words of 64 bits, each as if it were a register of
   its own: the four of xmm0 (ymm0) .. 15, then st0 .. 7, which Valgrind keeps
   as doubles. */
#define SP_REG_XMM0      17
#define SP_REG_ST0       33
#define SP_VECTOR_WORDS  4
#define SP_N_VECTOR_WORDS  (16 * SP_VECTOR_WORDS)
#define SP_N_WORDS       (SP_N_VECTOR_WORDS + 8)

/* Where they are in the guest state: ranges, of which a helper that reads
   them has to tell VEX. */
#define SP_GENERAL_AT    offsetof(GuestState, guest_RAX)
#define SP_GENERAL_SIZE  (16 * sizeof(ULong))
#define SP_VECTORS_AT    offsetof(GuestState, guest_YMM0)
#define SP_VECTORS_SIZE  (SP_N_VECTOR_WORDS * sizeof(ULong))
#define SP_X87_AT        offsetof(GuestState, guest_FTOP)
#define SP_X87_SIZE      (offsetof(GuestState, guest_FPTAG) - SP_X87_AT)
#define SP_TAGGED_X87_SIZE  (SP_X87_SIZE + 8)   /* which are empty, too */

/* The general register that is at this offset of the guest state; -1: none. */
Int SP_(register_at)(Int offset);

/* The general ones. */
void SP_(registers_read)(const GuestState* state, ULong value[SP_N_REGISTERS]);

/* The same as they lie in the guest state: quickly kept, and rarely put into
   order. */
#define SP_N_GENERAL     16
#define SP_GENERAL_OF(reg) \
   ((offsetof(GuestState, guest_##reg) - SP_GENERAL_AT) / sizeof(ULong))
static inline void sp_registers_keep ( const GuestState* state,
                                       ULong kept[SP_N_GENERAL] )
{
   __builtin_memcpy(kept, (const UChar*)state + SP_GENERAL_AT,
                    SP_GENERAL_SIZE);
}
/* The same of those that a callee saves, which are all that code has its
   variables in that has most in memory; the others stay as they are. */
static inline void sp_registers_keep_saved ( const GuestState* state,
                                             ULong kept[SP_N_GENERAL] )
{
   const ULong* reg = (const ULong*)((const UChar*)state + SP_GENERAL_AT);
   kept[SP_GENERAL_OF(RBX)] = reg[SP_GENERAL_OF(RBX)];
   kept[SP_GENERAL_OF(RBP)] = reg[SP_GENERAL_OF(RBP)];
   __builtin_memcpy(&kept[SP_GENERAL_OF(R12)], &reg[SP_GENERAL_OF(R12)],
                    4 * sizeof(ULong));
}
void SP_(registers_kept)(const ULong kept[SP_N_GENERAL],
                         ULong value[SP_N_REGISTERS]);
/* All words. */
void SP_(words_read)(const GuestState* state, ULong value[SP_N_WORDS]);
/* The number by which word n is told: DWARF's, + 256 for each word before it
   in its register. */
UInt SP_(word_number)(UInt n);

/* Where no helper was given the state. */
void SP_(registers_read_thread)(ThreadId tid, ULong value[SP_N_REGISTERS]);

#endif
