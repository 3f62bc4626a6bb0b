/* Shadows of statements; see sp_undef.h.

   The shadow of a register is kept by the core, for each thread, behind the
   guest state.  VEX keeps registers up to date at each instruction (see
   sp_main.c), but nobody looks at their shadows in the middle of a
   superblock, so only the last of several is stored.  In code that is not
   exact most values are computed, and most shadows not needed: a pass
   backwards finds those that are. */

#include "sp_undef.h"

#include "libvex.h"
#include "pub_tool_machine.h"
#include "sp_options.h"
#include "sp_puts.h"
#include "sp_shadow.h"
#include "sp_undef_access.h"
#include "sp_undef_needed.h"
#include "sp_undef_ops.h"

/*--------------------------------------------------------------------*/
/*--- Registers                                                    ---*/
/*--------------------------------------------------------------------*/

static IRExpr* get ( struct sp_undef* u, Int offset, IRType type )
{
   if (SP_(undef_is_ignored)(u, offset, sizeofIRType(type))
       || (u->fp_is_frame && offset == u->layout->offset_FP))
      return NULL;
   return ir_temp(u->out, IRExpr_Get(offset + u->layout->total_sizeB,
                                     SP_(shadow_type)(type)));
}

static void put ( struct sp_undef* u, Int offset, IRType type, IRExpr* v )
{
   if (SP_(undef_is_ignored)(u, offset, sizeofIRType(type)))
      return;
   if (v == NULL)
      v = SP_(shadow_zero_of)(u->out, type);
   ir_add(u->out, IRStmt_Put(offset + u->layout->total_sizeB, v));
}

/* The shadow of the x87 stack. */
static IRRegArray* shadow_array ( const struct sp_undef* u,
                                  const IRRegArray* of )
{
   return mkIRRegArray(of->base + u->layout->total_sizeB,
                       SP_(shadow_type)(of->elemTy), of->nElems);
}

static IRExpr* get_indexed ( struct sp_undef* u, const IRExpr* e )
{
   const IRRegArray* of = e->Iex.GetI.descr;
   if (SP_(undef_is_defined)(u, of->base, of->nElems * sizeofIRType(of->elemTy)))
      return NULL;
   return ir_temp(u->out, IRExpr_GetI(shadow_array(u, of), e->Iex.GetI.ix,
                                      e->Iex.GetI.bias));
}

static void put_indexed ( struct sp_undef* u, const IRPutI* p )
{
   const IRRegArray* of = p->descr;
   IRExpr* v = SP_(undef_of)(u, p->data);
   SP_(undef_check)(u, p->ix, NULL);
   if (SP_(undef_is_defined)(u, of->base, of->nElems * sizeofIRType(of->elemTy)))
      return;
   if (v == NULL)
      v = SP_(shadow_zero_of)(u->out, of->elemTy);
   ir_add(u->out, IRStmt_PutI(mkIRPutI(shadow_array(u, of), p->ix, p->bias,
                                       v)));
}

/*--------------------------------------------------------------------*/
/*--- Expressions                                                  ---*/
/*--------------------------------------------------------------------*/

static IRExpr* of_ite ( struct sp_undef* u, const IRExpr* e )
{
   IRType type = SP_(shadow_type)(ir_type(u->out, e));
   IRExpr* v = SP_(undef_of)(u, e->Iex.ITE.iftrue);
   IRExpr* w = SP_(undef_of)(u, e->Iex.ITE.iffalse);
   IRExpr* c = u->exact ? SP_(undef_of)(u, e->Iex.ITE.cond) : NULL;
   IRExpr* chosen = NULL;
   if (v != NULL || w != NULL)
      chosen = ir_ite(u->out, e->Iex.ITE.cond,
                      v ? v : SP_(shadow_zero_of)(u->out, type),
                      w ? w : SP_(shadow_zero_of)(u->out, type));
   return SP_(shadow_union)(u->out, chosen,
                            c ? SP_(shadow_all)(u->out, type, c) : NULL);
}

/* A bit that says whether one of the arguments is undefined; those that the
   callee excludes do not count. */
