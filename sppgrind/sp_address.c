/* What an address is; see sp_address.h.  The core prints descriptions but
   gives no text of them, which the stream needs. */

#include "sp_address.h"

#include "sp_block.h"
#include "sp_core.h"
#include "sp_named.h"
#include "sp_pool.h"

void SP_(address_describe)(DiEpoch epoch, Addr a, AddrInfo* at)
{
   if (SP_(name_describe)(a, at) || SP_(pool_describe)(a, False, at)
       || SP_(block_describe)(a, at) || SP_(pool_describe)(a, True, at))
      return;
   VG_(describe_addr)(epoch, a, at);
}

static void say_block ( HChar* s, Addr a, const AddrInfo* at )
{
   SizeT size = at->Addr.Block.block_szB, distance;
   PtrdiffT offset = at->Addr.Block.rwoffset;
   const HChar* where = "inside";
   const HChar* state = "client-defined";

   distance = offset;
   if (offset < 0) {
      where = "before";
      distance = -offset;
   } else if (distance >= size) {
      where = "after";
      distance -= size;
   }
   if (at->Addr.Block.block_kind == Block_Mallocd)
      state = "alloc'd";
   else if (at->Addr.Block.block_kind == Block_Freed)
      state = "free'd";
   VG_(snprintf)(s, SP_ADDRESS_TEXT_MAX,
                 "Address 0x%lx is %'lu bytes %s a %s of size %'lu %s", a,
                 distance, where, at->Addr.Block.block_desc, size, state);
}

/* The function that made the frame, and the line where it begins. */
static void say_frame ( HChar* s, UInt room, const AddrInfo* at )
{
   DiEpoch ep = at->Addr.Stack.epoch;
   Addr ip = at->Addr.Stack.IP;
   const HChar *function, *file;
   PtrdiffT offset;
   UInt line;

   if (at->Addr.Stack.frameNo == -1 || ip == 0
       || !VG_(get_fnname)(ep, ip, &function))
      return;
   UInt n = VG_(snprintf)(s, room, ", in frame #%d, created by %s",
                          at->Addr.Stack.frameNo, function);
   if (VG_(get_filename)(ep, ip, &file)
       && VG_(get_inst_offset_in_function)(ep, ip, &offset)
       && VG_(get_linenum)(ep, ip - offset, &line))
      VG_(snprintf)(s + n, room - n, " (%s:%u)", file, line);
}

static void say_stack ( HChar* s, Addr a, const AddrInfo* at )
{
   UInt n = VG_(snprintf)(s, SP_ADDRESS_TEXT_MAX,
                          "Address 0x%lx is on thread %u's stack", a,
                          at->Addr.Stack.tinfo.tid);
   if (at->Addr.Stack.stackPos == StackPos_stacked)
      say_frame(s + n, SP_ADDRESS_TEXT_MAX - n, at);
   else
      VG_(snprintf)(s + n, SP_ADDRESS_TEXT_MAX - n,
                    ", %s%ld bytes below stack pointer",
                    at->Addr.Stack.stackPos == StackPos_guard_page
                       ? "in stack guard protected page, " : "",
                    -at->Addr.Stack.spoffset);
}

static void say_variable ( HChar* s, const AddrInfo* at )
{
   XArray* text[] = { at->Addr.Variable.descr1, at->Addr.Variable.descr2 };
   UInt n = 0;
   for (UInt i = 0; i < 2; i++)
      if (text[i] != NULL)
         n += VG_(snprintf)(s + n, SP_ADDRESS_TEXT_MAX - n, "%s%s",
                            n > 0 ? ", " : "",
                            (HChar*)VG_(indexXA)(text[i], 0));
}

static void say_segment ( HChar* s, Addr a, const AddrInfo* at )
{
   const HChar* name = at->Addr.SegmentKind.filename;
   VG_(snprintf)(s, SP_ADDRESS_TEXT_MAX,
                 "Address 0x%lx is in a %s%s%s mapped segment%s%s", a,
                 at->Addr.SegmentKind.hasR ? "r" : "-",
                 at->Addr.SegmentKind.hasW ? "w" : "-",
                 at->Addr.SegmentKind.hasX ? "x" : "-",
                 name != NULL ? " of " : "", name != NULL ? name : "");
}

void SP_(address_text)(HChar* s, Addr a, const AddrInfo* at)
{
   s[0] = '\0';
   switch (at->tag) {
      case Addr_Undescribed:                                     break;
      case Addr_Block:       say_block(s, a, at);                break;
      case Addr_Stack:       say_stack(s, a, at);                break;
      case Addr_Variable:    say_variable(s, at);                break;
      case Addr_SegmentKind: say_segment(s, a, at);              break;
      case Addr_DataSym:
         VG_(snprintf)(s, SP_ADDRESS_TEXT_MAX, "Address 0x%lx is %llu bytes "
                       "inside data symbol \"%s\"", a,
                       (ULong)at->Addr.DataSym.offset, at->Addr.DataSym.name);
         break;
      case Addr_SectKind:
         VG_(snprintf)(s, SP_ADDRESS_TEXT_MAX, "Address 0x%lx is in the %s "
                       "segment of %s", a,
                       VG_(pp_SectKind)(at->Addr.SectKind.kind),
                       at->Addr.SectKind.objname);
         break;
      case Addr_BrkSegment:
         VG_(snprintf)(s, SP_ADDRESS_TEXT_MAX, "Address 0x%lx is %s the brk "
                       "data segment", a,
                       a < at->Addr.BrkSegment.brk_limit ? "in" : "after");
         break;
      case Addr_Unknown:
         VG_(snprintf)(s, SP_ADDRESS_TEXT_MAX, "Address 0x%lx is not stack'd, "
                       "malloc'd or (recently) free'd", a);
         break;
   }
}
