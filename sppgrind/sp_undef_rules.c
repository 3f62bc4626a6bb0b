/* The rules of operations; see sp_undef_rules.h.  These are the operations
   that VEX makes of amd64 code, and those that its optimiser makes of them. */

#include "sp_undef_rules.h"

static enum sp_rule rule_of_move ( IROp op )
{
   switch (op) {
      case Iop_1Uto8: case Iop_1Uto32: case Iop_1Uto64:
      case Iop_1Sto8: case Iop_1Sto16: case Iop_1Sto32: case Iop_1Sto64:
      case Iop_8Uto16: case Iop_8Uto32: case Iop_8Uto64:
      case Iop_8Sto16: case Iop_8Sto32: case Iop_8Sto64:
      case Iop_16Uto32: case Iop_16Uto64: case Iop_16Sto32: case Iop_16Sto64:
      case Iop_32Uto64: case Iop_32Sto64:
      case Iop_64to1: case Iop_64to8: case Iop_64to16: case Iop_64to32:
      case Iop_32to1: case Iop_32to8: case Iop_32to16: case Iop_16to8:
      case Iop_16HIto8: case Iop_32HIto16: case Iop_64HIto32:
      case Iop_8HLto16: case Iop_16HLto32: case Iop_32HLto64:
      case Iop_64HLto128: case Iop_128to64: case Iop_128HIto64:
      case Iop_64HLtoV128: case Iop_V128to64: case Iop_V128HIto64:
      case Iop_V128to32: case Iop_32UtoV128: case Iop_64UtoV128:
      case Iop_SetV128lo32: case Iop_SetV128lo64:
      case Iop_ZeroHI64ofV128: case Iop_ZeroHI96ofV128:
      case Iop_ZeroHI112ofV128: case Iop_ZeroHI120ofV128:
      case Iop_V128HLtoV256: case Iop_V256toV128_0: case Iop_V256toV128_1:
      case Iop_V256to64_0: case Iop_V256to64_1: case Iop_V256to64_2:
      case Iop_V256to64_3: case Iop_64x4toV256:
      case Iop_InterleaveHI8x8: case Iop_InterleaveHI16x4:
      case Iop_InterleaveHI32x2: case Iop_InterleaveLO8x8:
      case Iop_InterleaveLO16x4: case Iop_InterleaveLO32x2:
      case Iop_InterleaveHI8x16: case Iop_InterleaveHI16x8:
      case Iop_InterleaveHI32x4: case Iop_InterleaveHI64x2:
      case Iop_InterleaveLO8x16: case Iop_InterleaveLO16x8:
      case Iop_InterleaveLO32x4: case Iop_InterleaveLO64x2:
      case Iop_CatOddLanes16x4: case Iop_CatEvenLanes16x4:
      case Iop_GetMSBs8x8: case Iop_GetMSBs8x16:
      case Iop_Reverse8sIn32_x1: case Iop_Reverse8sIn64_x1:
         return RULE_SAME;
      case Iop_ReinterpF64asI64: case Iop_ReinterpI64asF64:
      case Iop_ReinterpF32asI32: case Iop_ReinterpI32asF32:
      case Iop_Not1: case Iop_Not8: case Iop_Not16: case Iop_Not32:
      case Iop_Not64: case Iop_NotV128: case Iop_NotV256:
         return RULE_AS_IS;
      case Iop_Xor8: case Iop_Xor16: case Iop_Xor32: case Iop_Xor64:
      case Iop_XorV128: case Iop_XorV256:
         return RULE_UNION;
      case Iop_And1: case Iop_And8: case Iop_And16: case Iop_And32:
      case Iop_And64: case Iop_AndV128: case Iop_AndV256:
         return RULE_AND;
      case Iop_Or1: case Iop_Or8: case Iop_Or16: case Iop_Or32: case Iop_Or64:
      case Iop_OrV128: case Iop_OrV256:
         return RULE_OR;
      case Iop_Shl8: case Iop_Shl16: case Iop_Shl32: case Iop_Shl64:
      case Iop_Shr8: case Iop_Shr16: case Iop_Shr32: case Iop_Shr64:
      case Iop_Sar8: case Iop_Sar16: case Iop_Sar32: case Iop_Sar64:
      case Iop_ShlN8x8: case Iop_ShlN16x4: case Iop_ShlN32x2:
      case Iop_ShrN8x8: case Iop_ShrN16x4: case Iop_ShrN32x2:
      case Iop_SarN8x8: case Iop_SarN16x4: case Iop_SarN32x2:
      case Iop_ShlN8x16: case Iop_ShlN16x8: case Iop_ShlN32x4:
      case Iop_ShlN64x2: case Iop_ShrN8x16: case Iop_ShrN16x8:
      case Iop_ShrN32x4: case Iop_ShrN64x2: case Iop_SarN8x16:
      case Iop_SarN16x8: case Iop_SarN32x4: case Iop_SarN64x2:
      case Iop_ShlN16x16: case Iop_ShlN32x8: case Iop_ShlN64x4:
      case Iop_ShrN16x16: case Iop_ShrN32x8: case Iop_ShrN64x4:
      case Iop_SarN16x16: case Iop_SarN32x8:
      case Iop_ShlV128: case Iop_ShrV128:
         return RULE_SHIFT;
      default:
         return RULE_WHOLE;
   }
}