static IRExpr* any_argument ( struct sp_undef* u, IRExpr** args,
                              const IRCallee* callee )
{
   IRExpr* bit = NULL;
   for (UInt i = 0; args[i] != NULL; i++) {
      IRExpr* v = NULL;
      if (!(callee->mcx_mask & (1u << i)) && !is_IRExpr_VECRET_or_GSPTR(args[i]))
         v = SP_(undef_of)(u, args[i]);
      if (v != NULL)
         bit = SP_(shadow_union)(u->out, bit, SP_(shadow_any)(u->out, v));
   }
   return bit;
}

static IRExpr* of_ccall ( struct sp_undef* u, const IRExpr* e )
{
   IRExpr* bit = u->exact ? any_argument(u, e->Iex.CCall.args,
                                         e->Iex.CCall.cee) : NULL;
   return bit ? SP_(shadow_all)(u->out, e->Iex.CCall.retty, bit) : NULL;
}

static IRExpr* of_binop ( struct sp_undef* u, const IRExpr* e )
{
   IRExpr* v = SP_(undef_of)(u, e->Iex.Binop.arg1);
   IRExpr* w = SP_(undef_of)(u, e->Iex.Binop.arg2);
   if (v == NULL && w == NULL)
      return NULL;
   return SP_(shadow_of_binop)(u->out, u->exact, e->Iex.Binop.op,
                               e->Iex.Binop.arg1, e->Iex.Binop.arg2, v, w);
}

static IRExpr* of_op ( struct sp_undef* u, IROp op, IRExpr* const arg[4] )
{
   IRExpr* v[4];
   Bool any = False;
   for (UInt i = 0; i < 4; i++) {
      v[i] = arg[i] ? SP_(undef_of)(u, arg[i]) : NULL;
      any = any || v[i] != NULL;
   }
   return any ? SP_(shadow_of_op)(u->out, u->exact, op, arg, v) : NULL;
}

static IRExpr* of_triop ( struct sp_undef* u, const IRTriop* op )
{
   IRExpr* const arg[4] = { op->arg1, op->arg2, op->arg3, NULL };
   return of_op(u, op->op, arg);
}

static IRExpr* of_qop ( struct sp_undef* u, const IRQop* op )
{
   IRExpr* const arg[4] = { op->arg1, op->arg2, op->arg3, op->arg4 };
   return of_op(u, op->op, arg);
}

static IRExpr* of_unop ( struct sp_undef* u, const IRExpr* e )
{
   IRExpr* v = SP_(undef_of)(u, e->Iex.Unop.arg);
   return v ? SP_(shadow_of_unop)(u->out, u->exact, e->Iex.Unop.op, v) : NULL;
}

static IRExpr* of_expression ( struct sp_undef* u, const IRExpr* e )
{
   switch (e->tag) {
      case Iex_Get:   return get(u, e->Iex.Get.offset, e->Iex.Get.ty);
      case Iex_GetI:
         SP_(undef_check)(u, e->Iex.GetI.ix, NULL);
         return get_indexed(u, e);
      case Iex_RdTmp: return SP_(undef_of)(u, e);
      case Iex_Qop:   return of_qop(u, e->Iex.Qop.details);
      case Iex_Triop: return of_triop(u, e->Iex.Triop.details);
      case Iex_Binop: return of_binop(u, e);
      case Iex_Unop:  return of_unop(u, e);
      case Iex_Load:
         return SP_(undef_load)(u, e->Iex.Load.ty, e->Iex.Load.addr, NULL);
      case Iex_ITE:   return of_ite(u, e);
      case Iex_CCall: return of_ccall(u, e);
      case Iex_Const: case Iex_Binder: case Iex_VECRET: case Iex_GSPTR:
         break;
   }
   return NULL;
}

/*--------------------------------------------------------------------*/
/*--- Helpers of VEX                                               ---*/
/*--------------------------------------------------------------------*/

/* Calls f for each piece, of at most eight bytes, of the state that the
   helper reads, or else writes; *bit is f's to use. */
