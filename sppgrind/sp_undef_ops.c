/* Shadows of operations; see sp_undef_ops.h.

   Operations are sorted by rule.  What no rule is known for is pessimistic:
   any undefined bit makes the whole result undefined. */

#include "sp_undef_ops.h"

#include "sp_undef_rules.h"

/*--------------------------------------------------------------------*/
/*--- Types                                                        ---*/
/*--------------------------------------------------------------------*/

IRType SP_(shadow_type)(IRType type)
{
   switch (type) {
      case Ity_F16:                return Ity_I16;
      case Ity_F32: case Ity_D32:  return Ity_I32;
      case Ity_F64: case Ity_D64:  return Ity_I64;
      case Ity_F128: case Ity_D128: return Ity_I128;
      case Ity_INVALID: case Ity_I1: case Ity_I8: case Ity_I16: case Ity_I32:
      case Ity_I64: case Ity_I128: case Ity_V128: case Ity_V256:
         break;
   }
   return type;
}

IRExpr* SP_(shadow_zero_of)(IRSB* out, IRType type)
{
   switch (SP_(shadow_type)(type)) {
      case Ity_I1:   return IRExpr_Const(IRConst_U1(False));
      case Ity_I8:   return IRExpr_Const(IRConst_U8(0));
      case Ity_I16:  return IRExpr_Const(IRConst_U16(0));
      case Ity_I32:  return IRExpr_Const(IRConst_U32(0));
      case Ity_V128: return IRExpr_Const(IRConst_V128(0));
      case Ity_V256: return IRExpr_Const(IRConst_V256(0));
      case Ity_I128:
         return ir_binop(out, Iop_64HLto128, ir_u64(0), ir_u64(0));
      default:
         return ir_u64(0);
   }
}

/* Operations for I8 to I64 stand one after the other. */
static IROp sized ( IROp for_i8, IRType type )
{
   switch (type) {
      case Ity_I8:  return for_i8;
      case Ity_I16: return for_i8 + 1;
      case Ity_I32: return for_i8 + 2;
      default:      return for_i8 + 3;
   }
}

static IROp bitwise ( IROp for_i8, IROp for_i1, IROp v128, IROp v256,
                      IRType type )
{
   switch (type) {
      case Ity_I1:   return for_i1;
      case Ity_V128: return v128;
      case Ity_V256: return v256;
      default:       return sized(for_i8, type);
   }
}

static IRExpr* or_of ( IRSB* out, IRExpr* a, IRExpr* b )
{
   return ir_binop(out, bitwise(Iop_Or8, Iop_Or1, Iop_OrV128, Iop_OrV256,
                                ir_type(out, a)), a, b);
}

static IRExpr* and_of ( IRSB* out, IRExpr* a, IRExpr* b )
{
   return ir_binop(out, bitwise(Iop_And8, Iop_And1, Iop_AndV128, Iop_AndV256,
                                ir_type(out, a)), a, b);
}

static IRExpr* not_of ( IRSB* out, IRExpr* a )
{
   return ir_unop(out, bitwise(Iop_Not8, Iop_Not1, Iop_NotV128, Iop_NotV256,
                               ir_type(out, a)), a);
}

/*--------------------------------------------------------------------*/
/*--- One bit for all, all bits for one                            ---*/
/*--------------------------------------------------------------------*/

static IRExpr* halves_any ( IRSB* out, IROp high, IROp low, IRExpr* v )
{
   IRExpr* both = or_of(out, ir_unop(out, high, v), ir_unop(out, low, v));
   return SP_(shadow_any)(out, both);
}

IRExpr* SP_(shadow_any)(IRSB* out, IRExpr* v)
{
   switch (ir_type(out, v)) {
      case Ity_I1:   return v;
      case Ity_I8:   return ir_unop(out, Iop_CmpNEZ8, v);
      case Ity_I16:  return ir_unop(out, Iop_CmpNEZ16, v);
      case Ity_I32:  return ir_unop(out, Iop_CmpNEZ32, v);
      case Ity_I128:
         return halves_any(out, Iop_128HIto64, Iop_128to64, v);
      case Ity_V128:
         return halves_any(out, Iop_V128HIto64, Iop_V128to64, v);
      case Ity_V256:
         return halves_any(out, Iop_V256toV128_1, Iop_V256toV128_0, v);
      default:
         return ir_unop(out, Iop_CmpNEZ64, v);
   }
}

