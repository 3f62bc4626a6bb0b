/* Instrumentation: what is planted where.

   - where a source line of traced code begins: SP_(on_step);
   - before everything that writes memory: an inline look at the dirty slot
     of its line, and SP_(dirty_mark) if that is not it;
   - at calls and returns, of all code: SP_(on_call), SP_(on_return), the
     latter with the registers of results where code is traced;
   - for the profile, at superblocks and their pieces: see sp_count.h;
   - instead of malloc and its like in a static executable:
     SP_(on_static_call). */

#include "sp_instrument.h"

#include "libvex_guest_amd64.h"
#include "pub_tool_machine.h"
#include "sp_block_use.h"
#include "sp_count.h"
#include "sp_error_report.h"
#include "sp_core.h"
#include "sp_memory.h"
#include "sp_objects.h"
#include "sp_options.h"
#include "sp_puts.h"
#include "sp_registers.h"
#include "sp_result.h"
#include "sp_stack.h"
#include "sp_static.h"
#include "sp_step.h"
#include "sp_undef.h"

/* The superblock being made. */
typedef struct {
   IRSB* out;
   Addr  ip;                      // of the instruction at hand
   Bool  traced;                  // it is in an object that is stepped through
   Bool  in_registers;            // whose variables may be in any register
   const IRSB* in;
   const VexGuestLayout* layout;
   UInt  rows_put;                // steps to come that were put already
   Bool  in_frame;                // sp and fp are those of the last step
   Bool  nothing_written;         // since the last step, in this superblock
} Maker;

/*--------------------------------------------------------------------*/
/*--- IR                                                           ---*/
/*--------------------------------------------------------------------*/

static void add ( Maker* m, IRStmt* st )
{
   addStmtToIRSB(m->out, st);
}

static IRExpr* temp_of ( Maker* m, IRType type, IRExpr* e )
{
   IRTemp t = newIRTemp(m->out->tyenv, type);
   add(m, IRStmt_WrTmp(t, e));
   return IRExpr_RdTmp(t);
}

static IRExpr* word ( UWord x )
{
   return IRExpr_Const(IRConst_U64(x));
}

static IRExpr* binop64 ( Maker* m, IROp op, IRExpr* a, IRExpr* b )
{
   return temp_of(m, Ity_I64, IRExpr_Binop(op, a, b));
}

static IRExpr* shift64 ( Maker* m, IROp op, IRExpr* a, UChar by )
{
   return binop64(m, op, a, IRExpr_Const(IRConst_U8(by)));
}

static IRExpr* register64 ( Maker* m, Int offset )
{
   return temp_of(m, Ity_I64, IRExpr_Get(offset, Ity_I64));
}

static void call ( Maker* m, const HChar* name, void* f, Int regparms,
                   IRExpr** args, IRExpr* guard )
{
   IRDirty* d = unsafeIRDirty_0_N(regparms, name, VG_(fnptr_to_fnentry)(f),
                                  args);
   if (guard != NULL)
      d->guard = guard;
   add(m, IRStmt_Dirty(d));
}

static void will_read ( IRDirty* d, Int offset, Int size )
{
   VG_(memset)(&d->fxState[d->nFxState], 0, sizeof d->fxState[0]);
   d->fxState[d->nFxState].fx = Ifx_Read;
   d->fxState[d->nFxState].offset = offset;
   d->fxState[d->nFxState].size = size;
   d->nFxState++;
}

/* A helper whose first argument is the guest state, of which it reads the
   general registers. */
static IRDirty* call_with_general ( Maker* m, const HChar* name, void* f,
                                    Int regparms, IRExpr** args )
{
   IRDirty* d = unsafeIRDirty_0_N(regparms, name, VG_(fnptr_to_fnentry)(f),
                                  args);
   will_read(d, SP_GENERAL_AT, SP_GENERAL_SIZE);
   add(m, IRStmt_Dirty(d));
   return d;
}

/* The same with all registers that variables live in. */
static void call_with_state ( Maker* m, const HChar* name, void* f,
                              Int regparms, IRExpr** args )
{
   IRDirty* d = call_with_general(m, name, f, regparms, args);
   will_read(d, SP_VECTORS_AT, SP_VECTORS_SIZE);
   will_read(d, SP_X87_AT, SP_X87_SIZE);
}

/*--------------------------------------------------------------------*/
/*--- Writes                                                       ---*/
/*--------------------------------------------------------------------*/

/* 1 where the line of addr has no mark yet, or the write reaches into the
   next line: the slot of the first byte is compared with the line of the
   last one. */
