/* Shadows of loads and stores: a look at the map inline, a helper where it
   finds more than defined bytes. */

#ifndef SP_UNDEF_ACCESS_H
#define SP_UNDEF_ACCESS_H

#include "pub_tool_machine.h"
#include "sp_ir.h"
#include "sp_undef.h"

/* The shadow of an atom; NULL: it is defined. */
IRExpr* SP_(undef_of)(const struct sp_undef* u, const IRExpr* atom);

/* Relative to the stack pointer as it was read, and not below it but for the
   red zone. */
static inline Bool sp_is_on_stack ( const struct sp_undef* u,
                                    struct sp_place place )
{
   return u->stack != IRTemp_INVALID && place.root == u->stack
          && (Long)place.offset >= u->sp_offset - VG_STACK_REDZONE_SZB;
}

/* What is loaded, if the guard, unless NULL, holds.  The address is checked,
   and is defined from then on. */
IRExpr* SP_(undef_load)(struct sp_undef* u, IRType type, IRExpr* a,
                        IRExpr* guard);
/* v: of what is stored; of that type. */
void SP_(undef_store)(struct sp_undef* u, IRType type, IRExpr* a, IRExpr* v,
                      IRExpr* guard);
/* The same for size bytes that a helper reads or writes, all of them as one
   bit says; NULL: defined. */
IRExpr* SP_(undef_read)(struct sp_undef* u, IRExpr* a, UInt size,
                        IRExpr* guard);
void SP_(undef_write)(struct sp_undef* u, IRExpr* a, UInt size, IRExpr* bit,
                      IRExpr* guard);

/* Reports that a condition, or else a value of the atom's size, is undefined,
   where it is; the atom is defined from then on. */
void SP_(undef_check)(struct sp_undef* u, const IRExpr* atom, IRExpr* guard);
void SP_(undef_check_condition)(struct sp_undef* u, const IRExpr* atom);

#endif