static enum sp_rule rule_of_scalar ( IROp op )
{
   switch (op) {
      case Iop_Add8: case Iop_Add16: case Iop_Sub8: case Iop_Sub16:
      case Iop_Sub32: case Iop_Sub64:
      case Iop_Mul8: case Iop_Mul16: case Iop_Mul32: case Iop_Mul64:
         return RULE_UPWARDS;
      case Iop_Add32: case Iop_Add64:
         return RULE_SUM;
      case Iop_MullS8: case Iop_MullS16: case Iop_MullS32: case Iop_MullS64:
      case Iop_MullU8: case Iop_MullU16: case Iop_MullU32: case Iop_MullU64:
         return RULE_PRODUCT;
      case Iop_CmpEQ16: case Iop_CmpEQ32: case Iop_CmpEQ64:
      case Iop_CmpNE16: case Iop_CmpNE32: case Iop_CmpNE64:
      case Iop_ExpCmpNE8: case Iop_ExpCmpNE16: case Iop_ExpCmpNE32:
      case Iop_ExpCmpNE64:
         return RULE_EQUALITY;
      case Iop_CasCmpEQ8: case Iop_CasCmpEQ16: case Iop_CasCmpEQ32:
      case Iop_CasCmpEQ64: case Iop_CasCmpNE8: case Iop_CasCmpNE16:
      case Iop_CasCmpNE32: case Iop_CasCmpNE64:
         return RULE_DEFINED;
      default:
         return RULE_WHOLE;
   }
}