static IRExpr* needs_mark ( Maker* m, IRExpr* addr, Int size )
{
   IRExpr* first = shift64(m, Iop_Shr64, addr, SP_LINE_BITS);
   IRExpr* last = first;
   if (size > 1)
      last = shift64(m, Iop_Shr64,
                     binop64(m, Iop_Add64, addr, word(size - 1)),
                     SP_LINE_BITS);
   IRExpr* slot = binop64(m, Iop_And64, first, word(SP_DIRTY_SLOTS - 1));
   IRExpr* at = binop64(m, Iop_Add64, shift64(m, Iop_Shl64, slot, 3),
                        word((UWord)SP_(dirty_slot)));
   IRExpr* held = temp_of(m, Ity_I64, IRExpr_Load(Iend_LE, Ity_I64, at));
   return temp_of(m, Ity_I1, IRExpr_Binop(Iop_CmpNE64, held, last));
}

/* The only one since the last step, till now. */
static void add_lone_write ( Maker* m, IRExpr* addr, Int size )
{
   IRExpr* lone = binop64(m, Iop_Or64, addr,
                          word((UWord)size << SP_LONE_SHIFT));
   add(m, IRStmt_Store(Iend_LE, word((UWord)&SP_(lone_write)), lone));
}

/* "These size bytes may change", whatever statement it came from.  guard is
   NULL for an unconditional write. */
static void add_write ( Maker* m, IRExpr* addr, Int size, IRExpr* guard )
{
   Bool alone = m->nothing_written;
   m->nothing_written = False;
   if (alone && guard == NULL && size <= 8 && (SP_LONE_SIZES & (1 << size))) {
      add_lone_write(m, addr, size);
      return;
   }
   IRExpr* needed = needs_mark(m, addr, size);
   if (guard != NULL)
      needed = temp_of(m, Ity_I1, IRExpr_Binop(Iop_And1, needed, guard));
   call(m, "sp_dirty_mark", &SP_(dirty_mark), 2,
        mkIRExprVec_2(addr, word(size)), needed);
}

static Int size_of ( Maker* m, IRExpr* e )
{
   return sizeofIRType(typeOfIRExpr(m->out->tyenv, e));
}

static void on_cas ( Maker* m, const IRCAS* cas )
{
   Int size = size_of(m, cas->dataLo);
   if (cas->dataHi != NULL)
      size *= 2;
   add_write(m, cas->addr, size, NULL);
}

static void on_dirty_helper ( Maker* m, const IRDirty* d )
{
   if (d->mFx == Ifx_Write || d->mFx == Ifx_Modify)
      add_write(m, d->mAddr, d->mSize, d->guard);
}

static void on_write ( Maker* m, IRStmt* st )
{
   switch (st->tag) {
      case Ist_Store:
         add_write(m, st->Ist.Store.addr, size_of(m, st->Ist.Store.data),
                   NULL);
         break;
      case Ist_StoreG:
         add_write(m, st->Ist.StoreG.details->addr,
                   size_of(m, st->Ist.StoreG.details->data),
                   st->Ist.StoreG.details->guard);
         break;
      case Ist_CAS:
         on_cas(m, st->Ist.CAS.details);
         break;
      case Ist_LLSC:
         if (st->Ist.LLSC.storedata != NULL)
            add_write(m, st->Ist.LLSC.addr,
                      size_of(m, st->Ist.LLSC.storedata), NULL);
         break;
      case Ist_Dirty:
         on_dirty_helper(m, st->Ist.Dirty.details);
         break;
      case Ist_NoOp: case Ist_IMark: case Ist_AbiHint: case Ist_Put:
      case Ist_PutI: case Ist_WrTmp: case Ist_LoadG: case Ist_MBE:
      case Ist_Exit:
         break;                   // cannot write the program's memory
   }
}

/*--------------------------------------------------------------------*/
/*--- Steps, calls, returns                                        ---*/
/*--------------------------------------------------------------------*/

static void on_step ( Maker* m, UInt site )
{
   if (m->in_frame)
      call(m, "sp_on_step_in_frame", &SP_(on_step_in_frame), 1,
           mkIRExprVec_1(word(site)), NULL);
   else
      call(m, "sp_on_step", &SP_(on_step), 3,
           mkIRExprVec_3(word(site), register64(m, m->layout->offset_SP),
                         register64(m, m->layout->offset_FP)), NULL);
}

static void on_steps ( Maker* m, const struct sp_rows* rows )
{
   m->rows_put = rows->n - 1;
   if (m->in_frame)
      call(m, "sp_on_steps_in_frame", &SP_(on_steps_in_frame), 1,
           mkIRExprVec_1(word((UWord)rows)), NULL);
   else
      call(m, "sp_on_steps", &SP_(on_steps), 3,
           mkIRExprVec_3(word((UWord)rows), register64(m, m->layout->offset_SP),
                         register64(m, m->layout->offset_FP)), NULL);
}

