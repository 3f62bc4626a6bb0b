/* The general registers, in DWARF's numbering (System V ABI for amd64,
   figure 3.36), and which of them steps have to look at.

   Code compiled without optimisation keeps its variables in memory: its
   frames need the stack and frame pointer only, which every step has at
   hand.  The others are looked at where that may not hold: callee-saved ones
   after traced code has changed one (gcc's `register' variables), and all of
   them in objects that have location lists. */

#ifndef SP_REGISTERS_H
#define SP_REGISTERS_H

#include "sp_basics.h"

#define SP_N_REGISTERS  16
#define SP_REG_FP       6
#define SP_REG_SP       7

/* A set of registers: bit n is DWARF's number n. */
#define SP_REGS_CALLEE_SAVED  0xf048u      /* rbx rbp r12 .. r15 */
#define SP_REGS_ALL           0xffffu

/* The register that is at this offset of the guest state; -1: none. */
Int SP_(register_at)(Int offset);

/* All of them, of the running thread. */
void SP_(registers_read)(ULong value[SP_N_REGISTERS]);

#endif