IRExpr* SP_(shadow_all)(IRSB* out, IRType type, IRExpr* bit)
{
   IRExpr* half;
   switch (SP_(shadow_type)(type)) {
      case Ity_I1:  return bit;
      case Ity_I8:  return ir_unop(out, Iop_1Sto8, bit);
      case Ity_I16: return ir_unop(out, Iop_1Sto16, bit);
      case Ity_I32: return ir_unop(out, Iop_1Sto32, bit);
      case Ity_I128:
         half = ir_unop(out, Iop_1Sto64, bit);
         return ir_binop(out, Iop_64HLto128, half, half);
      case Ity_V128:
         half = ir_unop(out, Iop_1Sto64, bit);
         return ir_binop(out, Iop_64HLtoV128, half, half);
      case Ity_V256:
         half = SP_(shadow_all)(out, Ity_V128, bit);
         return ir_binop(out, Iop_V128HLtoV256, half, half);
      default:
         return ir_unop(out, Iop_1Sto64, bit);
   }
}

/* All bits of a type, if any is undefined. */
static IRExpr* spread ( IRSB* out, IRType type, IRExpr* v )
{
   IRType from = ir_type(out, v);
   if (from == Ity_I64 && type == Ity_I64)
      return ir_unop(out, Iop_CmpwNEZ64, v);
   if (from == Ity_I32 && type == Ity_I32)
      return ir_unop(out, Iop_CmpwNEZ32, v);
   return SP_(shadow_all)(out, type, SP_(shadow_any)(out, v));
}

IRExpr* SP_(shadow_union)(IRSB* out, IRExpr* v, IRExpr* w)
{
   if (v == NULL || w == NULL)
      return v == NULL ? w : v;
   if (ir_type(out, v) == Ity_I128)
      return spread(out, Ity_I128,
                    or_of(out, SP_(shadow_any)(out, v),
                          SP_(shadow_any)(out, w)));
   return or_of(out, v, w);
}

static IRExpr* or_zero ( IRSB* out, IRExpr* v, IRType type )
{
   return v != NULL ? v : SP_(shadow_zero_of)(out, type);
}

/*--------------------------------------------------------------------*/
/*--- Lanes                                                        ---*/
/*--------------------------------------------------------------------*/

/* Any undefined bit makes its lane undefined. */
static IRExpr* spread_lanes ( IRSB* out, IRExpr* v, UInt bits )
{
   static const IROp of_i64[]  = { Iop_CmpNEZ8x8, Iop_CmpNEZ16x4,
                                   Iop_CmpNEZ32x2, Iop_CmpwNEZ64 };
   static const IROp of_v128[] = { Iop_CmpNEZ8x16, Iop_CmpNEZ16x8,
                                   Iop_CmpNEZ32x4, Iop_CmpNEZ64x2 };
   static const IROp of_v256[] = { Iop_CmpNEZ8x32, Iop_CmpNEZ16x16,
                                   Iop_CmpNEZ32x8, Iop_CmpNEZ64x4 };
   UInt i = bits == 8 ? 0 : bits == 16 ? 1 : bits == 32 ? 2 : 3;
   switch (ir_type(out, v)) {
      case Ity_I64:  return ir_unop(out, of_i64[i], v);
      case Ity_V128: return ir_unop(out, of_v128[i], v);
      case Ity_V256: return ir_unop(out, of_v256[i], v);
      default:       return spread(out, ir_type(out, v), v);
   }
}

/* The lowest lane is computed, the others are those of the first operand. */
static IRExpr* low_lane ( IRSB* out, IRExpr* first, IRExpr* both, UInt bits )
{
   Bool is_32 = bits == 32;
   IRExpr* low = ir_unop(out, is_32 ? Iop_V128to32 : Iop_V128to64, both);
   return ir_binop(out, is_32 ? Iop_SetV128lo32 : Iop_SetV128lo64,
                   or_zero(out, first, Ity_V128),
                   spread(out, is_32 ? Ity_I32 : Ity_I64, low));
}

