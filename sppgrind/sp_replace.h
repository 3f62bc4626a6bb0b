/* Replacements of the C library's functions on memory and strings; they run
   in the program, in vgpreload_sppgrind-*.so.

   The library's own work on whole vectors, and read beyond a string's end
   where that does no harm: every such read would be an error, and real ones
   would be lost among them.  These touch just the bytes that they have to,
   in Memcheck's portions, so that errors are told as it tells them; and
   copies that overlap are reported.

   Which names: those of <string.h> and <wchar.h>, with glibc's own aliases
   of them.  Each function is inlined into its names, and they have no debug
   information (-g0), so that stacks show the one that was called. */

#ifndef SP_REPLACE_H
#define SP_REPLACE_H

#include "pub_tool_basics.h"
#include "pub_tool_redir.h"
#include "memcheck.h"

#define INLINE static inline __attribute__((always_inline))

#define LIBC  VG_Z_LIBC_SONAME
#define LD_SO VG_Z_LD_LINUX_X86_64_SO_2

/* A replacement, with its prototype.  class: names of the same class may be
   one function in a library; the last digit decides which of them counts. */
#define REPLACE(class, result, lib, name, ...)                       \
   result VG_REPLACE_FUNCTION_EZU(class, lib, name)(__VA_ARGS__);    \
   result VG_REPLACE_FUNCTION_EZU(class, lib, name)(__VA_ARGS__)
/* With a Z-encoded name. */
#define REPLACE_Z(class, result, lib, name, ...)                     \
   result VG_REPLACE_FUNCTION_EZZ(class, lib, name)(__VA_ARGS__);    \
   result VG_REPLACE_FUNCTION_EZZ(class, lib, name)(__VA_ARGS__)

/*--------------------------------------------------------------------*/
/*--- Overlaps                                                     ---*/
/*--------------------------------------------------------------------*/

INLINE Bool overlap ( const void* to, const void* from, SizeT to_len,
                      SizeT from_len )
{
   Addr a = (Addr)to, b = (Addr)from;
   if (to_len == 0 || from_len == 0)
      return False;
   return a < b ? a + to_len > b : b + from_len > a;
}

/* size 0: none is printed. */
#define REPORT_OVERLAP(function, to, from, size)                             \
   VALGRIND_DO_CLIENT_REQUEST_STMT(_VG_USERREQ__MEMCHECK_RECORD_OVERLAP_ERROR, \
                                   function, to, from, size, 0)

/* glibc's way to end a program that was compiled to check its copies. */
extern void __chk_fail ( void ) __attribute__((noreturn, weak));

INLINE void check_room ( SizeT n, SizeT room )
{
   if (n > room)
      __chk_fail();
}

INLINE SizeT length ( const HChar* s )
{
   SizeT n = 0;
   while (s[n] != 0)
      n++;
   return n;
}

INLINE Int sign ( Int x, Int y )
{
   if (x < y)
      return -1;
   if (x > y)
      return 1;
   return 0;
}

#endif
