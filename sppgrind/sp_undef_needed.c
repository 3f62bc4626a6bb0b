/* Which shadows are needed; see sp_undef_needed.h. */

#include "sp_undef_needed.h"

#include "libvex.h"
#include "libvex_guest_amd64.h"
#include "sp_options.h"
#include "sp_undef_ops.h"

#define AT(reg) offsetof(VexGuestAMD64State, guest_##reg)

/*--------------------------------------------------------------------*/
/*--- Registers                                                    ---*/
/*--------------------------------------------------------------------*/

/* Registers that never are undefined: what VEX says, and the stack pointer. */
Bool SP_(undef_is_defined)(const struct sp_undef* u, Int offset, Int size)
{
   if (offset == u->layout->offset_SP)
      return True;
   for (Int i = 0; i < u->layout->n_alwaysDefd; i++) {
      Int start = u->layout->alwaysDefd[i].offset;
      if (offset >= start && offset + size <= start
                                 + u->layout->alwaysDefd[i].size)
         return True;
   }
   return False;
}

/* Conditions are only checked in exact code, and no condition codes outlive a
   call. */
Bool SP_(undef_is_ignored)(const struct sp_undef* u, Int offset, Int size)
{
   if (!u->exact && offset >= AT(CC_OP) && offset <= AT(CC_NDEP))
      return True;
   return SP_(undef_is_defined)(u, offset, size);
}

/*--------------------------------------------------------------------*/
/*--- A superblock, backwards                                      ---*/
/*--------------------------------------------------------------------*/

/* The state's bytes that are written again before they are read. */
struct again { UChar* is; Int size; };

static Bool are_again ( struct again* s, Int offset, Int size )
{
   for (Int i = offset; i < offset + size; i++)
      if (!s->is[i])
         return False;
   return True;
}

static void set_again ( struct again* s, Int offset, Int size, UChar to )
{
   VG_(memset)(s->is + offset, to, size);
}

static void put_backwards ( struct sp_undef* u, struct again* s,
                            const IRSB* in, UInt i )
{
   const IRStmt* st = in->stmts[i];
   Int size = sizeofIRType(typeOfIRExpr(in->tyenv, st->Ist.Put.data));
   u->dead_put[i] = st->Ist.Put.offset != u->layout->offset_SP
                    && are_again(s, st->Ist.Put.offset, size);
   set_again(s, st->Ist.Put.offset, size, 1);
}

static void read_backwards ( struct again* s, const IRExpr* e )
{
   if (e->tag == Iex_Get)
      set_again(s, e->Iex.Get.offset, sizeofIRType(e->Iex.Get.ty), 0);
   else if (e->tag == Iex_GetI)
      set_again(s, 0, s->size, 0);
}

static void find_dead_puts ( struct sp_undef* u, const IRSB* in )
{
   struct again s = { LibVEX_Alloc(u->layout->total_sizeB),
                      u->layout->total_sizeB };
   set_again(&s, 0, s.size, 0);
   for (Int i = in->stmts_used - 1; i >= 0; i--)
      switch (in->stmts[i]->tag) {
         case Ist_Put:   put_backwards(u, &s, in, i); break;
         case Ist_WrTmp: read_backwards(&s, in->stmts[i]->Ist.WrTmp.data); break;
         case Ist_Dirty: case Ist_Exit:
            set_again(&s, 0, s.size, 0);
            break;
         default:
            break;
      }
}

static void need ( struct sp_undef* u, const IRExpr* atom )
{
   if (atom != NULL && atom->tag == Iex_RdTmp)
      u->needed[atom->Iex.RdTmp.tmp] = True;
}

/* Operands of moves; of nothing else in code that is not exact. */
static void need_operands ( struct sp_undef* u, const IRExpr* e )
{
   switch (e->tag) {
      case Iex_RdTmp: need(u, e); break;
      case Iex_Unop:
         if (SP_(op_is_move)(e->Iex.Unop.op))
            need(u, e->Iex.Unop.arg);
         break;
      case Iex_Binop:
         if (SP_(op_is_move)(e->Iex.Binop.op)) {
            need(u, e->Iex.Binop.arg1);
            need(u, e->Iex.Binop.arg2);
         }
         break;
      case Iex_Qop:
         need(u, e->Iex.Qop.details->arg1);
         need(u, e->Iex.Qop.details->arg2);
         need(u, e->Iex.Qop.details->arg3);
         need(u, e->Iex.Qop.details->arg4);
         break;
      case Iex_ITE:
         need(u, e->Iex.ITE.iftrue);
         need(u, e->Iex.ITE.iffalse);
         break;
      case Iex_Binder: case Iex_Get: case Iex_GetI: case Iex_Triop:
      case Iex_Load: case Iex_Const: case Iex_CCall: case Iex_VECRET:
      case Iex_GSPTR:
         break;
   }
}

static void need_of_statement ( struct sp_undef* u, UInt i, const IRStmt* st )
{
   switch (st->tag) {
      case Ist_WrTmp:
         if (u->needed[st->Ist.WrTmp.tmp])
            need_operands(u, st->Ist.WrTmp.data);
         break;
      case Ist_Put:
         if (!u->dead_put[i] && !SP_(undef_is_ignored)(u, st->Ist.Put.offset, 1))
            need(u, st->Ist.Put.data);
         break;
      case Ist_PutI:   need(u, st->Ist.PutI.details->data);   break;
      case Ist_Store:  need(u, st->Ist.Store.data);           break;
      case Ist_StoreG: need(u, st->Ist.StoreG.details->data); break;
      case Ist_LoadG:  need(u, st->Ist.LoadG.details->alt);   break;
      case Ist_CAS:
         need(u, st->Ist.CAS.details->dataLo);
         need(u, st->Ist.CAS.details->dataHi);
         break;
      case Ist_LLSC:   need(u, st->Ist.LLSC.storedata);       break;
      case Ist_NoOp: case Ist_IMark: case Ist_AbiHint: case Ist_Dirty:
      case Ist_MBE: case Ist_Exit:
         break;
   }
}

void SP_(undef_find_needed)(struct sp_undef* u, const IRSB* in)
{
   if (SP_(opt).undef)
      find_dead_puts(u, in);
   if (u->exact || !SP_(opt).undef) {
      VG_(memset)(u->needed, SP_(opt).undef, u->n_temps * sizeof(Bool));
      return;
   }
   VG_(memset)(u->needed, False, u->n_temps * sizeof(Bool));
   for (Int i = in->stmts_used - 1; i >= 0; i--)
      need_of_statement(u, i, in->stmts[i]);
}
