/* A quicker start: the core's matching of patterns.

   For each object that is mapped the core matches all its symbols with the
   names of all functions that Valgrind replaces: a million times for libc.
   Nearly all differ in the first character, but VG_(string_match) first
   measures both and then calls three functions for each character, which is
   a tenth of the time that a small program takes.  The linker routes its
   callers through here (-Wl,--wrap=vgPlain_string_match). */

#include "pub_tool_seqmatch.h"
#include "sp_basics.h"

Bool __real_vgPlain_string_match ( const HChar* pattern, const HChar* s );
Bool __wrap_vgPlain_string_match ( const HChar* pattern, const HChar* s );

Bool __wrap_vgPlain_string_match ( const HChar* pattern, const HChar* s )
{
   for (; *pattern != '*' && *pattern != '?'; pattern++, s++) {
      if (*pattern != *s)
         return False;
      if (*s == '\0')
         return True;
   }
   return __real_vgPlain_string_match(pattern, s);
}
