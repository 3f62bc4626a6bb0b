/* Looks at the map of definedness (sp_shadow.h) that a superblock has taken
   already: code that is not optimised loads and stores the same variable
   again and again, and the first look says enough of all its accesses.

   A look that found nothing undefined or unaddressable stays true until
   something undefined may have been stored; one that found something is
   only a reason to ask a helper, which looks again. */

#ifndef SP_LOOKS_H
#define SP_LOOKS_H

#include "sp_basics.h"
#include "libvex_ir.h"

#define SP_LOOKS_MAX 16

/* An address: what a temporary was given as, and a constant. */
struct sp_place { IRTemp root; ULong offset; };

struct sp_looks {
   struct sp_place* place;        // of each of the program's temporaries
   UInt n_temps, n;
   struct { struct sp_place place; UInt size; IRExpr* found; } look[SP_LOOKS_MAX];
};

void SP_(looks_begin)(struct sp_looks* looks, const IRSB* in);

/* Of an atom of the program; the root of a constant is IRTemp_INVALID. */
struct sp_place SP_(place_of)(const struct sp_looks* looks,
                              const IRExpr* atom);

/* What was found at an address, of so many bytes; NULL: nobody has looked. */
IRExpr* SP_(looks_find)(const struct sp_looks* looks, const IRExpr* a,
                        UInt size);
void SP_(looks_add)(struct sp_looks* looks, const IRExpr* a, UInt size,
                    IRExpr* found);
void SP_(looks_add_at)(struct sp_looks* looks, struct sp_place place,
                       UInt size, IRExpr* found);
/* Something undefined may be stored. */
void SP_(looks_forget)(struct sp_looks* looks);

#endif