static void for_state ( struct sp_undef* u, const IRDirty* d, IREffect not,
                        void (*f)(struct sp_undef*, Int offset, IRType type,
                                  const IRDirty* d, IRExpr** bit),
                        IRExpr** bit )
{
   for (Int i = 0; i < d->nFxState; i++)
      for (Int k = 0; d->fxState[i].fx != not && k <= d->fxState[i].nRepeats;
           k++) {
         Int at = d->fxState[i].offset + k * d->fxState[i].repeatLen;
         Int end = at + d->fxState[i].size;
         while (at < end) {
            Int n = end - at;
            IRType type = n >= 8 ? Ity_I64 : n >= 4 ? Ity_I32
                          : n >= 2 ? Ity_I16 : Ity_I8;
            f(u, at, type, d, bit);
            at += sizeofIRType(type);
         }
      }
}

static void state_read ( struct sp_undef* u, Int offset, IRType type,
                         const IRDirty* d, IRExpr** bit )
{
   IRExpr* v = get(u, offset, type);
   if (v != NULL)
      *bit = SP_(shadow_union)(u->out, *bit,
                               ir_both(u->out, SP_(shadow_any)(u->out, v),
                                       d->guard));
}

static void state_written ( struct sp_undef* u, Int offset, IRType type,
                            const IRDirty* d, IRExpr** bit )
{
   if (SP_(undef_is_defined)(u, offset, sizeofIRType(type)))
      return;
   IRExpr* v = *bit ? SP_(shadow_all)(u->out, type, *bit)
                    : SP_(shadow_zero_of)(u->out, type);
   IRExpr* was = ir_temp(u->out, IRExpr_Get(offset + u->layout->total_sizeB,
                                            type));
   put(u, offset, type, ir_ite(u->out, d->guard, v, was));
}

/* Whatever the helper writes depends on all that it reads. */
static void on_dirty ( struct sp_undef* u, const IRDirty* d )
{
   IRExpr* bit = NULL;
   SP_(undef_check_condition)(u, d->guard);
   if (d->mFx != Ifx_None)
      SP_(undef_check)(u, d->mAddr, d->guard);
   if (u->exact && SP_(opt).undef) {
      bit = any_argument(u, d->args, d->cee);
      for_state(u, d, Ifx_Write, state_read, &bit);
   }
   if (d->mFx == Ifx_Read || d->mFx == Ifx_Modify) {
      IRExpr* read = SP_(undef_read)(u, d->mAddr, d->mSize, d->guard);
      if (u->exact && SP_(opt).undef)
         bit = SP_(shadow_union)(u->out, bit, read);
   }
   if (d->mFx == Ifx_Write || d->mFx == Ifx_Modify)
      SP_(undef_write)(u, d->mAddr, d->mSize, bit, d->guard);
   if (SP_(opt).undef)
      for_state(u, d, Ifx_Read, state_written, &bit);
   if (d->tmp != IRTemp_INVALID && bit != NULL)
      u->shadow[d->tmp] = SP_(shadow_all)(
         u->out, typeOfIRTemp(u->out->tyenv, d->tmp), bit);
}

/*--------------------------------------------------------------------*/
/*--- Compare and swap                                             ---*/
/*--------------------------------------------------------------------*/

static IRExpr* high_address ( struct sp_undef* u, const IRCAS* cas )
{
   UInt size = sizeofIRType(ir_type(u->out, cas->dataLo));
   return ir_binop(u->out, Iop_Add64, cas->addr, ir_u64(size));
}

static void before_cas ( struct sp_undef* u, const IRCAS* cas )
{
   IRType type = ir_type(u->out, cas->dataLo);
   if (cas->dataHi != NULL)
      u->shadow[cas->oldHi] = SP_(undef_load)(u, type, high_address(u, cas),
                                              NULL);
   u->shadow[cas->oldLo] = SP_(undef_load)(u, type, cas->addr, NULL);
}

static IRExpr* is_old ( IRSB* out, IRExpr* expected, IRTemp old )
{
   IROp op;
   switch (ir_type(out, expected)) {
      case Ity_I8:  op = Iop_CasCmpEQ8;  break;
      case Ity_I16: op = Iop_CasCmpEQ16; break;
      case Ity_I32: op = Iop_CasCmpEQ32; break;
      default:      op = Iop_CasCmpEQ64; break;
   }
   return ir_binop(out, op, expected, IRExpr_RdTmp(old));
}

