/* Replacements of functions that measure, copy and search strings; see
   sp_replace.h. */

#include "sp_replace.h"

/*--------------------------------------------------------------------*/
/*--- Lengths and copies                                           ---*/
/*--------------------------------------------------------------------*/

INLINE SizeT length_within ( const HChar* s, SizeT max )
{
   SizeT n = 0;
   while (n < max && s[n] != 0)
      n++;
   return n;
}

/* Where the NUL was put. */
INLINE HChar* copy_string ( HChar* to, const HChar* from )
{
   for (; *from != 0; from++)
      *to++ = *from;
   *to = 0;
   return to;
}

#define STRLEN(lib, name)                                                   \
   REPLACE(20070, SizeT, lib, name, const HChar* s) { return length(s); }
STRLEN(LIBC, strlen)
STRLEN(LIBC, __GI_strlen)
STRLEN(LIBC, __strlen_sse2)
STRLEN(LIBC, __strlen_sse2_no_bsf)
STRLEN(LIBC, __strlen_sse42)
STRLEN(LD_SO, strlen)

#define STRNLEN(lib, name)                                                  \
   REPLACE(20060, SizeT, lib, name, const HChar* s, SizeT n)                \
   { return length_within(s, n); }
STRNLEN(LIBC, strnlen)
STRNLEN(LIBC, __GI_strnlen)

/* n: behind the NUL of the copy. */
#define REPORT_IF_STRINGS_OVERLAP(function, to, end, from)                  \
   do {                                                                     \
      SizeT len = (end) - (to) + 1;                                         \
      if (overlap(to, from, len, len))                                      \
         REPORT_OVERLAP(function, to, from, 0);                             \
   } while (0)

#define STRCPY(lib, name)                                                   \
   REPLACE(20080, HChar*, lib, name, HChar* to, const HChar* from)          \
   {                                                                        \
      HChar* end = copy_string(to, from);                                   \
      REPORT_IF_STRINGS_OVERLAP("strcpy", to, end, from);                   \
      return to;                                                            \
   }
STRCPY(LIBC, strcpy)
STRCPY(LIBC, __GI_strcpy)

#define STPCPY(lib, name)                                                   \
   REPLACE(20200, HChar*, lib, name, HChar* to, const HChar* from)          \
   {                                                                        \
      HChar* end = copy_string(to, from);                                   \
      REPORT_IF_STRINGS_OVERLAP("stpcpy", to, end, from);                   \
      return end;                                                           \
   }
STPCPY(LIBC, stpcpy)
STPCPY(LIBC, __GI_stpcpy)
STPCPY(LIBC, __stpcpy_sse2)
STPCPY(LIBC, __stpcpy_sse2_unaligned)
STPCPY(LD_SO, stpcpy)

/* Where the copy, without the NULs that fill it up, ends. */
#define COPY_WITHIN(function, to, from, n)                                  \
   SizeT len = 0;                                                           \
   for (; len < n && from[len] != 0; len++)                                 \
      to[len] = from[len];                                                  \
   if (overlap(to, from, n, len < n ? len + 1 : n))                         \
      REPORT_OVERLAP(function, to, from, n);                                \
   for (SizeT i = len; i < n; i++)                                          \
      to[i] = 0;

#define STRNCPY(lib, name)                                                  \
   REPLACE(20090, HChar*, lib, name, HChar* to, const HChar* from, SizeT n) \
   {                                                                        \
      COPY_WITHIN("strncpy", to, from, n)                                   \
      return to;                                                            \
   }
STRNCPY(LIBC, strncpy)
STRNCPY(LIBC, __GI_strncpy)
STRNCPY(LIBC, __strncpy_sse2)
STRNCPY(LIBC, __strncpy_sse2_unaligned)

REPLACE(20420, HChar*, LIBC, stpncpy, HChar* to, const HChar* from, SizeT n)
{
   COPY_WITHIN("stpncpy", to, from, n)
   return to + len;
}

REPLACE(20270, HChar*, LIBC, __strcpy_chk, HChar* to, const HChar* from,
        SizeT room)
{
   check_room(length(from) + 1, room);
   copy_string(to, from);
   return to;
}

REPLACE(20280, HChar*, LIBC, __stpcpy_chk, HChar* to, const HChar* from,
        SizeT room)
{
   check_room(length(from) + 1, room);
   return copy_string(to, from);
}

#define STRCAT(lib, name)                                                   \
   REPLACE(20030, HChar*, lib, name, HChar* to, const HChar* from)          \
   {                                                                        \
      SizeT had = length(to);                                               \
      HChar* end = copy_string(to + had, from);                             \
      if (overlap(to, from, end - to + 1, end - to - had + 1))              \
         REPORT_OVERLAP("strcat", to, from, 0);                             \
      return to;                                                            \
   }
STRCAT(LIBC, strcat)
STRCAT(LIBC, __GI_strcat)

