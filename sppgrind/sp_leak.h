/* Leaks: which heap blocks no pointer leads to, by Memcheck's four kinds. */

#ifndef SP_LEAK_H
#define SP_LEAK_H

#include "sp_basics.h"
#include "pub_tool_execontext.h"

/* Memcheck's order. */
enum sp_loss { SP_REACHABLE, SP_POSSIBLE, SP_INDIRECT, SP_DEFINITE,
               SP_N_LOSSES };

/* What --show-leak-kinds and others call them; bit 1 << loss of a set. */
#define SP_LOSS_NAMES "reachable,possible,indirect,definite"
#define SP_LOSS_ALL   ((1u << SP_N_LOSSES) - 1)

/* Where pointers into the middle of a block are as good as to its start:
   bits of --leak-check-heuristics. */
enum sp_heuristic { SP_STDSTRING = 1, SP_LENGTH64 = 2, SP_NEWARRAY = 4,
                    SP_MULTIPLE_INHERITANCE = 8 };
#define SP_HEURISTIC_NAMES "stdstring,length64,newarray,multipleinheritance"

/* A live block, and what became of it.  For a DEFINITE one, indirect is the
   size of what is lost with it. */
struct sp_leak {
   const struct sp_block* block;
   enum sp_loss loss;
   SizeT        indirect;
   Bool         pending;          // to be looked through
};

/* Looks for them; n is how many blocks there are.  Owned by the caller;
   VG_(free). */
struct sp_leak* SP_(leak_search)(UInt* n);

#endif