/* The plain narrowing that a saturating one is. */
static IROp plain_narrow ( IROp op, UInt* bits )
{
   switch (op) {
      case Iop_QNarrowBin32Sto16Sx8: case Iop_QNarrowBin32Sto16Ux8:
         *bits = 32;
         return Iop_NarrowBin32to16x8;
      case Iop_QNarrowBin16Sto8Sx16: case Iop_QNarrowBin16Sto8Ux16:
         *bits = 16;
         return Iop_NarrowBin16to8x16;
      case Iop_QNarrowBin32Sto16Sx4:
         *bits = 32;
         return Iop_NarrowBin32to16x4;
      default:
         *bits = 16;
         return Iop_NarrowBin16to8x8;
   }
}

static IRExpr* narrow ( IRSB* out, IROp op, IRExpr* v, IRExpr* w, IRType type )
{
   UInt bits;
   IROp plain = plain_narrow(op, &bits);
   return ir_binop(out, plain, spread_lanes(out, or_zero(out, v, type), bits),
                   spread_lanes(out, or_zero(out, w, type), bits));
}

/*--------------------------------------------------------------------*/
/*--- Arithmetic                                                   ---*/
/*--------------------------------------------------------------------*/

/* An undefined bit makes all above it undefined. */
static IRExpr* upwards ( IRSB* out, IRExpr* v )
{
   return ir_unop(out, sized(Iop_Left8, ir_type(out, v)), v);
}

/* Bits of a sum: those in which the sum of the smallest values and that of
   the largest differ, and those of operands that are undefined. */
static IRExpr* sum ( IRSB* out, IRExpr* a, IRExpr* b, IRExpr* v, IRExpr* w )
{
   IROp add = sized(Iop_Add8, ir_type(out, a));
   IRExpr* a_min = v ? and_of(out, a, not_of(out, v)) : a;
   IRExpr* a_max = v ? or_of(out, a, v) : a;
   IRExpr* b_min = w ? and_of(out, b, not_of(out, w)) : b;
   IRExpr* b_max = w ? or_of(out, b, w) : b;
   IRExpr* differ = ir_binop(out, sized(Iop_Xor8, ir_type(out, a)),
                             ir_binop(out, add, a_min, b_min),
                             ir_binop(out, add, a_max, b_max));
   return or_of(out, SP_(shadow_union)(out, v, w), differ);
}

/* A product of twice the width. */
static IRExpr* product ( IRSB* out, IRExpr* both )
{
   IRType type = ir_type(out, both);
   IRExpr* low = upwards(out, both);
   IRExpr* high = spread(out, type, low);
   switch (type) {
      case Ity_I8:  return ir_binop(out, Iop_8HLto16, high, low);
      case Ity_I16: return ir_binop(out, Iop_16HLto32, high, low);
      case Ity_I32: return ir_binop(out, Iop_32HLto64, high, low);
      default:      return ir_binop(out, Iop_64HLto128, high, low);
   }
}

/* A bit that is defined and 0 (and) or 1 (or) decides. */
static IRExpr* and_or ( IRSB* out, Bool is_and, IRExpr* a, IRExpr* b,
                        IRExpr* v, IRExpr* w )
{
   IRExpr* open_a = is_and ? a : not_of(out, a);
   IRExpr* open_b = is_and ? b : not_of(out, b);
   if (v == NULL)
      return and_of(out, w, open_a);
   if (w == NULL)
      return and_of(out, v, open_b);
   return and_of(out, or_of(out, v, w),
                 and_of(out, or_of(out, open_a, v), or_of(out, open_b, w)));
}

/* Two values are known to differ if a bit that is defined in both does. */
static IRExpr* equality ( IRSB* out, IRExpr* a, IRExpr* b, IRExpr* both )
{
   IRType type = ir_type(out, a);
   IRExpr* differ = and_of(out,
                           ir_binop(out, sized(Iop_Xor8, type), a, b),
                           not_of(out, both));
   return and_of(out, SP_(shadow_any)(out, both),
                 not_of(out, SP_(shadow_any)(out, differ)));
}