/* Where the i-th statement is, which is its IMark. */
static void on_site ( Maker* m, Int i, UInt site )
{
   const struct sp_rows* rows = NULL;
   if (m->rows_put > 0)
      m->rows_put--;
   else if (m->in_registers)
      call_with_state(m, "sp_on_step_in_registers",
                      &SP_(on_step_in_registers), 2,
                      mkIRExprVec_2(IRExpr_GSPTR(), word(site)));
   else if ((rows = SP_(rows_from)(m->in, i, site, m->layout)) != NULL)
      on_steps(m, rows);
   else
      on_step(m, site);
   m->in_frame = m->nothing_written = True;
}

static void on_instruction ( Maker* m, struct sp_undef* undef, Int i )
{
   m->ip = m->in->stmts[i]->Ist.IMark.addr;
   if (!SP_(opt).trace)
      return;
   UInt site = SP_(site_at)(m->ip);
   enum sp_code code = SP_(code_at)(m->ip);
   m->traced = code != SP_CODE_UNTRACED;
   m->in_registers = code == SP_CODE_IN_REGISTERS;
   if (site != 0) {
      SP_(undef_end_run)(undef);
      on_site(m, i, site);
   }
}

/* A frame that keeps a variable in a callee-saved register has to have put
   it there: no other step needs to look. */
static void on_put ( Maker* m, const IRStmt* st )
{
   if (st->Ist.Put.offset == m->layout->offset_SP || st->Ist.Put.offset == m->layout->offset_FP)
      m->in_frame = False;
   Int n = m->traced ? SP_(register_at)(st->Ist.Put.offset) : -1;
   if (n < 0 || n == SP_REG_FP || !(SP_REGS_CALLEE_SAVED & (1u << n)))
      return;
   add(m, IRStmt_Store(Iend_LE, word((UWord)&SP_(saved_register_written)),
                       IRExpr_Const(IRConst_U8(1))));
}

static void on_call ( Maker* m, Addr to )
{
   IRExpr* arc = word((UWord)SP_(arc)(m->ip, to));
   IRExpr* sp = register64(m, m->layout->offset_SP);
   if (m->in_registers)
      call_with_state(m, "sp_on_call_in_registers",
                      &SP_(on_call_in_registers), 3,
                      mkIRExprVec_3(IRExpr_GSPTR(), arc, sp));
   else if (m->traced)
      call_with_general(m, "sp_on_call_traced", &SP_(on_call_traced), 3,
                        mkIRExprVec_3(IRExpr_GSPTR(), arc, sp));
   else
      call(m, "sp_on_call", &SP_(on_call), 2, mkIRExprVec_2(arc, sp), NULL);
}

static void on_call_indirect ( Maker* m, IRExpr* to )
{
   IRExpr* site = word((UWord)SP_(call_site)(m->ip));
   IRExpr* sp = register64(m, m->layout->offset_SP);
   if (m->in_registers)
      call_with_state(m, "sp_on_call_indirect_in_registers",
                      &SP_(on_call_indirect_in_registers), 0,
                      mkIRExprVec_4(IRExpr_GSPTR(), site, sp, to));
   else if (m->traced)
      call_with_general(m, "sp_on_call_indirect_traced",
                        &SP_(on_call_indirect_traced), 0,
                        mkIRExprVec_4(IRExpr_GSPTR(), site, sp, to));
   else
      call(m, "sp_on_call_indirect", &SP_(on_call_indirect), 3,
           mkIRExprVec_3(site, sp, to), NULL);
}

static void on_return_traced ( Maker* m )
{
   IRExpr** args = mkIRExprVec_2(IRExpr_GSPTR(), register64(m, m->layout->offset_SP));
   IRDirty* d = unsafeIRDirty_0_N(2, "sp_on_return_traced",
                                  VG_(fnptr_to_fnentry)(&SP_(on_return_traced)),
                                  args);
   will_read(d, offsetof(VexGuestAMD64State, guest_RAX), sizeof(ULong));
   will_read(d, offsetof(VexGuestAMD64State, guest_RDX), sizeof(ULong));
   will_read(d, SP_VECTORS_AT, 2 * SP_VECTOR_WORDS * sizeof(ULong));
   will_read(d, SP_X87_AT, SP_TAGGED_X87_SIZE);
   add(m, IRStmt_Dirty(d));
}

static void at_end ( Maker* m )
{
   const IRExpr* next = m->out->next;
   if (m->out->jumpkind == Ijk_Call && next->tag == Iex_Const)
      on_call(m, next->Iex.Const.con->Ico.U64);
   else if (m->out->jumpkind == Ijk_Call)
      on_call_indirect(m, m->out->next);
   else if (m->out->jumpkind == Ijk_Ret && m->traced)
      on_return_traced(m);
   else if (m->out->jumpkind == Ijk_Ret)
      call(m, "sp_on_return", &SP_(on_return), 1,
           mkIRExprVec_1(register64(m, m->layout->offset_SP)), NULL);
   else if (SP_(opt).profile && next->tag != Iex_Const)
      call(m, "sp_on_jump", &SP_(on_jump), 1,
           mkIRExprVec_1(register64(m, m->layout->offset_SP)), NULL);
}

