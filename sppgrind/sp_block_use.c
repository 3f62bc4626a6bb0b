/* Reads and writes of heap blocks; see sp_block_use.h. */

#include "sp_block_use.h"

#include "pub_tool_machine.h"
#include "pub_tool_oset.h"
#include "sp_ir.h"
#include "sp_options.h"
#include "sp_shadow.h"
#include "sp_stream.h"

/* Two ranges that overlap are the same key. */
struct range { Addr start; SizeT size; };

struct use {
   struct range range;            // at least a byte, so that it is found
   SizeT   size;
   ULong   reads, writes;         // in bytes
   UShort* times;                 // of each byte; NULL: not counted
};

#define TIMES_MAX 0xffff

static OSet* uses;
static struct { Addr low, size; } blocks;    // all of them ever were here
static Bool all_put;

/* The use found last for addresses of this remainder: most accesses are to
   where others just were. */
#define N_RECENT  256
#define NEAR_BITS 6
static struct use* recent[N_RECENT];

/*--------------------------------------------------------------------*/
/*--- Blocks                                                       ---*/
/*--------------------------------------------------------------------*/

static Word compare ( const void* key, const void* element )
{
   const struct range *x = key, *y = element;
   if (x->start + x->size <= y->start)
      return -1;
   return x->start >= y->start + y->size;
}

static struct use* lookup ( Addr a, SizeT size )
{
   struct range key = { a, size > 0 ? size : 1 };
   return uses != NULL ? VG_(OSetGen_Lookup)(uses, &key) : NULL;
}

static struct use** recent_at ( Addr a )
{
   return &recent[(a >> NEAR_BITS) % N_RECENT];
}

static struct use* use_at ( Addr a )
{
   struct use** known = recent_at(a);
   if (*known == NULL || a - (*known)->range.start >= (*known)->range.size) {
      struct use* found = lookup(a, 1);
      if (found == NULL)
         return NULL;
      *known = found;
   }
   return *known;
}

static void widen ( Addr low, Addr high )
{
   if (blocks.size == 0)
      blocks.low = low;
   Addr end = blocks.low + blocks.size;
   if (low < blocks.low)
      blocks.low = low;
   blocks.size = (high > end ? high : end) - blocks.low;
}

/* What a program's own allocator makes in a block is part of the block. */
void SP_(use_begins)(Addr a, SizeT size, Bool moved)
{
   if (!SP_(opt).heap_accesses || lookup(a, size) != NULL)
      return;
   if (uses == NULL)
      uses = VG_(OSetGen_Create)(offsetof(struct use, range), compare,
                                 VG_(malloc), "sp.block_use.use", VG_(free));
   struct use* u = VG_(OSetGen_AllocNode)(uses, sizeof *u);
   *u = (struct use){ .range = { a, size > 0 ? size : 1 }, .size = size };
   if (size <= SP_ACCESSES_BYTES && size > 0 && !moved)
      u->times = VG_(calloc)("sp.block_use.times", size, sizeof(UShort));
   VG_(OSetGen_Insert)(uses, u);
   widen(a, a + u->range.size);
}

void SP_(use_ends)(Addr a)
{
   struct use* u = lookup(a, 1);
   if (u == NULL || u->range.start != a)
      return;
   for (UInt i = 0; i < N_RECENT; i++)
      if (recent[i] == u)
         recent[i] = NULL;
   VG_(OSetGen_Remove)(uses, &u->range);
   VG_(free)(u->times);
   VG_(OSetGen_FreeNode)(uses, u);
}

/*--------------------------------------------------------------------*/
/*--- Records                                                      ---*/
/*--------------------------------------------------------------------*/

/* How often, and for how many bytes in a row. */
static void put_times ( const struct use* u )
{
   for (SizeT i = 0, n; i < u->size; i += n) {
      for (n = 1; i + n < u->size && u->times[i + n] == u->times[i]; n++)
         ;
      SP_(record_number)(u->times[i]);
      SP_(record_number)(n);
   }
}

static void put ( const struct use* u, Bool with_times )
{
   if (!SP_(record_begin)(SP_REC_ACCESSES, SP_ACCESSES_ROOM))
      return;
   SP_(record_number)(u->range.start);
   SP_(record_number)(u->reads);
   SP_(record_number)(u->writes);
   if (with_times && u->times != NULL)
      put_times(u);
   SP_(record_end)();
}

void SP_(use_put)(Addr a, Bool moves)
{
   const struct use* u = lookup(a, 1);
   if (u != NULL && u->range.start == a)
      put(u, !moves);
}

void SP_(use_put_all)(void)
{
   const struct use* u;
   if (uses == NULL || all_put)
      return;
   all_put = True;
   VG_(OSetGen_ResetIter)(uses);
   while ((u = VG_(OSetGen_Next)(uses)) != NULL)
      put(u, True);
}

void SP_(use_stop)(void)
{
   all_put = True;
}

/*--------------------------------------------------------------------*/
/*--- Accesses                                                     ---*/
/*--------------------------------------------------------------------*/

