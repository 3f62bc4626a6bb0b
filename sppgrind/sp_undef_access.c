/* Loads, stores and checks in instrumented code; see sp_undef_access.h.

   An access is simple if all its bytes are defined, and are four-byte
   aligned if there are more than two: the states of an aligned access never
   cross a chunk (sp_shadow.h).  Then a load gives a defined value, and a store
   of a defined value changes nothing.  Everything else is the helpers'. */

#include "sp_undef_access.h"

#include "pub_tool_machine.h"
#include "pub_tool_threadstate.h"
#include "sp_access.h"
#include "sp_errors.h"
#include "sp_options.h"
#include "sp_shadow.h"
#include "sp_undef_ops.h"

/*--------------------------------------------------------------------*/
/*--- Helpers                                                      ---*/
/*--------------------------------------------------------------------*/

static void condition_undefined ( void )
{
   SP_(error_jump_undefined)(VG_(get_running_tid)());
}

static void value_undefined ( UWord size )
{
   SP_(error_value_undefined)(VG_(get_running_tid)(), size);
}

static IRDirty* call ( struct sp_undef* u, const HChar* name, void* f,
                       IRExpr** args, IRExpr* guard )
{
   IRDirty* d = unsafeIRDirty_0_N(0, name, VG_(fnptr_to_fnentry)(f), args);
   if (guard != NULL)
      d->guard = guard;
   ir_add(u->out, IRStmt_Dirty(d));
   return d;
}

/*--------------------------------------------------------------------*/
/*--- Shadows of atoms                                             ---*/
/*--------------------------------------------------------------------*/

IRExpr* SP_(undef_of)(const struct sp_undef* u, const IRExpr* atom)
{
   if (atom->tag != Iex_RdTmp || atom->Iex.RdTmp.tmp >= u->n_temps)
      return NULL;
   return u->shadow[atom->Iex.RdTmp.tmp];
}

static void now_defined ( struct sp_undef* u, const IRExpr* atom )
{
   u->shadow[atom->Iex.RdTmp.tmp] = NULL;
}

void SP_(undef_check)(struct sp_undef* u, const IRExpr* atom, IRExpr* guard)
{
   IRExpr* v = u->exact ? SP_(undef_of)(u, atom) : NULL;
   if (v == NULL)
      return;
   IRExpr* size = ir_u64(sizeofIRType(ir_type(u->out, v)));
   call(u, "value_undefined", &value_undefined, mkIRExprVec_1(size),
        ir_both(u->out, SP_(shadow_any)(u->out, v), guard));
   if (guard == NULL)
      now_defined(u, atom);
}

void SP_(undef_check_condition)(struct sp_undef* u, const IRExpr* atom)
{
   IRExpr* v = u->exact ? SP_(undef_of)(u, atom) : NULL;
   if (v == NULL)
      return;
   call(u, "condition_undefined", &condition_undefined, mkIRExprVec_0(), v);
   now_defined(u, atom);
}

/*--------------------------------------------------------------------*/
/*--- Looking at the map                                           ---*/
/*--------------------------------------------------------------------*/

#define FRAME_MAX 65536

/* A variable of the frame, or what a function saves there: with --undef=no
   there is nothing to know of it. */
static Bool is_plain ( const struct sp_undef* u, const IRExpr* a )
{
   struct sp_place place = SP_(place_of)(&u->looks, a);
   Long offset = place.offset;
   if (SP_(opt).undef)
      return False;
   return sp_is_on_stack(u, place)
          || (u->frame != IRTemp_INVALID && place.root == u->frame
              && offset > -FRAME_MAX && offset < FRAME_MAX);
}

/* Not 0 unless the address is below 128 GiB, and aligned. */
static IRExpr* not_simple ( IRSB* out, IRExpr* a, UInt size )
{
   ULong aligned = size >= 4 ? 3 : size - 1;
   return ir_binop(out, Iop_And64, a,
                   ir_u64(~0ULL << SP_VA_ADDRESS_BITS | aligned));
}