REPLACE(20040, HChar*, LIBC, strncat, HChar* to, const HChar* from, SizeT n)
{
   SizeT had = length(to), len = 0;
   for (; len < n && from[len] != 0; len++)
      to[had + len] = from[len];
   to[had + len] = 0;
   if (overlap(to, from, had + len + 1, len))
      REPORT_OVERLAP("strncat", to, from, n);
   return to;
}

REPLACE(20100, SizeT, LIBC, strlcpy, HChar* to, const HChar* from, SizeT n)
{
   SizeT len = 0;
   for (; len + 1 < n && from[len] != 0; len++)
      to[len] = from[len];
   if (n > 0)
      to[len] = 0;
   if (overlap(to, from, n > 0 ? len + 1 : 0, len + 1))
      REPORT_OVERLAP("strlcpy", to, from, n);
   return len + length(from + len);
}

REPLACE(20050, SizeT, LIBC, strlcat, HChar* to, const HChar* from, SizeT n)
{
   SizeT had = length_within(to, n), len = 0;
   if (had == n)
      return n + length(from);
   for (; had + len + 1 < n && from[len] != 0; len++)
      to[had + len] = from[len];
   to[had + len] = 0;
   if (overlap(to, from, had + len + 1, len + 1))
      REPORT_OVERLAP("strlcat", to, from, n);
   return had + len + length(from + len);
}

/*--------------------------------------------------------------------*/
/*--- Searching                                                    ---*/
/*--------------------------------------------------------------------*/

/* The character, or else the NUL. */
INLINE HChar* find_or_end ( const HChar* s, Int c )
{
   while (*s != (HChar)c && *s != 0)
      s++;
   return (HChar*)(Addr)s;
}

#define STRCHR(lib, name)                                                   \
   REPLACE(20020, HChar*, lib, name, const HChar* s, Int c)                 \
   {                                                                        \
      HChar* p = find_or_end(s, c);                                         \
      return *p == (HChar)c ? p : NULL;                                     \
   }
STRCHR(LIBC, strchr)
STRCHR(LIBC, __GI_strchr)
STRCHR(LIBC, __strchr_sse2)
STRCHR(LIBC, __strchr_sse2_no_bsf)
STRCHR(LIBC, index)

REPLACE(20250, HChar*, LIBC, strchrnul, const HChar* s, Int c)
{
   return find_or_end(s, c);
}

#define STRRCHR(lib, name)                                                  \
   REPLACE(20010, HChar*, lib, name, const HChar* s, Int c)                 \
   {                                                                        \
      const HChar* last = NULL;                                             \
      for (;; s++) {                                                        \
         if (*s == (HChar)c)                                                \
            last = s;                                                       \
         if (*s == 0)                                                       \
            return (HChar*)(Addr)last;                                      \
      }                                                                     \
   }
STRRCHR(LIBC, strrchr)
STRRCHR(LIBC, rindex)
STRRCHR(LIBC, __GI_strrchr)
STRRCHR(LIBC, __strrchr_sse2)
STRRCHR(LIBC, __strrchr_sse2_no_bsf)
STRRCHR(LIBC, __strrchr_sse42)

INLINE Bool begins_with ( const HChar* s, const HChar* t )
{
   for (; *t != 0; s++, t++)
      if (*s != *t)
         return False;
   return True;
}

#define STRSTR(lib, name)                                                   \
   REPLACE(20310, HChar*, lib, name, const HChar* s, const HChar* t)        \
   {                                                                        \
      if (*t == 0)                                                          \
         return (HChar*)(Addr)s;                                            \
      for (; *s != 0; s++)                                                  \
         if (*s == *t && begins_with(s, t))                                 \
            return (HChar*)(Addr)s;                                         \
      return NULL;                                                          \
   }
STRSTR(LIBC, strstr)
STRSTR(LIBC, __strstr_sse2)
STRSTR(LIBC, __strstr_sse42)

INLINE Bool is_among ( HChar c, const HChar* set )
{
   for (; *set != 0; set++)
      if (*set == c)
         return True;
   return False;
}

/* How many characters are, or are not, among those of the set. */
INLINE SizeT span ( const HChar* s, const HChar* set, Bool wanted )
{
   SizeT n = 0;
   while (s[n] != 0 && is_among(s[n], set) == wanted)
      n++;
   return n;
}

REPLACE(20320, HChar*, LIBC, strpbrk, const HChar* s, const HChar* set)
{
   s += span(s, set, False);
   return *s != 0 ? (HChar*)(Addr)s : NULL;
}

#define STRCSPN(lib, name)                                                  \
   REPLACE(20330, SizeT, lib, name, const HChar* s, const HChar* set)       \
   { return span(s, set, False); }
STRCSPN(LIBC, strcspn)
STRCSPN(LIBC, __GI_strcspn)

REPLACE(20340, SizeT, LIBC, strspn, const HChar* s, const HChar* set)
{
   return span(s, set, True);
}
