/* Replacements of functions on wide strings; see sp_replace.h. */

#include "sp_replace.h"

typedef Int Wide;                 // wchar_t

INLINE SizeT wide_length_within ( const Wide* s, SizeT max )
{
   SizeT n = 0;
   while (n < max && s[n] != 0)
      n++;
   return n;
}

INLINE Wide* copy_wide ( Wide* to, const Wide* from )
{
   for (; *from != 0; from++)
      *to++ = *from;
   *to = 0;
   return to;
}

/* Lengths in bytes. */
INLINE Bool wide_overlap ( const Wide* to, const Wide* from, SizeT to_len,
                           SizeT from_len )
{
   return overlap(to, from, to_len * sizeof(Wide), from_len * sizeof(Wide));
}

REPLACE(20370, SizeT, LIBC, wcslen, const Wide* s)
{
   SizeT n = 0;
   while (s[n] != 0)
      n++;
   return n;
}

#define WCSNLEN(lib, name)                                                  \
   REPLACE(20440, SizeT, lib, name, const Wide* s, SizeT n)                 \
   { return wide_length_within(s, n); }
WCSNLEN(LIBC, wcsnlen)
WCSNLEN(LIBC, __GI_wcsnlen)

REPLACE(20390, Wide*, LIBC, wcscpy, Wide* to, const Wide* from)
{
   SizeT len = copy_wide(to, from) - to + 1;
   if (wide_overlap(to, from, len, len))
      REPORT_OVERLAP("wcscpy", to, from, 0);
   return to;
}

#define COPY_WIDE_WITHIN(function, to, from, n)                             \
   SizeT len = 0;                                                           \
   for (; len < n && from[len] != 0; len++)                                 \
      to[len] = from[len];                                                  \
   if (wide_overlap(to, from, n, len < n ? len + 1 : n))                    \
      REPORT_OVERLAP(function, to, from, 0);                                \
   for (SizeT i = len; i < n; i++)                                          \
      to[i] = 0;

REPLACE(20480, Wide*, LIBC, wcsncpy, Wide* to, const Wide* from, SizeT n)
{
   COPY_WIDE_WITHIN("wcsncpy", to, from, n)
   return to;
}

REPLACE(20500, Wide*, LIBC, wcpncpy, Wide* to, const Wide* from, SizeT n)
{
   COPY_WIDE_WITHIN("wcpncpy", to, from, n)
   return to + len;
}

REPLACE(20510, Wide*, LIBC, __wcscat_avx2, Wide* to, const Wide* from)
{
   SizeT had = wide_length_within(to, ~(SizeT)0);
   SizeT len = copy_wide(to + had, from) - to + 1;
   if (wide_overlap(to, from, len, len - had))
      REPORT_OVERLAP("wcscat", to, from, 0);
   return to;
}

REPLACE(20400, Wide*, LIBC, wcschr, const Wide* s, Wide c)
{
   for (;; s++) {
      if (*s == c)
         return (Wide*)(Addr)s;
      if (*s == 0)
         return NULL;
   }
}

REPLACE(20410, Wide*, LIBC, wcsrchr, const Wide* s, Wide c)
{
   const Wide* last = NULL;
   for (;; s++) {
      if (*s == c)
         last = s;
      if (*s == 0)
         return (Wide*)(Addr)last;
   }
}

REPLACE(20380, Int, LIBC, wcscmp, const Wide* s, const Wide* t)
{
   for (; *s == *t && *s != 0; s++)
      t++;
   return sign(*s, *t);
}

REPLACE(20450, Int, LIBC, wcsncmp, const Wide* s, const Wide* t, SizeT n)
{
   for (; n > 0; n--, s++, t++)
      if (*s != *t || *s == 0)
         return sign(*s, *t);
   return 0;
}

#define WMEMCHR(lib, name)                                                  \
   REPLACE(20430, Wide*, lib, name, const Wide* s, Wide c, SizeT n)         \
   {                                                                        \
      for (; n > 0; n--, s++)                                               \
         if (*s == c)                                                       \
            return (Wide*)(Addr)s;                                          \
      return NULL;                                                          \
   }
WMEMCHR(LIBC, wmemchr)
WMEMCHR(LIBC, __GI_wmemchr)

REPLACE(20470, Int, LIBC, wmemcmp, const Wide* s, const Wide* t, SizeT n)
{
   for (; n > 0; n--, s++, t++)
      if (*s != *t)
         return sign(*s, *t);
   return 0;
}
