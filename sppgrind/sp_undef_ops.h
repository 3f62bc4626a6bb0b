/* Definedness of what an operation makes of its operands' definedness, as
   Memcheck has it.

   A shadow is an atom of the same width as the value, of an integer or
   vector type, with a V bit for each bit; NULL where all are known to be
   defined.  In code that is not exact, computation gives defined results:
   there only moves count. */

#ifndef SP_UNDEF_OPS_H
#define SP_UNDEF_OPS_H

#include "sp_ir.h"

IRType SP_(shadow_type)(IRType type);
/* The shadow of a value that is defined. */
IRExpr* SP_(shadow_zero_of)(IRSB* out, IRType type);
/* Any bit of a shadow, as an I1. */
IRExpr* SP_(shadow_any)(IRSB* out, IRExpr* v);
/* All bits of a type as one bit says. */
IRExpr* SP_(shadow_all)(IRSB* out, IRType type, IRExpr* bit);
/* Undefined wherever one of the two is. */
IRExpr* SP_(shadow_union)(IRSB* out, IRExpr* v, IRExpr* w);

/* Whether the operation moves bits, so that its operands' shadows matter in
   code that is not exact. */
Bool SP_(op_is_move)(IROp op);

/* Of the result; one of the operands' shadows is not NULL. */
IRExpr* SP_(shadow_of_unop)(IRSB* out, Bool exact, IROp op, IRExpr* v);
IRExpr* SP_(shadow_of_binop)(IRSB* out, Bool exact, IROp op, IRExpr* a,
                             IRExpr* b, IRExpr* v, IRExpr* w);
/* Three operands, or four. */
IRExpr* SP_(shadow_of_op)(IRSB* out, Bool exact, IROp op, IRExpr* const arg[4],
                          IRExpr* const shadow[4]);

#endif