/* The store has happened if what was there is what was expected. */
static void after_cas ( struct sp_undef* u, const IRCAS* cas )
{
   IRType type = ir_type(u->out, cas->dataLo);
   IRExpr* done = is_old(u->out, cas->expdLo, cas->oldLo);
   if (cas->dataHi != NULL) {
      done = ir_both(u->out, done, is_old(u->out, cas->expdHi, cas->oldHi));
      SP_(undef_store)(u, type, high_address(u, cas),
                       SP_(undef_of)(u, cas->dataHi), done);
   }
   SP_(undef_store)(u, type, cas->addr, SP_(undef_of)(u, cas->dataLo), done);
}

/*--------------------------------------------------------------------*/
/*--- Statements                                                   ---*/
/*--------------------------------------------------------------------*/

/* Whether t is what other temporaries are, less something: a stack pointer
   that grows. */
static void note_fall ( struct sp_undef* u, IRTemp t, const IRExpr* e )
{
   if (e->tag != Iex_Binop || e->Iex.Binop.arg2->tag != Iex_Const)
      return;
   const IRConst* by = e->Iex.Binop.arg2->Iex.Const.con;
   if (by->tag != Ico_U64)
      return;
   if (e->Iex.Binop.op == Iop_Add64)
      u->falls[t] = (Long)by->Ico.U64 < 0;
   else if (e->Iex.Binop.op == Iop_Sub64)
      u->falls[t] = (Long)by->Ico.U64 > 0;
}

static void on_assignment ( struct sp_undef* u, const IRStmt* st )
{
   IRTemp t = st->Ist.WrTmp.tmp;
   const IRExpr* e = st->Ist.WrTmp.data;
   note_fall(u, t, e);
   if (e->tag == Iex_Get && e->Iex.Get.offset == u->layout->offset_SP) {
      u->stack = t;
      u->sp_offset = 0;
   } else if (e->tag == Iex_Get && u->fp_is_frame
              && e->Iex.Get.offset == u->layout->offset_FP)
      u->frame = t;
   if (u->needed[t] || (u->checked && e->tag == Iex_Load))
      u->shadow[t] = of_expression(u, e);
}

static Bool falls ( const struct sp_undef* u, const IRExpr* sp )
{
   return sp->tag == Iex_RdTmp && u->falls[sp->Iex.RdTmp.tmp];
}

static void on_put_sp ( struct sp_undef* u, const IRExpr* data )
{
   struct sp_place place = SP_(place_of)(&u->looks, data);
   u->sp = data->tag == Iex_RdTmp ? data->Iex.RdTmp.tmp : IRTemp_INVALID;
   u->sp_offset = place.offset;
   if (place.root != u->stack)
      u->stack = IRTemp_INVALID;
   if (!falls(u, data))
      u->sp_raised = True;
}

static void on_put ( struct sp_undef* u, const IRStmt* st )
{
   const IRExpr* data = st->Ist.Put.data;
   if (st->Ist.Put.offset == u->layout->offset_SP)
      on_put_sp(u, data);
   if (SP_(opt).undef)
      put(u, st->Ist.Put.offset, ir_type(u->out, data),
          SP_(undef_of)(u, data));
}

static IRExpr* converted ( IRSB* out, IRLoadGOp how, IRExpr* v )
{
   switch (how) {
      case ILGop_16Uto32: return ir_unop(out, Iop_16Uto32, v);
      case ILGop_16Sto32: return ir_unop(out, Iop_16Sto32, v);
      case ILGop_8Uto32:  return ir_unop(out, Iop_8Uto32, v);
      case ILGop_8Sto32:  return ir_unop(out, Iop_8Sto32, v);
      case ILGop_INVALID: case ILGop_IdentV128: case ILGop_Ident64:
      case ILGop_Ident32:
         break;
   }
   return v;
}

