/* Several rows of a line; see sp_rows.h. */

#include "sp_rows.h"

#include "pub_tool_debuginfo.h"
#include "sp_objects.h"
#include "sp_options.h"
#include "sp_registers.h"
#include "sp_stream.h"

/*--------------------------------------------------------------------*/
/*--- Which they are                                               ---*/
/*--------------------------------------------------------------------*/

static Bool is_same_line ( Addr a, Addr b )
{
   DiEpoch ep = VG_(current_DiEpoch)();
   const HChar *file_a, *file_b;
   UInt line_a, line_b;
   return VG_(get_linenum)(ep, a, &line_a) && VG_(get_linenum)(ep, b, &line_b)
          && line_a == line_b && VG_(get_filename)(ep, a, &file_a)
          && VG_(get_filename)(ep, b, &file_b)
          && VG_(strcmp)(file_a, file_b) == 0;
}

/* Registers that a step looks at. */
static Bool writes_told ( const IRStmt* put, const VexGuestLayout* layout )
{
   Int offset = put->Ist.Put.offset;
   Int n = SP_(register_at)(offset);
   return offset == layout->offset_SP || offset == layout->offset_FP
          || (n >= 0 && (SP_REGS_CALLEE_SAVED & (1u << n)));
}

/* Behind it the next row may be another one's, or not be reached. */
static Bool ends_rows ( const IRStmt* st, const VexGuestLayout* layout )
{
   switch (st->tag) {
      case Ist_NoOp: case Ist_IMark: case Ist_AbiHint: case Ist_WrTmp:
      case Ist_PutI: case Ist_LoadG:
         return False;
      case Ist_Put:
         return writes_told(st, layout);
      case Ist_Store: case Ist_StoreG: case Ist_CAS: case Ist_LLSC:
      case Ist_Dirty: case Ist_MBE: case Ist_Exit:
         break;
   }
   return True;
}

/* False: it is none of them. */
static Bool add_row ( struct sp_rows* r, Addr ip, UInt site )
{
   UInt tag = site - r->site[r->n - 1] + SP_TAG_STEP_ZERO;
   if (tag - SP_TAG_STEP >= 0x40 || !is_same_line(r->ip[0], ip))
      return False;
   r->tags |= (ULong)tag << 8 * r->n;
   r->site[r->n] = site;
   r->ip[r->n++] = ip;
   return True;
}

const struct sp_rows* SP_(rows_from)(const IRSB* in, Int i, UInt site,
                                     const VexGuestLayout* layout)
{
   struct sp_rows r = { .n = 1, .site = { site } };
   Addr next = in->stmts[i]->Ist.IMark.addr;
   r.ip[0] = next;
   if (SP_(opt).trace_instructions)
      return NULL;
   for (; i < in->stmts_used && r.n < SP_ROWS_MAX; i++) {
      const IRStmt* st = in->stmts[i];
      if (ends_rows(st, layout))
         break;
      if (st->tag != Ist_IMark)
         continue;
      Addr ip = st->Ist.IMark.addr;
      UInt here = SP_(site_at)(ip);
      if (ip != next || (here != 0 && ip != r.ip[0] && !add_row(&r, ip, here)))
         break;
      next = ip + st->Ist.IMark.len;
   }
   if (r.n == 1)
      return NULL;
   struct sp_rows* kept = VG_(malloc)("sp.rows", sizeof *kept);
   *kept = r;
   return kept;
}

/*--------------------------------------------------------------------*/
/*--- The stream                                                   ---*/
/*--------------------------------------------------------------------*/

/* What was put last, and where it ended; how many of it were taken back. */
static struct {
   const struct sp_rows* rows;
   const UChar* end;
   UInt taken;
} last;

static void put_each ( const struct sp_rows* r, ULong ask_at,
                       Bool (*may_step)(void) )
{
   const UChar* block = SP_(writer).block;
   for (UInt i = 0; i < r->n; i++) {
      if (SP_(writer).n_steps >= ask_at && !may_step())
         return;
      sp_put_step(r->site[i]);
   }
   last.rows = block == SP_(writer).block ? r : NULL;
   last.end = SP_(writer).at;
}

void SP_(rows_put)(const struct sp_rows* r, ULong ask_at,
                   Bool (*may_step)(void))
{
   struct sp_writer* w = &SP_(writer);
   UInt tag = r->site[0] - w->last_site + SP_TAG_STEP_ZERO;
   ULong tags = r->tags | tag;
   if (UNLIKELY(w->limit - w->at < SP_ROWS_MAX || tag - SP_TAG_STEP >= 0x40
                || w->n_steps + r->n > ask_at)) {
      put_each(r, ask_at, may_step);
      return;
   }
   __builtin_memcpy(w->at, &tags, sizeof tags);
   w->at += r->n;
   w->n_steps += r->n;
   w->last_site = r->site[r->n - 1];
   sp_commit();
   last.rows = r;
   last.end = w->at;
}

void SP_(rows_take_back)(Addr ip)
{
   struct sp_writer* w = &SP_(writer);
   const struct sp_rows* r = last.rows;
   last.taken = 0;
   if (r == NULL || w->block == NULL || w->at != last.end || ip < r->ip[0])
      return;
   UInt reached = r->n;
   while (r->ip[reached - 1] > ip)
      reached--;
   last.taken = r->n - reached;
   if (last.taken == 0)
      return;
   w->at -= last.taken;
   w->n_steps -= last.taken;
   w->last_site = r->site[reached - 1];
   sp_commit();
   VG_(memset)(w->at, 0, last.taken);
}

void SP_(rows_put_again)(void)
{
   if (last.taken == 0)
      return;
   for (; last.taken > 0; last.taken--)
      sp_put_step(last.rows->site[last.rows->n - last.taken]);
   last.end = SP_(writer).at;
}