/* The whole superblock becomes: the tool's function, with the arguments that
   are in registers (System V ABI for amd64, 3.2.3), then a return. */
static void replace_function ( Maker* m, UInt function, Addr called )
{
   const Int rax = offsetof(VexGuestAMD64State, guest_RAX);
   const Int rdi = offsetof(VexGuestAMD64State, guest_RDI);
   const Int rsi = offsetof(VexGuestAMD64State, guest_RSI);
   const Int rdx = offsetof(VexGuestAMD64State, guest_RDX);
   IRTemp result = newIRTemp(m->out->tyenv, Ity_I64);
   if (SP_(opt).profile)
      SP_(count_entered)(m->out, called);
   IRExpr** args = mkIRExprVec_4(word(function), register64(m, rdi),
                                 register64(m, rsi), register64(m, rdx));
   add(m, IRStmt_Dirty(unsafeIRDirty_1_N(
             result, 0, "sp_on_static_call",
             VG_(fnptr_to_fnentry)(&SP_(on_static_call)), args)));
   IRExpr* sp = register64(m, m->layout->offset_SP);
   IRExpr* back = temp_of(m, Ity_I64, IRExpr_Load(Iend_LE, Ity_I64, sp));
   add(m, IRStmt_Put(rax, IRExpr_RdTmp(result)));
   add(m, IRStmt_Put(rax + m->layout->total_sizeB, word(0)));    // defined
   add(m, IRStmt_Put(m->layout->offset_SP,
                     binop64(m, Iop_Add64, sp, word(sizeof(Addr)))));
   m->out->next = back;
   m->out->jumpkind = Ijk_Ret;
   at_end(m);
}

/* A superblock never leaves its object. */
static void begin_undef ( Maker* m, struct sp_undef* undef, Addr ip )
{
   if (!SP_(opt).trace)
      return;
   enum sp_code code = SP_(code_at)(ip);
   undef->fp_is_frame = code == SP_CODE_IN_MEMORY;
   SP_(undef_begin)(undef, m->out, m->in, m->layout,
                    SP_(is_own_code)(ip) || SP_(is_replacement)(ip),
                    SP_(errors_count_at)(ip));
}

static void before ( Maker* m, struct sp_undef* undef, UInt i, IRStmt* st )
{
   if (SP_(undef_collects)(undef, i, st, m->ip)) {
      m->nothing_written = False;
      return;
   }
   on_write(m, st);
   SP_(undef_before)(undef, i, st);
}

IRSB* SP_(instrument)(VgCallbackClosure* closure, IRSB* in,
                      const VexGuestLayout* layout, const VexGuestExtents* vge,
                      const VexArchInfo* archinfo_host, IRType guest_word,
                      IRType host_word)
{
   Maker m = { .out = deepCopyIRSBExceptStmts(in),
               .in = in, .layout = layout };
   Int i = 0;

   for (; i < in->stmts_used && in->stmts[i]->tag != Ist_IMark; i++)
      add(&m, in->stmts[i]);      // the preamble is the core's own
   UInt function = SP_(static_function_at)(vge->base[0]);
   if (function != 0 && i < in->stmts_used) {
      add(&m, in->stmts[i]);
      replace_function(&m, function, closure->nraddr);
      return m.out;
   }
   struct sp_count count;
   if (SP_(opt).profile)
      SP_(count_begin)(&count, m.out, in, i, vge->base[0], closure->nraddr);
   struct sp_undef undef;
   begin_undef(&m, &undef, vge->base[0]);
   for (; i < in->stmts_used; i++) {
      IRStmt* st = in->stmts[i];
      if (SP_(opt).profile)
         SP_(count_before)(&count, i);
      if (SP_(opt).heap_accesses)
         SP_(use_before)(m.out, st);
      if (SP_(opt).trace)
         before(&m, &undef, i, st);
      add(&m, st);
      if (SP_(opt).trace)
         SP_(undef_after)(&undef, st);
      if (st->tag == Ist_IMark)
         on_instruction(&m, &undef, i);
      else if (st->tag == Ist_Put)
         on_put(&m, st);
   }
   if (SP_(opt).trace)
      SP_(undef_end)(&undef);
   at_end(&m);
   if (VG_(clo_vgdb) != Vg_VgdbFull)
      SP_(drop_puts)(m.out);
   return m.out;
}