/* The same shift; by an amount that is not defined, anything. */
static IRExpr* shift ( IRSB* out, IROp op, IRType type, IRExpr* amount,
                       IRExpr* v, IRExpr* w )
{
   IRExpr* moved = v ? ir_binop(out, op, v, amount) : NULL;
   return SP_(shadow_union)(out, moved, w ? spread(out, type, w) : NULL);
}

/*--------------------------------------------------------------------*/
/*--- By rule                                                      ---*/
/*--------------------------------------------------------------------*/

Bool SP_(op_is_move)(IROp op)
{
   switch (SP_(rule_of)(op)) {
      case RULE_SAME: case RULE_AS_IS: case RULE_UNION: case RULE_AND:
      case RULE_OR: case RULE_SHIFT:
         return True;
      case RULE_WHOLE: case RULE_DEFINED: case RULE_UPWARDS: case RULE_SUM:
      case RULE_PRODUCT: case RULE_EQUALITY: case RULE_NARROW:
      case RULE_LANES8: case RULE_LANES16: case RULE_LANES32:
      case RULE_LANES64: case RULE_LOW32: case RULE_LOW64:
      case RULE_PERMUTE8: case RULE_PERMUTE32:
         break;
   }
   return False;
}

/* Bits of a lane; 0: the rule has none. */
static UInt lane_bits ( enum sp_rule rule )
{
   switch (rule) {
      case RULE_LANES8:  case RULE_PERMUTE8:   return 8;
      case RULE_LANES16:                       return 16;
      case RULE_LANES32: case RULE_LOW32: case RULE_PERMUTE32: return 32;
      case RULE_LANES64: case RULE_LOW64:      return 64;
      case RULE_WHOLE: case RULE_DEFINED: case RULE_SAME: case RULE_AS_IS:
      case RULE_UNION: case RULE_AND: case RULE_OR: case RULE_SHIFT:
      case RULE_UPWARDS: case RULE_SUM: case RULE_PRODUCT:
      case RULE_EQUALITY: case RULE_NARROW:
         break;
   }
   return 0;
}

static IRType result_type ( IROp op )
{
   IRType type, arg[4];
   typeOfPrimop(op, &type, &arg[0], &arg[1], &arg[2], &arg[3]);
   return SP_(shadow_type)(type);
}

IRExpr* SP_(shadow_of_unop)(IRSB* out, Bool exact, IROp op, IRExpr* v)
{
   enum sp_rule rule = SP_(rule_of)(op);
   if (!exact && !SP_(op_is_move)(op))
      return NULL;
   switch (rule) {
      case RULE_SAME:    return ir_unop(out, op, v);
      case RULE_AS_IS:   return v;
      case RULE_DEFINED: return NULL;
      case RULE_LANES8: case RULE_LANES16: case RULE_LANES32:
      case RULE_LANES64:
         return spread_lanes(out, v, lane_bits(rule));
      case RULE_LOW32: case RULE_LOW64:
         return low_lane(out, v, v, lane_bits(rule));
      default:
         return spread(out, result_type(op), v);
   }
}

static IRExpr* whole ( IRSB* out, IROp op, IRExpr* v, IRExpr* w )
{
   if (v == NULL || w == NULL)
      return spread(out, result_type(op), v == NULL ? w : v);
   if (ir_type(out, v) == ir_type(out, w) && ir_type(out, v) != Ity_I128)
      return spread(out, result_type(op), or_of(out, v, w));
   return SP_(shadow_all)(out, result_type(op),
                          or_of(out, SP_(shadow_any)(out, v),
                                SP_(shadow_any)(out, w)));
}

/* Lanes of the first operand, chosen by the second. */
static IRExpr* permute ( IRSB* out, IROp op, UInt bits, IRExpr* b, IRExpr* v,
                         IRExpr* w )
{
   IRExpr* moved = v ? ir_binop(out, op, v, b) : NULL;
   return SP_(shadow_union)(out, moved, w ? spread_lanes(out, w, bits) : NULL);
}

