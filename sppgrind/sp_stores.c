/* Runs of stores to the stack; see sp_stores.h. */

#include "sp_stores.h"

#include "libvex_guest_amd64.h"
#include "pub_tool_machine.h"
#include "pub_tool_threadstate.h"
#include "sp_access.h"
#include "sp_interned.h"
#include "sp_ir.h"
#include "sp_memory.h"
#include "sp_options.h"
#include "sp_shadow.h"

/*--------------------------------------------------------------------*/
/*--- The helpers                                                  ---*/
/*--------------------------------------------------------------------*/

static void set_register ( PtrdiffT at, Addr value )
{
   VG_(set_shadow_regs_area)(VG_(get_running_tid)(), 0, at, sizeof value,
                             (const UChar*)&value);
}

static void set_place ( Addr ip, Addr sp )
{
   set_register(offsetof(VexGuestAMD64State, guest_RIP), ip);
   set_register(offsetof(VexGuestAMD64State, guest_RSP), sp);
}

/* The i-th, as if it were at hand: errors are reported where it is. */
static void store_checked_at ( const struct sp_run* r, UInt i, Addr a,
                               ULong v )
{
   ThreadId tid = VG_(get_running_tid)();
   Addr ip = VG_(get_IP)(tid), sp = VG_(get_SP)(tid);
   set_place(r->store[i].ip, a + r->store[i].sp);
   SP_(store_checked)(a + r->store[i].offset, r->store[i].size, v, 0);
   set_place(ip, sp);
}

static __attribute__((noinline))
ULong store_each ( Addr a, const struct sp_run* r, const ULong* v )
{
   for (UInt i = 0; i < r->n; i++) {
      ULong vbits = v[r->store[i].shadow];
      if (r->checked)
         store_checked_at(r, i, a, vbits);
      else
         SP_(store_unchecked)(a + r->store[i].offset, r->store[i].size, vbits);
   }
   return 1;
}

static void stores_marked ( Addr a, UWord len )
{
   sp_dirty_mark(a, len);
}

/* The result: 0 if all that was stored is defined now, and accessible. */
static ULong stores_defined ( Addr a, const struct sp_run* r )
{
   static const ULong none[1];
   sp_dirty_mark(a, r->len);
   if (SP_(define_some)(a, r->len, r->states))
      return 0;
   return store_each(a, r, none);
}

static ULong stores_shadowed ( Addr a, const struct sp_run* r, ULong v1,
                               ULong v2, ULong v3, ULong v4 )
{
   sp_dirty_mark(a, r->len);
   if ((v1 | v2 | v3 | v4) == 0 && SP_(define_some)(a, r->len, r->states))
      return 0;
   return store_each(a, r, (ULong[]){ 0, v1, v2, v3, v4 });
}

/*--------------------------------------------------------------------*/
/*--- Collecting                                                   ---*/
/*--------------------------------------------------------------------*/

/* Runs begin at a multiple of eight from the root, so that their states most
   often begin with a byte. */
static Long rounded ( Long offset )
{
   return offset & ~7L;
}

Bool SP_(stores_add)(struct sp_stores* s, struct sp_place place, Long sp,
                     UInt size, IRExpr* shadow, Addr ip)
{
   Long offset = place.offset;
   Long low = rounded(offset), high = offset + size;
   if (s->n > 0) {
      low = low < s->low ? low : s->low;
      high = high > s->high ? high : s->high;
      if (place.root != s->root || s->n == SP_RUN_STORES
          || (shadow != NULL && s->n_shadows == SP_RUN_SHADOWS))
         return False;
   }
   if (high - low > SP_RUN_BYTES)
      return False;
   s->root = place.root;
   s->low = low;
   s->high = high;
   s->n_shadows += shadow != NULL;
   s->store[s->n].offset = offset;
   s->store[s->n].sp = sp;
   s->store[s->n].size = size;
   s->store[s->n].shadow = shadow;
   s->store[s->n++].ip = ip;
   return True;
}

static const struct sp_run* make_run ( const struct sp_stores* s, Bool checked )
{
   static ULong room[(sizeof(struct sp_run)
                      + SP_RUN_STORES * sizeof(struct sp_run_store)) / 8 + 1];
   struct sp_run* r = (struct sp_run*)room;
   VG_(memset)(room, 0, sizeof room);
   UInt shadows = 0;
   r->n = s->n;
   r->len = s->high - s->low;
   r->checked = checked;
   for (UInt i = 0; i < s->n; i++) {
      UInt at = s->store[i].offset - s->low;
      r->store[i].offset = at;
      r->store[i].sp = s->store[i].sp - s->low;
      r->store[i].size = s->store[i].size;
      r->store[i].ip = s->store[i].ip;
      r->store[i].shadow = s->store[i].shadow != NULL ? ++shadows : 0;
      for (UInt k = at; k < at + s->store[i].size; k++)
         r->states[k / 32] |= 3UL << 2 * (k % 32);
   }
   return SP_(interned)(r, sizeof *r + r->n * sizeof r->store[0]);
}

static IRExpr** arguments ( IRSB* out, const struct sp_stores* s, IRExpr* a,
                            const struct sp_run* r )
{
   IRExpr* v[SP_RUN_SHADOWS];
   UInt n = 0;
   for (UInt i = 0; i < s->n; i++)
      if (s->store[i].shadow != NULL)
         v[n++] = ir_widened(out, s->store[i].shadow);
   while (n < SP_RUN_SHADOWS)
      v[n++] = ir_u64(0);
   return mkIRExprVec_6(a, ir_u64((UWord)r), v[0], v[1], v[2], v[3]);
}

static IRExpr* plant ( IRSB* out, const struct sp_stores* s, IRExpr* a,
                       const struct sp_run* r )
{
   IRTemp found = newIRTemp(out->tyenv, Ity_I64);
   IRDirty* d;
   if (s->n_shadows > 0)
      d = unsafeIRDirty_1_N(found, 0, "sp_stores_shadowed",
                            VG_(fnptr_to_fnentry)(&stores_shadowed),
                            arguments(out, s, a, r));
   else
      d = unsafeIRDirty_1_N(found, 0, "sp_stores_defined",
                            VG_(fnptr_to_fnentry)(&stores_defined),
                            mkIRExprVec_2(a, ir_u64((UWord)r)));
   ir_add(out, IRStmt_Dirty(d));
   return IRExpr_RdTmp(found);
}

static void plant_marks ( IRSB* out, const struct sp_stores* s, IRExpr* a )
{
   ir_add(out, IRStmt_Dirty(unsafeIRDirty_0_N(
                  0, "sp_stores_marked", VG_(fnptr_to_fnentry)(&stores_marked),
                  mkIRExprVec_2(a, ir_u64(s->high - s->low)))));
}

void SP_(stores_end)(struct sp_stores* s, IRSB* out, struct sp_looks* looks,
                     Bool checked)
{
   if (s->n == 0)
      return;
   IRExpr* a = ir_binop(out, Iop_Add64, IRExpr_RdTmp(s->root),
                        ir_u64(s->low));
   if (!SP_(opt).undef)
      plant_marks(out, s, a);
   else {
      IRExpr* found = plant(out, s, a, make_run(s, checked));
      if (s->n_shadows > 0)
         SP_(looks_forget)(looks);
      for (UInt i = 0; i < s->n; i++)
         SP_(looks_add_at)(looks, (struct sp_place){ s->root, s->store[i].offset },
                           s->store[i].size, found);
   }
   s->n = s->n_shadows = 0;
}
