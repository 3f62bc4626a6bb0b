/* Counting in instrumented code; see sp_count.h. */

#include "sp_count.h"

#include "pub_tool_machine.h"
#include "sp_functions.h"
#include "sp_ir.h"
#include "sp_profile.h"
#include "sp_stream_memory.h"

/*--------------------------------------------------------------------*/
/*--- What a statement does                                        ---*/
/*--------------------------------------------------------------------*/

struct accesses { UInt loads, stores; };

static struct accesses of_helper ( const IRDirty* d )
{
   return (struct accesses){
      d->mFx == Ifx_Read || d->mFx == Ifx_Modify,
      d->mFx == Ifx_Write || d->mFx == Ifx_Modify };
}

/* A compare-and-swap reads and writes, whether or not it swaps. */
static struct accesses accesses_of ( const IRStmt* st )
{
   switch (st->tag) {
      case Ist_WrTmp:
         return (struct accesses){ st->Ist.WrTmp.data->tag == Iex_Load, 0 };
      case Ist_LoadG:
         return (struct accesses){ 1, 0 };
      case Ist_Store: case Ist_StoreG:
         return (struct accesses){ 0, 1 };
      case Ist_CAS:
         return (struct accesses){ 1, 1 };
      case Ist_LLSC:
         return (struct accesses){ st->Ist.LLSC.storedata == NULL,
                                   st->Ist.LLSC.storedata != NULL };
      case Ist_Dirty:
         return of_helper(st->Ist.Dirty.details);
      case Ist_NoOp: case Ist_IMark: case Ist_AbiHint: case Ist_Put:
      case Ist_PutI: case Ist_MBE: case Ist_Exit:
         break;
   }
   return (struct accesses){ 0, 0 };
}

/* What cannot be decoded has no length, and does not run. */
static Bool is_instruction ( const IRStmt* st )
{
   return st->tag == Ist_IMark && st->Ist.IMark.len > 0;
}

/* Pieces begin with what there is to count, and end where the superblock may
   be left. */
static Bool is_counted ( const IRStmt* st )
{
   struct accesses a = accesses_of(st);
   return is_instruction(st) || a.loads + a.stores > 0;
}

/*--------------------------------------------------------------------*/
/*--- Describing a superblock, as CODE does                        ---*/
/*--------------------------------------------------------------------*/

struct text {
   UChar* at;
   UInt   pieces;
   UInt   len;                    // of the instruction at hand
   struct accesses accesses;
   Bool   in_item;
};

static void end_item ( struct text* t )
{
   struct accesses a = t->accesses;
   Bool many = a.loads > 1 || a.stores > 1;
   UInt code = many ? SP_CODE_MORE : a.loads + 2 * a.stores;
   if (!t->in_item)
      return;
   t->at = sp_varint(t->at, t->len | code << SP_CODE_ACCESSES);
   if (many)
      t->at = sp_varint(sp_varint(t->at, a.loads), a.stores);
   t->in_item = False;
}

static void end_piece ( struct text* t )
{
   if (!t->in_item)
      return;
   end_item(t);
   *t->at++ = 0;
   t->pieces++;
}

static void describe ( struct text* t, const IRStmt* st )
{
   struct accesses a = accesses_of(st);
   if (st->tag == Ist_Exit)
      end_piece(t);
   if (!is_counted(st))
      return;
   if (st->tag == Ist_IMark || !t->in_item) {
      end_item(t);
      t->len = st->tag == Ist_IMark ? st->Ist.IMark.len : 0;
      t->accesses = (struct accesses){ 0, 0 };
      t->in_item = True;
   }
   t->accesses.loads += a.loads;
   t->accesses.stores += a.stores;
}

