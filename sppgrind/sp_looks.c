/* Looks at the map in a superblock; see sp_looks.h. */

#include "sp_looks.h"

#include "libvex.h"

struct sp_place SP_(place_of)(const struct sp_looks* looks,
                              const IRExpr* atom)
{
   if (atom->tag != Iex_RdTmp)
      return (struct sp_place){ IRTemp_INVALID,
                                atom->Iex.Const.con->Ico.U64 };
   IRTemp t = atom->Iex.RdTmp.tmp;
   return t < looks->n_temps ? looks->place[t] : (struct sp_place){ t, 0 };
}

/* VEX has made all reads of a register that is not written to between them
   one temporary, so a root is enough to tell whether addresses are equal. */
static void assigned ( struct sp_looks* looks, IRTemp t, const IRExpr* e )
{
   struct sp_place* p = &looks->place[t];
   if (e->tag == Iex_RdTmp)
      *p = SP_(place_of)(looks, e);
   else if (e->tag == Iex_Binop
            && (e->Iex.Binop.op == Iop_Add64 || e->Iex.Binop.op == Iop_Sub64)
            && e->Iex.Binop.arg1->tag == Iex_RdTmp
            && e->Iex.Binop.arg2->tag == Iex_Const) {
      ULong by = e->Iex.Binop.arg2->Iex.Const.con->Ico.U64;
      *p = SP_(place_of)(looks, e->Iex.Binop.arg1);
      p->offset += e->Iex.Binop.op == Iop_Add64 ? by : -by;
   }
}

void SP_(looks_begin)(struct sp_looks* looks, const IRSB* in)
{
   UInt n = in->tyenv->types_used;
   looks->place = LibVEX_Alloc(n * sizeof(struct sp_place));
   for (IRTemp t = 0; t < n; t++)
      looks->place[t] = (struct sp_place){ t, 0 };
   looks->n_temps = n;
   looks->n = 0;
   for (Int i = 0; i < in->stmts_used; i++)
      if (in->stmts[i]->tag == Ist_WrTmp)
         assigned(looks, in->stmts[i]->Ist.WrTmp.tmp,
                  in->stmts[i]->Ist.WrTmp.data);
}

static IRExpr* find ( const struct sp_looks* looks, struct sp_place p,
                      UInt size )
{
   for (UInt i = 0; i < looks->n; i++)
      if (looks->look[i].place.root == p.root
          && looks->look[i].place.offset == p.offset
          && looks->look[i].size == size)
         return looks->look[i].found;
   return NULL;
}

IRExpr* SP_(looks_find)(const struct sp_looks* looks, const IRExpr* a,
                        UInt size)
{
   return find(looks, SP_(place_of)(looks, a), size);
}

void SP_(looks_add)(struct sp_looks* looks, const IRExpr* a, UInt size,
                    IRExpr* found)
{
   SP_(looks_add_at)(looks, SP_(place_of)(looks, a), size, found);
}

void SP_(looks_add_at)(struct sp_looks* looks, struct sp_place place,
                       UInt size, IRExpr* found)
{
   if (looks->n == SP_LOOKS_MAX || find(looks, place, size) != NULL)
      return;
   looks->look[looks->n].place = place;
   looks->look[looks->n].size = size;
   looks->look[looks->n++].found = found;
}

void SP_(looks_forget)(struct sp_looks* looks)
{
   looks->n = 0;
}