static void on_guarded_load ( struct sp_undef* u, const IRLoadG* lg )
{
   IRType result, type;
   typeOfIRLoadGOp(lg->cvt, &result, &type);
   SP_(undef_check_condition)(u, lg->guard);
   IRExpr* v = SP_(undef_load)(u, type, lg->addr, lg->guard);
   IRExpr* w = SP_(undef_of)(u, lg->alt);
   if (!SP_(opt).undef)
      return;
   u->shadow[lg->dst] = ir_ite(u->out, lg->guard,
                               converted(u->out, lg->cvt, v),
                               w ? w : SP_(shadow_zero_of)(u->out, result));
}

static void on_guarded_store ( struct sp_undef* u, const IRStoreG* sg )
{
   SP_(undef_check_condition)(u, sg->guard);
   SP_(undef_store)(u, ir_type(u->out, sg->data), sg->addr,
                    SP_(undef_of)(u, sg->data), sg->guard);
}

static void on_linked ( struct sp_undef* u, const IRStmt* st )
{
   IRExpr* data = st->Ist.LLSC.storedata;
   IRTemp  t = st->Ist.LLSC.result;
   if (data == NULL)
      u->shadow[t] = SP_(undef_load)(u, typeOfIRTemp(u->out->tyenv, t),
                                     st->Ist.LLSC.addr, NULL);
   else
      SP_(undef_store)(u, ir_type(u->out, data), st->Ist.LLSC.addr,
                       SP_(undef_of)(u, data), NULL);
}

/* The return address: sp_stack.c, which is called there, sees to it. */
static Bool is_push_of_call ( const struct sp_undef* u, UInt i,
                              const IRStmt* st )
{
   const IRExpr* a = st->Ist.Store.addr;
   return i == u->last_store && u->out->jumpkind == Ijk_Call
          && a->tag == Iex_RdTmp && a->Iex.RdTmp.tmp == u->sp
          && st->Ist.Store.data->tag == Iex_Const;
}

static Bool collect ( struct sp_undef* u, const IRStmt* st, Addr ip )
{
   struct sp_place place = SP_(place_of)(&u->looks, st->Ist.Store.addr);
   UInt size = sizeofIRType(ir_type(u->out, st->Ist.Store.data));
   if (size > 8 || !sp_is_on_stack(u, place))
      return False;
   IRExpr* v = SP_(undef_of)(u, st->Ist.Store.data);
   if (SP_(stores_add)(&u->stores, place, u->sp_offset, size, v, ip))
      return True;
   SP_(undef_end_run)(u);
   return SP_(stores_add)(&u->stores, place, u->sp_offset, size, v, ip);
}

/* What leaves the stack, too: its helper looks at the stack pointer. */
static Bool ends_run ( const struct sp_undef* u, const IRStmt* st )
{
   switch (st->tag) {
      case Ist_WrTmp: return SP_(may_fault)(st->Ist.WrTmp.data);
      case Ist_Put:
         return st->Ist.Put.offset == u->layout->offset_SP
                && !falls(u, st->Ist.Put.data);
      case Ist_NoOp: case Ist_IMark: case Ist_AbiHint: case Ist_PutI:
         return False;
      case Ist_Store: case Ist_StoreG: case Ist_LoadG: case Ist_CAS:
      case Ist_LLSC: case Ist_Dirty: case Ist_MBE: case Ist_Exit:
         break;
   }
   return True;
}

void SP_(undef_end_run)(struct sp_undef* u)
{
   SP_(stores_end)(&u->stores, u->out, &u->looks, u->checked);
}

Bool SP_(undef_collects)(struct sp_undef* u, UInt i, const IRStmt* st, Addr ip)
{
   if (st->tag == Ist_Store
       && (is_push_of_call(u, i, st) || collect(u, st, ip)))
      return True;
   if (ends_run(u, st))
      SP_(undef_end_run)(u);
   return False;
}

