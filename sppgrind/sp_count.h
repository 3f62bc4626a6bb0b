/* What is planted for the profile (sp_profile.h).

   Where a superblock begins: whether a function begins that was not called
   (a tail call, a signal's handler), and whether the superblock counts for
   the running context.  Where a piece of it begins: one more, and what the
   clock is at the piece's end; as nothing else changes the clock meanwhile,
   it is read once. */

#ifndef SP_COUNT_H
#define SP_COUNT_H

#include "sp_basics.h"
#include "libvex_ir.h"

struct sp_count {                 // a superblock being made
   IRSB*   out;
   const IRSB* in;
   IRExpr* counts;                // where those of the running context are
   IRExpr* clock;                 // as the superblock was entered
   UInt    instructions;          // of the pieces that have begun
   UInt    pieces;                // that have begun
   Bool    in_piece;
};

/* From statement i of `in' on: before any of it is added to out.  The code is
   at ip; called is what a call that leads here has as its target. */
void SP_(count_begin)(struct sp_count* c, IRSB* out, const IRSB* in, Int i,
                      Addr ip, Addr called);
/* A function begins here, which another one may have jumped to. */
void SP_(count_entered)(IRSB* out, Addr called);
/* Before each statement of it, the i-th, is added. */
void SP_(count_before)(struct sp_count* c, Int i);

#endif