static enum sp_rule rule_of_narrow_lanes ( IROp op )
{
   switch (op) {
      case Iop_Add8x8: case Iop_Sub8x8: case Iop_QAdd8Ux8: case Iop_QAdd8Sx8:
      case Iop_QSub8Ux8: case Iop_QSub8Sx8: case Iop_Avg8Ux8:
      case Iop_Max8Ux8: case Iop_Min8Ux8: case Iop_CmpEQ8x8:
      case Iop_CmpGT8Sx8: case Iop_CmpNEZ8x8: case Iop_CmpNEZ8x16:
      case Iop_Add8x16: case Iop_Sub8x16: case Iop_QAdd8Ux16:
      case Iop_QAdd8Sx16: case Iop_QSub8Ux16: case Iop_QSub8Sx16:
      case Iop_Avg8Ux16: case Iop_Max8Ux16: case Iop_Max8Sx16:
      case Iop_Min8Ux16: case Iop_Min8Sx16: case Iop_CmpEQ8x16:
      case Iop_CmpGT8Sx16:
      case Iop_Add8x32: case Iop_Sub8x32: case Iop_QAdd8Ux32:
      case Iop_QAdd8Sx32: case Iop_QSub8Ux32: case Iop_QSub8Sx32:
      case Iop_Avg8Ux32: case Iop_Max8Ux32: case Iop_Max8Sx32:
      case Iop_Min8Ux32: case Iop_Min8Sx32: case Iop_CmpEQ8x32:
      case Iop_CmpGT8Sx32:
         return RULE_LANES8;
      case Iop_Add16x4: case Iop_Sub16x4: case Iop_QAdd16Ux4:
      case Iop_QAdd16Sx4: case Iop_QSub16Ux4: case Iop_QSub16Sx4:
      case Iop_Avg16Ux4: case Iop_Max16Sx4: case Iop_Min16Sx4:
      case Iop_CmpEQ16x4: case Iop_CmpGT16Sx4: case Iop_Mul16x4:
      case Iop_MulHi16Ux4: case Iop_MulHi16Sx4: case Iop_CmpNEZ16x4:
      case Iop_Add16x8: case Iop_Sub16x8: case Iop_QAdd16Ux8:
      case Iop_QAdd16Sx8: case Iop_QSub16Ux8: case Iop_QSub16Sx8:
      case Iop_Avg16Ux8: case Iop_Max16Ux8: case Iop_Max16Sx8:
      case Iop_Min16Ux8: case Iop_Min16Sx8: case Iop_CmpEQ16x8:
      case Iop_CmpGT16Sx8: case Iop_Mul16x8: case Iop_MulHi16Ux8:
      case Iop_MulHi16Sx8: case Iop_CmpNEZ16x8: case Iop_PwExtUSMulQAdd8x16:
      case Iop_Add16x16: case Iop_Sub16x16: case Iop_QAdd16Ux16:
      case Iop_QAdd16Sx16: case Iop_QSub16Ux16: case Iop_QSub16Sx16:
      case Iop_Avg16Ux16: case Iop_Max16Ux16: case Iop_Max16Sx16:
      case Iop_Min16Ux16: case Iop_Min16Sx16: case Iop_CmpEQ16x16:
      case Iop_CmpGT16Sx16: case Iop_Mul16x16: case Iop_MulHi16Ux16:
      case Iop_MulHi16Sx16:
         return RULE_LANES16;
      default:
         return RULE_WHOLE;
   }
}

