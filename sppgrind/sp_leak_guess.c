/* Guesses of what a pointer into a block means; see sp_leak_guess.h. */

#include "sp_leak_guess.h"

#include "pub_tool_aspacemgr.h"
#include "pub_tool_vki.h"
#include "sp_leak.h"
#include "sp_options.h"
#include "sp_shadow.h"

#define WORD sizeof(UWord)

/* False: there is no defined word. */
static Bool get_word ( Addr a, UWord* word )
{
   if (a % WORD != 0 || !SP_(is_addressable)(a, WORD, NULL)
       || !SP_(is_defined)(a, WORD, NULL))
      return False;
   *word = *(const UWord*)a;
   return True;
}

/* The old std::string: length, capacity, references, characters. */
static Bool is_string ( const struct sp_block* b, Addr a )
{
   UWord length, capacity;
   return a == b->addr + 3 * WORD && get_word(b->addr, &length)
          && get_word(b->addr + WORD, &capacity) && length <= capacity
          && b->size == 3 * WORD + capacity + 1;
}

/* sqlite's: the size of the rest comes first. */
static Bool is_after_length ( const struct sp_block* b, Addr a )
{
   UWord length;
   return a == b->addr + WORD && get_word(b->addr, &length) && length > 0
          && b->size == WORD + length;
}

/* new[] of objects with a destructor: their number comes first. */
static Bool is_array ( const struct sp_block* b, Addr a )
{
   UWord count;
   return a == b->addr + WORD && get_word(b->addr, &count) && count > 0
          && (b->size - WORD) % count == 0;
}

static Bool is_code ( Addr a )
{
   const NSegment* s = VG_(am_find_nsegment)(a);
   return s != NULL && s->kind == SkFileC && s->hasT;
}

/* A table in a file, in which the first words that are not zero, two of them,
   lead to code. */
static Bool is_vtable ( Addr a )
{
   enum { LOOKED_AT = 20, CODE_WANTED = 2 };
   const NSegment* s = VG_(am_find_nsegment)(a);
   UInt n_code = 0;
   if (a < VKI_PAGE_SIZE || a % WORD != 0 || s == NULL || s->kind != SkFileC
       || !s->hasR)
      return False;
   for (UInt i = 0; i < LOOKED_AT && a + WORD - 1 <= s->end; i++, a += WORD) {
      Addr entry = *(const Addr*)a;
      if (entry == 0)
         continue;
      if (!is_code(entry))
         return False;
      if (++n_code == CODE_WANTED)
         return True;
   }
   return False;
}

/* An object of a class with several bases, pointed to as its second one. */
static Bool is_base ( const struct sp_block* b, Addr a )
{
   UWord first, inner;
   return get_word(a, &inner) && get_word(b->addr, &first)
          && is_vtable(inner) && is_vtable(first);
}

Bool SP_(leak_guess)(const struct sp_block* b, Addr a)
{
   UInt set = SP_(opt).leak_heuristics;
   return ((set & SP_STDSTRING) && is_string(b, a))
          || ((set & SP_LENGTH64) && is_after_length(b, a))
          || ((set & SP_NEWARRAY) && is_array(b, a))
          || ((set & SP_MULTIPLE_INHERITANCE) && is_base(b, a));
}