/* The address of the state of a's byte. */
static IRExpr* address_of_state ( IRSB* out, IRExpr* a )
{
   IRExpr* i = ir_binop(out, Iop_And64,
                        ir_shift(out, Iop_Shr64, a, SP_VA_CHUNK_BITS),
                        ir_u64(SP_VA_CHUNKS - 1));
   /* Constants second: so they become part of an x86 address. */
   IRExpr* entry = ir_binop(out, Iop_Add64, ir_shift(out, Iop_Shl64, i, 3),
                            ir_u64((UWord)SP_(va_chunk)));
   IRExpr* chunk = ir_load(out, Ity_I64, entry);
   IRExpr* at = ir_binop(out, Iop_And64, ir_shift(out, Iop_Shr64, a, 2),
                         ir_u64(SP_VA_CHUNK_SIZE / 4 - 1));
   return ir_binop(out, Iop_Add64, ir_binop(out, Iop_Add64, chunk, at),
                   ir_u64((UWord)SP_(va_absent).va));
}

/* The states of one or two bytes among those of four. */
static IRExpr* some_of_four ( IRSB* out, IRExpr* four, IRExpr* a, UInt size )
{
   IRExpr* place = ir_binop(out, Iop_And64, a, ir_u64(3));
   IRExpr* by = ir_unop(out, Iop_64to8, ir_shift(out, Iop_Shl64, place, 1));
   return ir_binop(out, Iop_And64, ir_binop(out, Iop_Shr64, four, by),
                   ir_u64(size == 1 ? 3 : 15));
}

static IRExpr* states ( IRSB* out, IRExpr* a, UInt size )
{
   IRExpr* at = address_of_state(out, a);
   switch (size) {
      case 32: return ir_load(out, Ity_I64, at);
      case 16: return ir_unop(out, Iop_32Uto64, ir_load(out, Ity_I32, at));
      case 8:  return ir_unop(out, Iop_16Uto64, ir_load(out, Ity_I16, at));
      default: return ir_unop(out, Iop_8Uto64, ir_load(out, Ity_I8, at));
   }
}

/* An I64 that is 0 if the access is simple. */
static IRExpr* look ( struct sp_undef* u, IRExpr* a, UInt size )
{
   IRSB* out = u->out;
   IRExpr* found = SP_(looks_find)(&u->looks, a, size);
   if (found != NULL)
      return found;
   ULong defined = 0xaaaaaaaaaaaaaaaaULL >> (64 - 2 * size);
   IRExpr* now = states(out, a, size);
   if (size < 4)
      now = some_of_four(out, now, a, size);
   return ir_binop(out, Iop_Or64, not_simple(out, a, size),
                   ir_binop(out, Iop_Xor64, now, ir_u64(defined)));
}

/* Of the address, where it is checked. */
static IRExpr* address_vbits ( struct sp_undef* u, IRExpr* a )
{
   return u->exact ? SP_(undef_of)(u, a) : NULL;
}

static IRExpr* or_64 ( IRSB* out, IRExpr* a, IRExpr* b )
{
   return b == NULL ? a : ir_binop(out, Iop_Or64, a, b);
}

static IRExpr* or_none ( IRExpr* v )
{
   return v == NULL ? ir_u64(0) : v;
}

static void address_is_checked ( struct sp_undef* u, IRExpr* a,
                                 const IRExpr* guard )
{
   if (guard == NULL && address_vbits(u, a) != NULL)
      now_defined(u, a);
}

static IRExpr* behind ( IRSB* out, IRExpr* a, UInt offset )
{
   return offset == 0 ? a : ir_binop(out, Iop_Add64, a, ir_u64(offset));
}

/*--------------------------------------------------------------------*/
/*--- Loads                                                        ---*/
/*--------------------------------------------------------------------*/

/* What a helper says of V bits where the guard holds. */
static IRExpr* asked ( struct sp_undef* u, const HChar* name, void* f,
                       IRExpr** args, IRExpr* guard )
{
   IRTemp t = newIRTemp(u->out->tyenv, Ity_I64);
   IRDirty* d = unsafeIRDirty_1_N(t, 0, name, VG_(fnptr_to_fnentry)(f), args);
   d->guard = guard;
   ir_add(u->out, IRStmt_Dirty(d));
   return ir_ite(u->out, guard, IRExpr_RdTmp(t), ir_u64(0));
}