static enum sp_rule rule_of_wide_lanes ( IROp op )
{
   switch (op) {
      case Iop_Add32x2: case Iop_Sub32x2: case Iop_Mul32x2:
      case Iop_CmpEQ32x2: case Iop_CmpGT32Sx2: case Iop_CmpNEZ32x2:
      case Iop_Add32x4: case Iop_Sub32x4: case Iop_Mul32x4:
      case Iop_Max32Ux4: case Iop_Max32Sx4: case Iop_Min32Ux4:
      case Iop_Min32Sx4: case Iop_CmpEQ32x4: case Iop_CmpGT32Sx4:
      case Iop_CmpNEZ32x4:
      case Iop_Add32x8: case Iop_Sub32x8: case Iop_Mul32x8:
      case Iop_Max32Ux8: case Iop_Max32Sx8: case Iop_Min32Ux8:
      case Iop_Min32Sx8: case Iop_CmpEQ32x8: case Iop_CmpGT32Sx8:
      case Iop_Add32Fx4: case Iop_Sub32Fx4: case Iop_Mul32Fx4:
      case Iop_Div32Fx4: case Iop_Max32Fx4: case Iop_Min32Fx4:
      case Iop_CmpEQ32Fx4: case Iop_CmpLT32Fx4: case Iop_CmpLE32Fx4:
      case Iop_CmpUN32Fx4: case Iop_Sqrt32Fx4: case Iop_RecipEst32Fx4:
      case Iop_RSqrtEst32Fx4: case Iop_I32StoF32x4: case Iop_F32toI32Sx4:
      case Iop_Add32Fx8: case Iop_Sub32Fx8: case Iop_Mul32Fx8:
      case Iop_Div32Fx8: case Iop_Max32Fx8: case Iop_Min32Fx8:
      case Iop_Sqrt32Fx8: case Iop_RecipEst32Fx8: case Iop_RSqrtEst32Fx8:
      case Iop_I32StoF32x8: case Iop_F32toI32Sx8:
         return RULE_LANES32;
      case Iop_Add64x2: case Iop_Sub64x2: case Iop_CmpEQ64x2:
      case Iop_CmpGT64Sx2: case Iop_CmpNEZ64x2:
      case Iop_Add64x4: case Iop_Sub64x4: case Iop_CmpEQ64x4:
      case Iop_CmpGT64Sx4:
      case Iop_Add64Fx2: case Iop_Sub64Fx2: case Iop_Mul64Fx2:
      case Iop_Div64Fx2: case Iop_Max64Fx2: case Iop_Min64Fx2:
      case Iop_CmpEQ64Fx2: case Iop_CmpLT64Fx2: case Iop_CmpLE64Fx2:
      case Iop_CmpUN64Fx2: case Iop_Sqrt64Fx2:
      case Iop_Add64Fx4: case Iop_Sub64Fx4: case Iop_Mul64Fx4:
      case Iop_Div64Fx4: case Iop_Max64Fx4: case Iop_Min64Fx4:
      case Iop_Sqrt64Fx4:
         return RULE_LANES64;
      default:
         return RULE_WHOLE;
   }
}

static enum sp_rule rule_of_other_lanes ( IROp op )
{
   switch (op) {
      case Iop_Add32F0x4: case Iop_Sub32F0x4: case Iop_Mul32F0x4:
      case Iop_Div32F0x4: case Iop_Max32F0x4: case Iop_Min32F0x4:
      case Iop_Sqrt32F0x4: case Iop_RecipEst32F0x4: case Iop_RSqrtEst32F0x4:
      case Iop_CmpEQ32F0x4: case Iop_CmpLT32F0x4: case Iop_CmpLE32F0x4:
      case Iop_CmpUN32F0x4:
         return RULE_LOW32;
      case Iop_Add64F0x2: case Iop_Sub64F0x2: case Iop_Mul64F0x2:
      case Iop_Div64F0x2: case Iop_Max64F0x2: case Iop_Min64F0x2:
      case Iop_Sqrt64F0x2:
      case Iop_CmpEQ64F0x2: case Iop_CmpLT64F0x2: case Iop_CmpLE64F0x2:
      case Iop_CmpUN64F0x2:
         return RULE_LOW64;
      case Iop_QNarrowBin32Sto16Sx8: case Iop_QNarrowBin32Sto16Ux8:
      case Iop_QNarrowBin16Sto8Sx16: case Iop_QNarrowBin16Sto8Ux16:
      case Iop_QNarrowBin32Sto16Sx4: case Iop_QNarrowBin16Sto8Sx8:
      case Iop_QNarrowBin16Sto8Ux8:
         return RULE_NARROW;
      case Iop_PermOrZero8x8: case Iop_PermOrZero8x16:
         return RULE_PERMUTE8;
      case Iop_Perm32x4: case Iop_Perm32x8:
         return RULE_PERMUTE32;
      default:
         return RULE_WHOLE;
   }
}

enum sp_rule SP_(rule_of)(IROp op)
{
   enum sp_rule (*const kind[])(IROp) = {
      rule_of_move, rule_of_scalar, rule_of_narrow_lanes, rule_of_wide_lanes,
      rule_of_other_lanes
   };
   for (UInt i = 0; i < sizeof kind / sizeof kind[0]; i++) {
      enum sp_rule rule = kind[i](op);
      if (rule != RULE_WHOLE)
         return rule;
   }
   return RULE_WHOLE;
}
