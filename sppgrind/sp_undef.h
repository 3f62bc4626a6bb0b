/* Definedness in instrumented code: a shadow for each temporary and register
   that can be undefined, checks of what conditions and addresses depend on,
   and of what loads and stores touch.

   For sp_instrument.c, which makes the superblock: begin, each statement
   before it is added and after, end. */

#ifndef SP_UNDEF_H
#define SP_UNDEF_H

#include "sp_basics.h"
#include "libvex_ir.h"
#include "pub_tool_tooliface.h"
#include "sp_looks.h"
#include "sp_stores.h"

struct sp_undef {
   IRSB* out;
   const VexGuestLayout* layout;
   /* What is asked of this code.  Exact: computation, not only moves, makes
      undefined results, and conditions and addresses are checked.  Checked:
      what loads and stores touch is. */
   Bool exact, checked;
   Bool fp_is_frame;              // the frame pointer is never undefined
   Bool sp_raised;                // the stack may have been left
   IRTemp sp;                     // the stack pointer, as last written
   IRTemp stack;                  // as read; its stores are in `stores'
   IRTemp frame;                  // the frame pointer, where it is one
   Long sp_offset;                // from that to the stack pointer
   struct sp_stores stores;
   UInt last_store;               // the last statement that is one
   UInt n_temps;                  // of the program's
   IRExpr** shadow;               // of each; NULL: defined
   Bool* needed;                  // whether anybody asks for it
   Bool* falls;                   // it is another, less a constant
   Bool* dead_put;                // by statement: written again before read
   struct sp_looks looks;
};

void SP_(undef_begin)(struct sp_undef* u, IRSB* out, const IRSB* in,
                      const VexGuestLayout* layout, Bool exact, Bool checked);
/* Whether the i-th statement of the superblock that was given to begin is a
   store that need not be marked, nor given to undef_before: on_call does it, or
   the helper of a run of stores.  What looks at memory ends the run.  ip: of
   the instruction. */
Bool SP_(undef_collects)(struct sp_undef* u, UInt i, const IRStmt* st,
                         Addr ip);
void SP_(undef_end_run)(struct sp_undef* u);
/* That statement. */
void SP_(undef_before)(struct sp_undef* u, UInt i, const IRStmt* st);
void SP_(undef_after)(struct sp_undef* u, const IRStmt* st);
void SP_(undef_end)(struct sp_undef* u);

#endif