void SP_(undef_before)(struct sp_undef* u, UInt i, const IRStmt* st)
{
   switch (st->tag) {
      case Ist_WrTmp: on_assignment(u, st); break;
      case Ist_Put:
         if (!u->dead_put[i])
            on_put(u, st);
         break;
      case Ist_PutI:
         if (SP_(opt).undef)
            put_indexed(u, st->Ist.PutI.details);
         break;
      case Ist_Store:
         if (u->checked || SP_(opt).undef)
            SP_(undef_store)(u, ir_type(u->out, st->Ist.Store.data),
                             st->Ist.Store.addr,
                             SP_(undef_of)(u, st->Ist.Store.data), NULL);
         break;
      case Ist_LoadG:  on_guarded_load(u, st->Ist.LoadG.details);   break;
      case Ist_StoreG: on_guarded_store(u, st->Ist.StoreG.details); break;
      case Ist_CAS:    before_cas(u, st->Ist.CAS.details);          break;
      case Ist_LLSC:   on_linked(u, st);                            break;
      case Ist_Dirty:  on_dirty(u, st->Ist.Dirty.details);          break;
      case Ist_Exit:   SP_(undef_check_condition)(u, st->Ist.Exit.guard); break;
      case Ist_NoOp: case Ist_IMark: case Ist_AbiHint: case Ist_MBE:
         break;
   }
}

void SP_(undef_after)(struct sp_undef* u, const IRStmt* st)
{
   if (st->tag == Ist_CAS)
      after_cas(u, st->Ist.CAS.details);
}

/* At calls and returns the stack is looked after by sp_stack.c. */
static void leave_stack ( struct sp_undef* u )
{
   IRSB* out = u->out;
   IRExpr* sp = ir_temp(out, IRExpr_Get(u->layout->offset_SP, Ity_I64));
   IRExpr* end = ir_binop(out, Iop_Sub64, sp, ir_u64(VG_STACK_REDZONE_SZB));
   IRExpr* span = ir_load(out, Ity_I64, ir_u64((UWord)&SP_(span)));
   IRExpr* low = ir_load(out, Ity_I64,
                         ir_binop(out, Iop_Add64, span,
                                  ir_u64(offsetof(struct sp_stack_span, low))));
   IRDirty* d = unsafeIRDirty_0_N(0, "sp_stack_left_slowly",
                                  VG_(fnptr_to_fnentry)(
                                     &SP_(stack_left_slowly)),
                                  mkIRExprVec_1(end));
   d->guard = ir_binop(out, Iop_CmpLT64U, low, end);
   ir_add(out, IRStmt_Dirty(d));
}

void SP_(undef_end)(struct sp_undef* u)
{
   IRJumpKind kind = u->out->jumpkind;
   SP_(undef_end_run)(u);
   SP_(undef_check)(u, u->out->next, NULL);
   if (u->sp_raised && kind != Ijk_Call && kind != Ijk_Ret)
      leave_stack(u);
}

/*--------------------------------------------------------------------*/
/*--- The superblock                                               ---*/
/*--------------------------------------------------------------------*/

static UInt find_last_store ( const IRSB* in )
{
   UInt i = in->stmts_used - 1;
   while (i > 0 && in->stmts[i]->tag != Ist_Store)
      i--;
   return i;
}

void SP_(undef_begin)(struct sp_undef* u, IRSB* out, const IRSB* in,
                      const VexGuestLayout* layout, Bool exact, Bool checked)
{
   UInt n = in->tyenv->types_used;
   u->out = out;
   u->layout = layout;
   u->exact = exact;
   u->checked = checked;
   u->sp_raised = False;
   u->sp = u->stack = u->frame = IRTemp_INVALID;
   u->sp_offset = 0;
   u->stores.n = u->stores.n_shadows = 0;
   u->n_temps = n;
   u->shadow = LibVEX_Alloc(n * sizeof(IRExpr*));
   u->needed = LibVEX_Alloc(n * sizeof(Bool));
   u->falls = LibVEX_Alloc(n * sizeof(Bool));
   u->dead_put = LibVEX_Alloc(in->stmts_used * sizeof(Bool));
   VG_(memset)(u->shadow, 0, n * sizeof(IRExpr*));
   VG_(memset)(u->falls, False, n * sizeof(Bool));
   VG_(memset)(u->dead_put, False, in->stmts_used * sizeof(Bool));
   SP_(looks_begin)(&u->looks, in);
   u->last_store = find_last_store(in);
   SP_(undef_find_needed)(u, in);
}
