/* A quicker start: the core's matching of names.

   For each object that is mapped the core matches all its symbols with the
   names of all functions that Valgrind replaces: a million times for libc,
   which is a tenth of the time that a small program takes.  The linker
   routes its callers through here (-Wl,--wrap).

   Nearly all differ in the first character, but VG_(string_match) first
   measures both and then calls three functions for each character.

   Nearly no symbol is one of those names at all.  While the core goes through
   an object's symbols, it tries the same names with each: those tried with
   the first are remembered, and a later symbol that is none of them is said
   to be data, with which none is tried. */

#include "pub_tool_seqmatch.h"
#include "sp_core.h"

/*--------------------------------------------------------------------*/
/*--- Names that are tried                                         ---*/
/*--------------------------------------------------------------------*/

#define N_BITS 8192

static struct {
   Bool  learns;                  // what is tried with the symbol at hand
   Bool  knows;                   // all that is tried with each
   Bool  matched;                 // that symbol was one of them
   UInt  n_tried;
   UChar bit[N_BITS / 8];         // of the names, by hash
} tried;

static UInt hash ( const HChar* name )
{
   UInt h = 5381;
   for (; *name != '\0'; name++)
      h = 33 * h + (UChar)*name;
   return (h ^ h >> 13) % N_BITS;
}

static void begin_to_learn ( void )
{
   VG_(memset)(&tried, 0, sizeof tried);
   tried.learns = True;
}

/* A pattern may be any name. */
static void learn ( const HChar* name, Bool matched )
{
   tried.n_tried++;
   tried.matched = tried.matched || matched;
   if (VG_(strpbrk)(name, "*?") != NULL)
      tried.learns = False;
   UInt h = hash(name);
   tried.bit[h / 8] |= 1 << h % 8;
}

/* At the next symbol.  Had one matched, the core might have tried no more. */
static void end_to_learn ( void )
{
   if (tried.n_tried == 0 || tried.matched) {
      tried.matched = False;
      return;
   }
   tried.learns = False;
   tried.knows = True;
}

static Bool may_match ( const HChar* name )
{
   UInt h = hash(name);
   return (tried.bit[h / 8] >> h % 8) & 1;
}

static Bool any_may_match ( const HChar* name, const HChar** others )
{
   if (may_match(name))
      return True;
   for (; others != NULL && *others != NULL; others++)
      if (may_match(*others))
         return True;
   return False;
}

/*--------------------------------------------------------------------*/
/*--- What the core calls                                          ---*/
/*--------------------------------------------------------------------*/

Bool __real_vgPlain_string_match ( const HChar* pattern, const HChar* s );
Bool __wrap_vgPlain_string_match ( const HChar* pattern, const HChar* s );

static Bool matches ( const HChar* pattern, const HChar* s )
{
   for (; *pattern != '*' && *pattern != '?'; pattern++, s++) {
      if (*pattern != *s)
         return False;
      if (*s == '\0')
         return True;
   }
   return __real_vgPlain_string_match(pattern, s);
}

Bool __wrap_vgPlain_string_match ( const HChar* pattern, const HChar* s )
{
   Bool matched = matches(pattern, s);
   if (UNLIKELY(tried.learns))
      learn(pattern, matched);
   return matched;
}

void __real_vgPlain_DebugInfo_syms_getidx (
        const DebugInfo* di, Int i, void* avmas, UInt* size,
        const HChar** name, const HChar*** others, Bool* is_text,
        Bool* is_ifunc, Bool* is_global );
void __wrap_vgPlain_DebugInfo_syms_getidx (
        const DebugInfo* di, Int i, void* avmas, UInt* size,
        const HChar** name, const HChar*** others, Bool* is_text,
        Bool* is_ifunc, Bool* is_global );

void __wrap_vgPlain_DebugInfo_syms_getidx (
        const DebugInfo* di, Int i, void* avmas, UInt* size,
        const HChar** name, const HChar*** others, Bool* is_text,
        Bool* is_ifunc, Bool* is_global )
{
   __real_vgPlain_DebugInfo_syms_getidx(di, i, avmas, size, name, others,
                                        is_text, is_ifunc, is_global);
   if (i == 0)
      begin_to_learn();
   else if (tried.learns)
      end_to_learn();
   if (tried.knows && is_text != NULL && name != NULL && others != NULL
       && *is_text)
      *is_text = any_may_match(*name, *others);
   if (i == VG_(DebugInfo_syms_howmany)(di) - 1)
      tried.learns = tried.knows = False;
}