static IRExpr* load_word ( struct sp_undef* u, IRExpr* a, UInt size,
                           IRExpr* guard, IRExpr* v_address )
{
   if (u->checked)
      return asked(u, "load_checked", &SP_(load_checked),
                   mkIRExprVec_3(a, ir_u64(size), v_address), guard);
   return asked(u, "load_unchecked", &SP_(load_unchecked),
                mkIRExprVec_2(a, ir_u64(size)), guard);
}

static IRExpr* narrowed ( IRSB* out, IRExpr* v, UInt size )
{
   switch (size) {
      case 1:  return ir_unop(out, Iop_64to8, v);
      case 2:  return ir_unop(out, Iop_64to16, v);
      case 4:  return ir_unop(out, Iop_64to32, v);
      default: return v;
   }
}

/* 16 or 32 bytes, in words. */
static IRExpr* load_vector ( struct sp_undef* u, IRExpr* a, UInt size,
                             IRExpr* slow, IRExpr* v_address )
{
   IRSB* out = u->out;
   IRExpr* word[4];
   if (u->checked)
      call(u, "check_access", &SP_(check_access),
           mkIRExprVec_4(a, ir_u64(size), ir_u64(False), v_address), slow);
   for (UInt i = 0; i < size / 8; i++)
      word[i] = asked(u, "load_part", &SP_(load_part),
                      mkIRExprVec_3(behind(out, a, 8 * i), a, ir_u64(size)),
                      slow);
   if (size == 32)
      return ir_temp(out, IRExpr_Qop(Iop_64x4toV256, word[3], word[2],
                                     word[1], word[0]));
   return ir_binop(out, Iop_64HLtoV128, word[1], word[0]);
}

IRExpr* SP_(undef_load)(struct sp_undef* u, IRType type, IRExpr* a,
                        IRExpr* guard)
{
   IRSB* out = u->out;
   UInt size = sizeofIRType(type);
   if (is_plain(u, a))
      return NULL;
   IRExpr* v_address = address_vbits(u, a);
   IRExpr* found = look(u, a, size);
   IRExpr* bad = or_64(out, found, v_address);
   IRExpr* slow = ir_both(out, ir_unop(out, Iop_CmpNEZ64, bad), guard);
   IRExpr* v;
   SP_(looks_add)(&u->looks, a, size, found);
   if (size > 8)
      v = load_vector(u, a, size, slow, or_none(v_address));
   else
      v = narrowed(out, load_word(u, a, size, slow, or_none(v_address)),
                   size);
   address_is_checked(u, a, guard);
   if (SP_(shadow_type)(type) == Ity_I128)
      v = ir_binop(out, Iop_64HLto128, ir_unop(out, Iop_V128HIto64, v),
                   ir_unop(out, Iop_V128to64, v));
   return SP_(opt).undef ? v : NULL;
}

/*--------------------------------------------------------------------*/
/*--- Stores                                                       ---*/
/*--------------------------------------------------------------------*/

/* The i-th word of a shadow of 16 or 32 bytes. */
static IRExpr* word_of ( IRSB* out, IRExpr* v, UInt i )
{
   static const IROp of_v256[] = { Iop_V256to64_0, Iop_V256to64_1,
                                   Iop_V256to64_2, Iop_V256to64_3 };
   switch (ir_type(out, v)) {
      case Ity_V256: return ir_unop(out, of_v256[i], v);
      case Ity_V128:
         return ir_unop(out, i == 0 ? Iop_V128to64 : Iop_V128HIto64, v);
      default:
         return ir_unop(out, i == 0 ? Iop_128to64 : Iop_128HIto64, v);
   }
}

static void call_store_defined ( struct sp_undef* u, IRExpr* a, UInt size,
                                 IRExpr* guard )
{
   IRExpr** args = mkIRExprVec_1(a);
   if (size == 4 && u->checked)
      call(u, "store4_checked", &SP_(store4_checked), args, guard);
   else if (size == 4)
      call(u, "store4_unchecked", &SP_(store4_unchecked), args, guard);
   else if (u->checked)
      call(u, "store8_checked", &SP_(store8_checked), args, guard);
   else
      call(u, "store8_unchecked", &SP_(store8_unchecked), args, guard);
}