static void count_times ( struct use* u, Addr a, UWord size )
{
   SizeT from = a - u->range.start;
   SizeT to = size < u->size - from ? from + size : u->size;
   for (SizeT i = from; i < to; i++)
      if (u->times[i] < TIMES_MAX)
         u->times[i]++;
}

VG_REGPARM(2) void SP_(use_read)(Addr a, UWord size)
{
   struct use* u = use_at(a);
   if (u == NULL)
      return;
   u->reads += size;
   if (u->times != NULL)
      count_times(u, a, size);
}

VG_REGPARM(2) void SP_(use_written)(Addr a, UWord size)
{
   struct use* u = use_at(a);
   if (u == NULL)
      return;
   u->writes += size;
   if (u->times != NULL)
      count_times(u, a, size);
}

/* As far as the block goes. */
void SP_(use_string_read)(Addr a)
{
   const struct use* u = use_at(a);
   if (u == NULL)
      return;
   SizeT len = 0, room = u->range.start + u->size - a;
   while (len < room && SP_(can_read_on)(a + len, len == 0)
          && ((const HChar*)a)[len++] != '\0')
      ;
   SP_(use_read)(a, len);
}

/*--------------------------------------------------------------------*/
/*--- Planting                                                     ---*/
/*--------------------------------------------------------------------*/

static void plant ( IRSB* out, Bool write, IRExpr* addr, Int size,
                    IRExpr* guard )
{
   IRExpr* low = ir_load(out, Ity_I64, ir_u64((UWord)&blocks.low));
   IRExpr* extent = ir_load(out, Ity_I64, ir_u64((UWord)&blocks.size));
   IRExpr* is_near = ir_binop(out, Iop_CmpLT64U,
                              ir_binop(out, Iop_Sub64, addr, low), extent);
   IRExpr** args = mkIRExprVec_2(addr, ir_u64(size));
   IRDirty* d = write
      ? unsafeIRDirty_0_N(2, "sp_use_written",
                          VG_(fnptr_to_fnentry)(&SP_(use_written)), args)
      : unsafeIRDirty_0_N(2, "sp_use_read",
                          VG_(fnptr_to_fnentry)(&SP_(use_read)), args);
   d->guard = ir_both(out, is_near, guard);
   ir_add(out, IRStmt_Dirty(d));
}

static Int size_of ( const IRSB* out, const IRExpr* e )
{
   return sizeofIRType(ir_type(out, e));
}

static void plant_cas ( IRSB* out, const IRCAS* cas )
{
   Int size = size_of(out, cas->dataLo) * (cas->dataHi != NULL ? 2 : 1);
   plant(out, False, cas->addr, size, NULL);
   plant(out, True, cas->addr, size, NULL);
}

static void plant_llsc ( IRSB* out, const IRStmt* st )
{
   IRExpr* data = st->Ist.LLSC.storedata;
   Int size = data != NULL ? size_of(out, data)
      : sizeofIRType(typeOfIRTemp(out->tyenv, st->Ist.LLSC.result));
   plant(out, data != NULL, st->Ist.LLSC.addr, size, NULL);
}

static void plant_helper ( IRSB* out, const IRDirty* d )
{
   if (d->mFx == Ifx_Read || d->mFx == Ifx_Modify)
      plant(out, False, d->mAddr, d->mSize, d->guard);
   if (d->mFx == Ifx_Write || d->mFx == Ifx_Modify)
      plant(out, True, d->mAddr, d->mSize, d->guard);
}

static void plant_guarded_load ( IRSB* out, const IRLoadG* l )
{
   IRType result, loaded;
   typeOfIRLoadGOp(l->cvt, &result, &loaded);
   plant(out, False, l->addr, sizeofIRType(loaded), l->guard);
}

void SP_(use_before)(IRSB* out, const IRStmt* st)
{
   switch (st->tag) {
      case Ist_WrTmp:
         if (st->Ist.WrTmp.data->tag == Iex_Load)
            plant(out, False, st->Ist.WrTmp.data->Iex.Load.addr,
                  sizeofIRType(st->Ist.WrTmp.data->Iex.Load.ty), NULL);
         break;
      case Ist_Store:
         plant(out, True, st->Ist.Store.addr,
               size_of(out, st->Ist.Store.data), NULL);
         break;
      case Ist_LoadG:
         plant_guarded_load(out, st->Ist.LoadG.details);
         break;
      case Ist_StoreG:
         plant(out, True, st->Ist.StoreG.details->addr,
               size_of(out, st->Ist.StoreG.details->data),
               st->Ist.StoreG.details->guard);
         break;
      case Ist_CAS:   plant_cas(out, st->Ist.CAS.details); break;
      case Ist_LLSC:  plant_llsc(out, st); break;
      case Ist_Dirty: plant_helper(out, st->Ist.Dirty.details); break;
      case Ist_NoOp: case Ist_IMark: case Ist_AbiHint: case Ist_Put:
      case Ist_PutI: case Ist_MBE: case Ist_Exit:
         break;
   }
}
