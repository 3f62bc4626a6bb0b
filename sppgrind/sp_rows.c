/* Several rows of a line; see sp_rows.h. */

#include "sp_rows.h"

#include "pub_tool_debuginfo.h"
#include "sp_interned.h"
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

static UInt tag_of ( UInt site, UInt previous )
{
   return site - previous + SP_TAG_STEP_ZERO;
}

static inline Bool is_step ( UInt tag )
{
   return tag - SP_TAG_STEP < 0x40;
}

/* False: it is none of them. */
static Bool add_row ( struct sp_rows* r, Addr ip, UInt site )
{
   if (!is_step(tag_of(site, r->site[r->n - 1])) || !is_same_line(r->ip[0], ip))
      return False;
   r->site[r->n] = site;
   r->ip[r->n++] = ip;
   return True;
}

/* Each is the one behind the one before. */
static Bool are_ascending ( const struct sp_rows* r )
{
   for (UInt i = 1; i < r->n; i++)
      if (r->site[i] != r->site[i - 1] + 1)
         return False;
   return True;
}

/* One tag for all but the first, or one for each. */
static void make_tags ( struct sp_rows* r )
{
   if (r->n > 2 && are_ascending(r)) {
      r->len = 2;
      r->tags = (ULong)(SP_TAG_STEPS_ZERO + r->n - 1) << 8;
      return;
   }
   r->len = r->n;
   for (UInt i = 1; i < r->n; i++)
      r->tags |= (ULong)tag_of(r->site[i], r->site[i - 1]) << 8 * i;
}

const struct sp_rows* SP_(rows_from)(const IRSB* in, Int i, UInt site,
                                     const VexGuestLayout* layout)
{
   Addr next = in->stmts[i]->Ist.IMark.addr;
   struct sp_rows r;
   VG_(memset)(&r, 0, sizeof r);
   r.n = 1;
   r.site[0] = site;
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
   make_tags(&r);
   return SP_(interned)(&r, sizeof r);
}

/*--------------------------------------------------------------------*/
/*--- The stream                                                   ---*/
/*--------------------------------------------------------------------*/

/* What was put last, and where it ended; how many of its rows were taken back,
   and at the end of how many each has a tag of its own since they were put
   again. */
static struct {
   const struct sp_rows* rows;
   const UChar* end;
   UInt taken, alone;
} last;

/* The tags of all but the first have been put, or of all. */
static inline void were_put ( const struct sp_rows* r, UInt n, UInt len )
{
   struct sp_writer* w = &SP_(writer);
   w->at += len;
   w->n_steps += n;
   w->last_site = r->site[r->n - 1];
   sp_commit();
   last.rows = r;
   last.end = w->at;
   last.alone = 0;
}

/* These are not taken back: that would be one fault in as many lines as there
   are bytes in a block, or the last line before the limit. */
static void put_each ( const struct sp_rows* r, UInt i, ULong ask_at,
                       Bool (*may_step)(void) )
{
   last.rows = NULL;
   for (; i < r->n; i++) {
      if (SP_(writer).n_steps >= ask_at && !may_step())
         return;
      sp_put_step(r->site[i]);
   }
}

static __attribute__((noinline))
void put_slowly ( const struct sp_rows* r, ULong ask_at,
                  Bool (*may_step)(void) )
{
   struct sp_writer* w = &SP_(writer);
   ULong tags = r->tags >> 8;
   if (w->n_steps + r->n > ask_at) {
      put_each(r, 0, ask_at, may_step);
      return;
   }
   sp_put_step(r->site[0]);
   if (w->limit - w->at < SP_ROWS_MAX) {
      put_each(r, 1, ask_at, may_step);
      return;
   }
   __builtin_memcpy(w->at, &tags, sizeof tags);
   were_put(r, r->n - 1, r->len - 1);
}

void SP_(rows_put)(const struct sp_rows* r, ULong ask_at,
                   Bool (*may_step)(void))
{
   struct sp_writer* w = &SP_(writer);
   UInt tag = tag_of(r->site[0], w->last_site);
   ULong tags = r->tags | tag;
   if (UNLIKELY(w->limit - w->at < SP_ROWS_MAX || !is_step(tag)
                || w->n_steps + r->n > ask_at)) {
      put_slowly(r, ask_at, may_step);
      return;
   }
   __builtin_memcpy(w->at, &tags, sizeof tags);
   were_put(r, r->n, r->len);
}

/* The last rows, whose tags have so many bytes. */
static void cut ( const struct sp_rows* r, UInt rows, UInt len )
{
   struct sp_writer* w = &SP_(writer);
   w->at -= len;
   w->n_steps -= rows;
   w->last_site = r->site[r->n - rows - 1];
   sp_commit();
   VG_(memset)(w->at, 0, len);
}

void SP_(rows_take_back)(Addr ip)
{
   const struct sp_rows* r = last.rows;
   last.taken = 0;
   if (r == NULL || SP_(writer).block == NULL || SP_(writer).at != last.end
       || ip < r->ip[0])
      return;
   UInt reached = r->n;
   while (r->ip[reached - 1] > ip)
      reached--;
   last.taken = r->n - reached;
   if (last.taken == 0)
      return;
   if (last.alone > 0) {
      last.taken = last.taken < last.alone ? last.taken : last.alone;
      cut(r, last.taken, last.taken);
      return;
   }
   cut(r, r->n - 1, r->len - 1);
   for (UInt i = 1; i < reached; i++)
      sp_put_step(r->site[i]);
}

/* They may be taken back once more: an error is often followed by a fault.
   In a new block the first of them has a longer record; then they may not. */
void SP_(rows_put_again)(void)
{
   const struct sp_rows* r = last.rows;
   const UChar* from = SP_(writer).at;
   if (last.taken == 0)
      return;
   for (UInt i = last.taken; i > 0; i--)
      sp_put_step(r->site[r->n - i]);
   last.alone = last.taken;
   last.end = SP_(writer).at;
   if (last.end != from + last.alone)
      last.rows = NULL;
   last.taken = 0;
}
