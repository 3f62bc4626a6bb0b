/* Registers that instrumented code need not bring up to date. */

#ifndef SP_PUTS_H
#define SP_PUTS_H

#include "sp_basics.h"
#include "libvex_ir.h"

/* VEX was asked to write all registers back at each instruction (see
   sp_main.c), so that steps find them.  Takes those writes out that nobody can
   see: to general registers, the condition codes and the instruction pointer,
   when they are written again before a helper, an access to memory or a way
   out of the superblock.  Condition codes are not looked at by helpers or
   after a fault: code that runs on writes them again, too. */
void SP_(drop_puts)(IRSB* sb);

/* A load, or a division. */
Bool SP_(may_fault)(const IRExpr* e);

#endif
