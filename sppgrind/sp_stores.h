/* Runs of stores to the stack: what a function does first is to save
   registers and arguments one after the other.  A helper for each run, not
   two for each store, marks the lines that are written to and sees to what
   is defined.

   The helper is called behind the run.  Should one of its stores fault, on
   a stack that is full, nothing is said of those before it. */

#ifndef SP_STORES_H
#define SP_STORES_H

#include "sp_basics.h"
#include "libvex_ir.h"
#include "sp_looks.h"

#define SP_RUN_STORES   16
#define SP_RUN_SHADOWS  4         // as many arguments as are left
#define SP_RUN_BYTES    64        // SP_(define_some) takes no more

/* What the helper is told of a run; lives as long as the tool. */
struct sp_run {
   UInt  n, len;                  // stores; bytes from the lowest to the end
   Bool  checked;
   ULong states[2];               // all bits of the states of what is stored
   struct sp_run_store {
      UChar offset, size;         // from the lowest
      UChar shadow;               // 0: defined; or else 1 and up
      Int   sp;                   // the stack pointer, from the lowest
      Addr  ip;
   } store[];
};

/* The run that is being collected: of stores that have been added already. */
struct sp_stores {
   UInt   n, n_shadows;
   IRTemp root;
   Long   low, high;              // from the root
   struct { Long offset, sp; UInt size; IRExpr* shadow; Addr ip; }
      store[SP_RUN_STORES];
};

/* False: it has no place in the run, which has to end before it.  place: of
   the address, from the stack pointer as it was; sp: where that is now, from
   there; shadow: of what is stored, NULL where that is defined; ip: of the
   instruction. */
Bool SP_(stores_add)(struct sp_stores* s, struct sp_place place, Long sp,
                     UInt size, IRExpr* shadow, Addr ip);
/* Ends the run, if there is one. */
void SP_(stores_end)(struct sp_stores* s, IRSB* out, struct sp_looks* looks,
                     Bool checked);

#endif
