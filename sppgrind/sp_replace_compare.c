/* Replacements of functions that compare strings; see sp_replace.h. */

#include "sp_replace.h"

/* Whether the result is undefined where the bytes are depends on which
   comparisons are jumps: the first one, as in Memcheck's as they are
   compiled. */
INLINE Int byte_sign ( UChar x, UChar y )
{
   if (x < y) {
      __asm__ __volatile__("");   // a jump, and no conditional move
      return -1;
   }
   return x > y;
}

#define STRCMP(lib, name)                                                   \
   REPLACE(20160, Int, lib, name, const HChar* s, const HChar* t)           \
   {                                                                        \
      for (; *s == *t && *s != 0; s++)                                      \
         t++;                                                               \
      return byte_sign(*s, *t);                                             \
   }
STRCMP(LIBC, strcmp)
STRCMP(LIBC, __GI_strcmp)
STRCMP(LIBC, __strcmp_sse2)
STRCMP(LIBC, __strcmp_sse42)
STRCMP(LD_SO, strcmp)

INLINE Int compare_within ( const UChar* s, const UChar* t, SizeT n )
{
   for (; n > 0; n--, s++, t++) {
      if (*s == 0)
         return -(*t != 0);
      if (*t == 0 || *s > *t)
         return 1;
      if (*s < *t)
         return -1;
   }
   return 0;
}

#define STRNCMP(lib, name)                                                  \
   REPLACE(20110, Int, lib, name, const HChar* s, const HChar* t, SizeT n)  \
   { return compare_within((const UChar*)s, (const UChar*)t, n); }
STRNCMP(LIBC, strncmp)
STRNCMP(LIBC, __GI_strncmp)
STRNCMP(LIBC, __strncmp_sse2)
STRNCMP(LIBC, __strncmp_sse42)
STRNCMP(LD_SO, strncmp)

/* libc's, weak: there is none while the dynamic linker runs. */
extern Int tolower ( Int ) __attribute__((weak));
extern Int tolower_l ( Int, void* ) __attribute__((weak));

/* locale NULL: the current one. */
INLINE Int lower ( HChar c, void* locale )
{
   return locale != NULL ? tolower_l((UChar)c, locale) : tolower((UChar)c);
}

INLINE Int compare_cases ( const HChar* s, const HChar* t, SizeT n,
                           void* locale )
{
   for (; n > 0; n--, s++, t++) {
      Int a = lower(*s, locale), b = lower(*t, locale);
      if (a != b || *s == 0)
         return byte_sign(a, b);
   }
   return 0;
}

#define STRCASECMP(lib, name)                                               \
   REPLACE(20120, Int, lib, name, const HChar* s, const HChar* t)           \
   { return compare_cases(s, t, ~(SizeT)0, NULL); }
STRCASECMP(LIBC, strcasecmp)
STRCASECMP(LIBC, __GI_strcasecmp)

#define STRNCASECMP(lib, name)                                              \
   REPLACE(20130, Int, lib, name, const HChar* s, const HChar* t, SizeT n)  \
   { return compare_cases(s, t, n, NULL); }
STRNCASECMP(LIBC, strncasecmp)
STRNCASECMP(LIBC, __GI_strncasecmp)

#define STRCASECMP_L(lib, name)                                             \
   REPLACE(20140, Int, lib, name, const HChar* s, const HChar* t, void* l)  \
   { return compare_cases(s, t, ~(SizeT)0, l); }
STRCASECMP_L(LIBC, strcasecmp_l)
STRCASECMP_L(LIBC, __GI_strcasecmp_l)
STRCASECMP_L(LIBC, __GI___strcasecmp_l)

#define STRNCASECMP_L(lib, name)                                            \
   REPLACE(20150, Int, lib, name, const HChar* s, const HChar* t, SizeT n,  \
           void* l)                                                         \
   { return compare_cases(s, t, n, l); }
STRNCASECMP_L(LIBC, strncasecmp_l)
STRNCASECMP_L(LIBC, __GI_strncasecmp_l)
STRNCASECMP_L(LIBC, __GI___strncasecmp_l)

REPLACE(20350, HChar*, LIBC, strcasestr, const HChar* s, const HChar* t)
{
   SizeT n = length(t);
   if (n == 0)
      return (HChar*)(Addr)s;
   for (; *s != 0; s++)
      if (compare_cases(s, t, n, NULL) == 0)
         return (HChar*)(Addr)s;
   return NULL;
}