/* At most two bytes an item, two more and an end for each of its statements. */
static struct sp_counted* counted ( const IRSB* in, Int i, Addr ip )
{
   UChar* start = VG_(malloc)("sp.count.text", 6 * (in->stmts_used - i) + 1);
   struct text t = { .at = start };
   for (; i < in->stmts_used; i++)
      describe(&t, in->stmts[i]);
   end_piece(&t);
   UInt len = t.at - start;
   return SP_(profile_counted)(ip, VG_(realloc)("sp.count.text", start,
                                                len + 1), len, t.pieces);
}

/*--------------------------------------------------------------------*/
/*--- Planting                                                     ---*/
/*--------------------------------------------------------------------*/

static void call_if ( IRSB* out, IRExpr* guard, const HChar* name, void* f,
                      const void* arg )
{
   IRDirty* d = unsafeIRDirty_0_N(1, name, VG_(fnptr_to_fnentry)(f),
                                  mkIRExprVec_1(ir_u64((UWord)arg)));
   d->guard = guard;
   ir_add(out, IRStmt_Dirty(d));
}

/* Once: the next time round, nothing has called. */
void SP_(count_entered)(IRSB* out, Addr called)
{
   IRExpr* at = ir_u64((UWord)&SP_(entered));
   IRExpr* jumped = ir_binop(out, Iop_CmpNE64, ir_load(out, Ity_I64, at),
                             ir_u64(called));
   call_if(out, jumped, "sp_profile_jump", &SP_(profile_jump),
           SP_(arc)(0, called));
   ir_add(out, IRStmt_Store(Iend_LE, at, ir_u64(0)));
}

static void check_context ( IRSB* out, struct sp_counted* code )
{
   IRExpr* now = ir_load(out, Ity_I64, ir_u64((UWord)&SP_(context)));
   IRExpr* its = ir_load(out, Ity_I64, ir_u64((UWord)&code->now.context));
   call_if(out, ir_binop(out, Iop_CmpNE64, now, its), "sp_profile_switch",
           &SP_(profile_switch), code);
}

void SP_(count_begin)(struct sp_count* c, IRSB* out, const IRSB* in, Int i,
                      Addr ip, Addr called)
{
   struct sp_counted* code = counted(in, i, ip);
   *c = (struct sp_count){ .out = out, .in = in };
   if (SP_(begins_function)(ip))
      SP_(count_entered)(out, called);
   check_context(out, code);
   c->counts = ir_load(out, Ity_I64, ir_u64((UWord)&code->now.count));
   c->clock = ir_load(out, Ity_I64, ir_u64((UWord)&SP_(clock)));
}

static void count_one ( struct sp_count* c )
{
   IRExpr* at = c->counts;
   if (c->pieces > 0)
      at = ir_binop(c->out, Iop_Add64, at, ir_u64(8 * c->pieces));
   IRExpr* more = ir_binop(c->out, Iop_Add64, ir_load(c->out, Ity_I64, at),
                           ir_u64(1));
   ir_add(c->out, IRStmt_Store(Iend_LE, at, more));
   c->pieces++;
}

/* Of the piece that begins with statement i. */
static UInt instructions_from ( const IRSB* in, Int i )
{
   UInt n = 0;
   for (; i < in->stmts_used && in->stmts[i]->tag != Ist_Exit; i++)
      n += is_instruction(in->stmts[i]);
   return n;
}

static void advance_clock ( struct sp_count* c, UInt instructions )
{
   if (instructions == 0)
      return;
   c->instructions += instructions;
   IRExpr* now = ir_binop(c->out, Iop_Add64, c->clock,
                          ir_u64(c->instructions));
   ir_add(c->out, IRStmt_Store(Iend_LE, ir_u64((UWord)&SP_(clock)), now));
}

void SP_(count_before)(struct sp_count* c, Int i)
{
   const IRStmt* st = c->in->stmts[i];
   if (st->tag == Ist_Exit)
      c->in_piece = False;
   if (!c->in_piece && is_counted(st)) {
      count_one(c);
      advance_clock(c, instructions_from(c->in, i));
      c->in_piece = True;
   }
}