static void store_word ( struct sp_undef* u, IRExpr* a, UInt size, IRExpr* v,
                         IRExpr* guard )
{
   IRExpr* v_address = address_vbits(u, a);
   IRExpr* bad = or_64(u->out, look(u, a, size), v_address);
   IRExpr* v64 = v == NULL ? NULL : ir_widened(u->out, v);
   bad = or_64(u->out, bad, v64);
   IRExpr* slow = ir_both(u->out, ir_unop(u->out, Iop_CmpNEZ64, bad), guard);
   if (v == NULL && v_address == NULL && size >= 4)
      call_store_defined(u, a, size, slow);
   else if (u->checked)
      call(u, "store_checked", &SP_(store_checked),
           mkIRExprVec_4(a, ir_u64(size), or_none(v64), or_none(v_address)),
           slow);
   else
      call(u, "store_unchecked", &SP_(store_unchecked),
           mkIRExprVec_3(a, ir_u64(size), or_none(v64)), slow);
}

static void store_vector ( struct sp_undef* u, IRExpr* a, UInt size,
                           IRExpr* v, IRExpr* guard )
{
   IRSB* out = u->out;
   IRExpr* word[4] = { NULL, NULL, NULL, NULL };
   IRExpr* v_address = address_vbits(u, a);
   IRExpr* bad = or_64(out, look(u, a, size), v_address);
   for (UInt i = 0; v != NULL && i < size / 8; i++) {
      word[i] = word_of(out, v, i);
      bad = or_64(out, bad, word[i]);
   }
   IRExpr* slow = ir_both(out, ir_unop(out, Iop_CmpNEZ64, bad), guard);
   if (u->checked)
      call(u, "check_access", &SP_(check_access),
           mkIRExprVec_4(a, ir_u64(size), ir_u64(True), or_none(v_address)),
           slow);
   for (UInt i = 0; i < size / 8; i++)
      call(u, "store_unchecked", &SP_(store_unchecked),
           mkIRExprVec_3(behind(out, a, 8 * i), ir_u64(8), or_none(word[i])),
           slow);
}

void SP_(undef_store)(struct sp_undef* u, IRType type, IRExpr* a, IRExpr* v,
                      IRExpr* guard)
{
   UInt size = sizeofIRType(type);
   if (is_plain(u, a))
      return;
   if (v != NULL)
      SP_(looks_forget)(&u->looks);
   if (size > 8)
      store_vector(u, a, size, v, guard);
   else
      store_word(u, a, size, v, guard);
   address_is_checked(u, a, guard);
}

/*--------------------------------------------------------------------*/
/*--- What helpers of VEX read and write                           ---*/
/*--------------------------------------------------------------------*/

/* Any V bit of a range, as an I64. */
static ULong read_range ( Addr a, UWord size, UWord checked )
{
   if (checked)
      SP_(check_access)(a, size, False, 0);
   return SP_(is_defined)(a, size, NULL) ? 0 : ~0ULL;
}

static void write_range ( Addr a, UWord size, UWord checked, UWord v )
{
   if (checked)
      SP_(check_access)(a, size, True, 0);
   for (UWord i = 0; i < size; i++)
      SP_(put_stored)(a + i, 1, v);
}

IRExpr* SP_(undef_read)(struct sp_undef* u, IRExpr* a, UInt size,
                        IRExpr* guard)
{
   return ir_unop(u->out, Iop_CmpNEZ64,
                  asked(u, "read_range", &read_range,
                        mkIRExprVec_3(a, ir_u64(size), ir_u64(u->checked)),
                        guard));
}

void SP_(undef_write)(struct sp_undef* u, IRExpr* a, UInt size, IRExpr* bit,
                      IRExpr* guard)
{
   IRExpr* v = bit == NULL ? ir_u64(0) : ir_unop(u->out, Iop_1Sto64, bit);
   SP_(looks_forget)(&u->looks);
   call(u, "write_range", &write_range,
        mkIRExprVec_4(a, ir_u64(size), ir_u64(u->checked), v), guard);
}