/* Vectors with a rounding mode in front. */
static IRExpr* rounded_lanes ( IRSB* out, IROp op, IRExpr* mode, IRExpr* v,
                               UInt bits )
{
   IRExpr* lanes = v ? spread_lanes(out, v, bits) : NULL;
   return SP_(shadow_union)(out, lanes,
                            mode ? spread(out, result_type(op), mode) : NULL);
}

static IRExpr* lanes_of_two ( IRSB* out, IROp op, UInt bits, IRType first,
                              IRExpr* v, IRExpr* w )
{
   if (first == Ity_I32 && result_type(op) != Ity_I32)
      return rounded_lanes(out, op, v, w, bits);
   return spread_lanes(out, SP_(shadow_union)(out, v, w), bits);
}

IRExpr* SP_(shadow_of_binop)(IRSB* out, Bool exact, IROp op, IRExpr* a,
                             IRExpr* b, IRExpr* v, IRExpr* w)
{
   enum sp_rule rule = SP_(rule_of)(op);
   IRType type_a = SP_(shadow_type)(ir_type(out, a));
   IRType type_b = SP_(shadow_type)(ir_type(out, b));
   if (!exact && !SP_(op_is_move)(op))
      return NULL;
   switch (rule) {
      case RULE_SAME:
         return ir_binop(out, op, or_zero(out, v, type_a),
                         or_zero(out, w, type_b));
      case RULE_DEFINED: return NULL;
      case RULE_UNION:   return SP_(shadow_union)(out, v, w);
      case RULE_AND:     return and_or(out, True, a, b, v, w);
      case RULE_OR:      return and_or(out, False, a, b, v, w);
      case RULE_SHIFT:   return shift(out, op, result_type(op), b, v, w);
      case RULE_UPWARDS:
         return upwards(out, SP_(shadow_union)(out, v, w));
      case RULE_SUM:     return sum(out, a, b, v, w);
      case RULE_PRODUCT: return product(out, SP_(shadow_union)(out, v, w));
      case RULE_EQUALITY:
         return equality(out, a, b, SP_(shadow_union)(out, v, w));
      case RULE_NARROW:  return narrow(out, op, v, w, type_a);
      case RULE_LANES8: case RULE_LANES16: case RULE_LANES32:
      case RULE_LANES64:
         return lanes_of_two(out, op, lane_bits(rule), type_a, v, w);
      case RULE_LOW32: case RULE_LOW64:
         return low_lane(out, v, SP_(shadow_union)(out, v, w),
                         lane_bits(rule));
      case RULE_PERMUTE8: case RULE_PERMUTE32:
         return permute(out, op, lane_bits(rule), b, v, w);
      case RULE_WHOLE: case RULE_AS_IS:
         break;
   }
   return whole(out, op, v, w);
}

/*--------------------------------------------------------------------*/
/*--- Three and four operands                                      ---*/
/*--------------------------------------------------------------------*/

static IRExpr* any_of ( IRSB* out, IROp op, IRExpr* const shadow[4] )
{
   IRExpr* bit = NULL;
   for (UInt i = 0; i < 4; i++)
      if (shadow[i] != NULL) {
         IRExpr* any = SP_(shadow_any)(out, shadow[i]);
         bit = bit ? or_of(out, bit, any) : any;
      }
   return SP_(shadow_all)(out, result_type(op), bit);
}

IRExpr* SP_(shadow_of_op)(IRSB* out, Bool exact, IROp op, IRExpr* const arg[4],
                          IRExpr* const shadow[4])
{
   IRExpr* v[4];
   enum sp_rule rule = SP_(rule_of)(op);
   if (!exact && !SP_(op_is_move)(op))
      return NULL;
   if (lane_bits(rule) != 0)
      return rounded_lanes(out, op, shadow[0],
                           SP_(shadow_union)(out, shadow[1], shadow[2]),
                           lane_bits(rule));
   if (rule != RULE_SAME)
      return any_of(out, op, shadow);
   for (UInt i = 0; i < 4 && arg[i] != NULL; i++)
      v[i] = or_zero(out, shadow[i], ir_type(out, arg[i]));
   if (arg[3] != NULL)
      return ir_temp(out, IRExpr_Qop(op, v[0], v[1], v[2], v[3]));
   return ir_temp(out, IRExpr_Triop(op, v[0], v[1], v[2]));
}
