/* Building IR: expressions are given a temporary each, so that what the
   functions return is an atom, as instrumented code has to be flat. */

#ifndef SP_IR_H
#define SP_IR_H

#include "sp_basics.h"
#include "libvex_ir.h"

static inline void ir_add ( IRSB* out, IRStmt* st )
{
   addStmtToIRSB(out, st);
}

static inline IRType ir_type ( const IRSB* out, const IRExpr* e )
{
   return typeOfIRExpr(out->tyenv, e);
}

static inline IRExpr* ir_temp ( IRSB* out, IRExpr* e )
{
   IRTemp t = newIRTemp(out->tyenv, ir_type(out, e));
   ir_add(out, IRStmt_WrTmp(t, e));
   return IRExpr_RdTmp(t);
}

static inline IRExpr* ir_unop ( IRSB* out, IROp op, IRExpr* a )
{
   return ir_temp(out, IRExpr_Unop(op, a));
}

static inline IRExpr* ir_binop ( IRSB* out, IROp op, IRExpr* a, IRExpr* b )
{
   return ir_temp(out, IRExpr_Binop(op, a, b));
}

static inline IRExpr* ir_ite ( IRSB* out, IRExpr* cond, IRExpr* a, IRExpr* b )
{
   return ir_temp(out, IRExpr_ITE(cond, a, b));
}

static inline IRExpr* ir_u64 ( ULong x )
{
   return IRExpr_Const(IRConst_U64(x));
}

static inline IRExpr* ir_shift ( IRSB* out, IROp op, IRExpr* a, UChar by )
{
   return ir_binop(out, op, a, IRExpr_Const(IRConst_U8(by)));
}

static inline IRExpr* ir_load ( IRSB* out, IRType type, IRExpr* a )
{
   return ir_temp(out, IRExpr_Load(Iend_LE, type, a));
}

/* An integer, of 64 bits. */
static inline IRExpr* ir_widened ( IRSB* out, IRExpr* v )
{
   switch (ir_type(out, v)) {
      case Ity_I8:  return ir_unop(out, Iop_8Uto64, v);
      case Ity_I16: return ir_unop(out, Iop_16Uto64, v);
      case Ity_I32: return ir_unop(out, Iop_32Uto64, v);
      default:      return v;
   }
}

/* Both, where each may be NULL for "always". */
static inline IRExpr* ir_both ( IRSB* out, IRExpr* a, IRExpr* b )
{
   if (a == NULL || b == NULL)
      return a == NULL ? b : a;
   return ir_binop(out, Iop_And1, a, b);
}

#endif
