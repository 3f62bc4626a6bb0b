/* Where functions begin, as the program's unwinder finds them: each has an
   entry in the table of .eh_frame_hdr, stripped or not, in memory (Linux
   Standard Base, 10.6.2).  Static executables have no such table, but the
   core reads their debug information anyway. */

#include "sp_functions.h"

#include "pub_tool_aspacemgr.h"
#include "pub_tool_debuginfo.h"
#include "pub_tool_vki.h"
#include "sp_elf.h"
#include "sp_objects.h"

#define HEADER_SIZE 12            // four encodings, .eh_frame, number
#define ENTRY_SIZE  8             // function, its FDE

/* The only encodings that linkers write: relative, 4 bytes. */
static Bool is_known ( const UChar* header )
{
   return VG_(memcmp)(header, "\x01\x1b\x03\x3b", 4) == 0;
}

static UInt word_at ( const UChar* p )
{
   UInt x;
   VG_(memcpy)(&x, p, sizeof x);
   return x;
}

/* Entries are in the order of their functions. */
static Bool is_in_table ( Addr header, SizeT size, Addr a )
{
   const UChar* p = (const UChar*)header;
   if (size < HEADER_SIZE
       || !VG_(am_is_valid_for_client)(header, size, VKI_PROT_READ)
       || !is_known(p))
      return False;
   UInt low = 0, high = word_at(p + 8);
   if (high > (size - HEADER_SIZE) / ENTRY_SIZE)
      return False;
   while (low < high) {
      UInt mid = low + (high - low) / 2;
      Addr begins = header + (Int)word_at(p + HEADER_SIZE + ENTRY_SIZE * mid);
      if (begins == a)
         return True;
      if (begins < a)
         low = mid + 1;
      else
         high = mid;
   }
   return False;
}

Bool SP_(begins_function)(Addr a)
{
   const HChar* name;
   struct sp_whereabouts at = SP_(whereabouts)(a);
   if (at.object == 0)
      return False;
   if (at.elf->frames.memsz == 0)
      return VG_(get_fnname_if_entry)(VG_(current_DiEpoch)(), a, &name);
   return is_in_table(at.elf->frames.vaddr + at.bias, at.elf->frames.memsz, a);
}
