/* Registers that need not be brought up to date; see sp_puts.h. */

#include "sp_puts.h"

#include "libvex_guest_amd64.h"

/* Sets of words of the guest state, of its beginning: a bit each. */
#define WORD(reg)  (offsetof(VexGuestAMD64State, guest_##reg) / sizeof(ULong))
#define BIT(reg)   (1u << WORD(reg))
#define FLAGS      (BIT(CC_OP) | BIT(CC_DEP1) | BIT(CC_DEP2) | BIT(CC_NDEP))
#define N_WORDS    (WORD(RIP) + 1)

/* Words that [offset, offset + size) touches. */
static UInt words ( Int offset, Int size )
{
   UInt set = 0;
   for (Int i = offset / 8; i <= (offset + size - 1) / 8 && i < N_WORDS; i++)
      set |= 1u << i;
   return set;
}

/* A fault is a way out. */
Bool SP_(may_fault)(const IRExpr* e)
{
   if (e->tag == Iex_Load)
      return True;
   if (e->tag != Iex_Binop)
      return False;
   switch (e->Iex.Binop.op) {
      case Iop_DivModU64to32: case Iop_DivModS64to32:
      case Iop_DivModU128to64: case Iop_DivModS128to64:
      case Iop_DivModS64to64: case Iop_DivModU64to64:
      case Iop_DivModS32to32: case Iop_DivModU32to32:
         return True;
      default:
         return False;
   }
}

static UInt seen_by_expression ( const IRExpr* e )
{
   if (e->tag == Iex_Get)
      return words(e->Iex.Get.offset, sizeofIRType(e->Iex.Get.ty));
   if (e->tag == Iex_GetI)
      return ~0u;
   return SP_(may_fault)(e) ? ~FLAGS : 0;
}

/* The words that a statement, no Put, or what it may lead to, looks at. */
static UInt seen ( const IRStmt* st )
{
   switch (st->tag) {
      case Ist_WrTmp: return seen_by_expression(st->Ist.WrTmp.data);
      case Ist_Dirty:
         return st->Ist.Dirty.details->nFxState > 0 ? ~0u : ~FLAGS;
      case Ist_Store: case Ist_StoreG: case Ist_LoadG: case Ist_CAS:
      case Ist_LLSC:
         return ~FLAGS;
      case Ist_Exit: case Ist_MBE:
         return ~0u;
      case Ist_NoOp: case Ist_IMark: case Ist_AbiHint: case Ist_Put:
      case Ist_PutI:
         break;
   }
   return 0;
}

void SP_(drop_puts)(IRSB* sb)
{
   UInt again = 0;                // written again before it is seen
   for (Int i = sb->stmts_used - 1; i >= 0; i--) {
      const IRStmt* st = sb->stmts[i];
      if (st->tag != Ist_Put) {
         again &= ~seen(st);
         continue;
      }
      Int offset = st->Ist.Put.offset;
      Int size = sizeofIRType(typeOfIRExpr(sb->tyenv, st->Ist.Put.data));
      if (offset + size > N_WORDS * sizeof(ULong))
         continue;
      UInt set = words(offset, size);
      if ((set & ~again) == 0)
         sb->stmts[i] = IRStmt_NoOp();
      else if (size == sizeof(ULong) && offset % sizeof(ULong) == 0)
         again |= set;
   }
}
