/* Replacements of memcpy and the like; see sp_replace.h.

   They copy words where both sides are aligned alike, else pairs of bytes,
   else bytes, and some of them only bytes: as Memcheck's do, whose errors name
   sizes.  memcpy is memmove,
   as it is there: glibc has one function for both, so what overlaps cannot
   be told apart. */

#include "sp_replace.h"

#define WORD sizeof(UWord)

INLINE void copy_up ( Addr to, Addr from, SizeT n )
{
   if ((to ^ from) % WORD == 0) {
      for (; from % WORD != 0 && n > 0; n--)
         *(UChar*)to++ = *(const UChar*)from++;
      for (; n >= WORD; n -= WORD, to += WORD, from += WORD)
         *(UWord*)to = *(const UWord*)from;
   }
   if ((to | from) % 2 == 0)
      for (; n >= 2; n -= 2, to += 2, from += 2)
         *(UShort*)to = *(const UShort*)from;
   for (; n > 0; n--)
      *(UChar*)to++ = *(const UChar*)from++;
}

/* to and from are the ends. */
INLINE void copy_down ( Addr to, Addr from, SizeT n )
{
   if ((to ^ from) % WORD == 0) {
      for (; from % WORD != 0 && n > 0; n--)
         *(UChar*)--to = *(const UChar*)--from;
      for (; n >= WORD; n -= WORD) {
         to -= WORD;
         from -= WORD;
         *(UWord*)to = *(const UWord*)from;
      }
   }
   if ((to | from) % 2 == 0)
      for (; n >= 2; n -= 2) {
         to -= 2;
         from -= 2;
         *(UShort*)to = *(const UShort*)from;
      }
   for (; n > 0; n--)
      *(UChar*)--to = *(const UChar*)--from;
}

INLINE void* copy ( void* to, const void* from, SizeT n )
{
   if ((Addr)to < (Addr)from || !overlap(to, from, n, n))
      copy_up((Addr)to, (Addr)from, n);
   else if (to != from)
      copy_down((Addr)to + n, (Addr)from + n, n);
   return to;
}

INLINE void* copy_bytes ( void* to, const void* from, SizeT n )
{
   UChar* p = to;
   const UChar* q = from;
   if ((Addr)to < (Addr)from)
      for (SizeT i = 0; i < n; i++)
         p[i] = q[i];
   else if (to != from)
      while (n-- > 0)
         p[n] = q[n];
   return to;
}

INLINE void* fill ( void* to, Int c, SizeT n )
{
   UChar* p = to;
   UWord word = (UChar)c * 0x0101010101010101UL;
   for (; (Addr)p % WORD != 0 && n > 0; n--)
      *p++ = c;
   for (; n >= WORD; n -= WORD, p += WORD)
      *(UWord*)p = word;
   for (; n > 0; n--)
      *p++ = c;
   return to;
}

INLINE Int compare ( const void* x, const void* y, SizeT n )
{
   const UChar *p = x, *q = y;
   if (((Addr)p | (Addr)q) % WORD == 0)
      for (; n >= WORD && *(const UWord*)p == *(const UWord*)q; n -= WORD) {
         p += WORD;
         q += WORD;
      }
   for (; n > 0; n--, p++, q++)
      if (*p != *q)
         return *p - *q;
   return 0;
}

INLINE void* find ( const void* s, Int c, SizeT n )
{
   const UChar* p = s;
   for (; n > 0; n--, p++)
      if (*p == (UChar)c)
         return (void*)(Addr)p;
   return NULL;
}

#define MEMCPY(lib, name)                                                   \
   REPLACE(20180, void*, lib, name, void* to, const void* from, SizeT n)    \
   { return copy(to, from, n); }
#define MEMMOVE(lib, name)                                                  \
   REPLACE(20181, void*, lib, name, void* to, const void* from, SizeT n)    \
   { return copy(to, from, n); }
REPLACE_Z(20181, void*, LIBC, memcpyZAGLIBCZu2Zd2Zd5,    // memcpy@GLIBC_2.2.5
          void* to, const void* from, SizeT n)
{
   return copy(to, from, n);
}
REPLACE_Z(20180, void*, LIBC, memcpyZAZAGLIBCZu2Zd14,    // memcpy@@GLIBC_2.14
          void* to, const void* from, SizeT n)
{
   return copy(to, from, n);
}
MEMCPY(LIBC, memcpy)
MEMCPY(LIBC, __GI_memcpy)
MEMCPY(LIBC, __memcpy_sse2)
MEMCPY(LIBC, __memcpy_avx_unaligned_erms)
MEMMOVE(LIBC, memmove)
MEMMOVE(LIBC, __GI_memmove)

#define MEMPCPY(lib, name)                                                  \
   REPLACE(20290, void*, lib, name, void* to, const void* from, SizeT n)    \
   {                                                                        \
      if (overlap(to, from, n, n))                                          \
         REPORT_OVERLAP("mempcpy", to, from, n);                            \
      return (UChar*)copy_bytes(to, from, n) + n;                           \
   }
MEMPCPY(LIBC, mempcpy)
MEMPCPY(LIBC, __GI_mempcpy)
MEMPCPY(LD_SO, mempcpy)

REPLACE(20300, void*, LIBC, __memcpy_chk, void* to, const void* from,
        SizeT n, SizeT room)
{
   check_room(n, room);
   return copy_bytes(to, from, n);
}

REPLACE(20240, void*, LIBC, __memmove_chk, void* to, const void* from,
        SizeT n, SizeT room)
{
   check_room(n, room);
   return copy_bytes(to, from, n);
}

REPLACE(20230, void, LIBC, bcopy, const void* from, void* to, SizeT n)
{
   copy(to, from, n);
}

REPLACE(20210, void*, LIBC, memset, void* to, Int c, SizeT n)
{
   return fill(to, c, n);
}

#define MEMCMP(lib, name)                                                   \
   REPLACE(20190, Int, lib, name, const void* x, const void* y, SizeT n)    \
   { return compare(x, y, n); }
MEMCMP(LIBC, memcmp)
MEMCMP(LIBC, __GI_memcmp)
MEMCMP(LIBC, __memcmp_sse2)
MEMCMP(LIBC, __memcmp_sse4_1)
MEMCMP(LIBC, bcmp)

#define MEMCHR(lib, name)                                                   \
   REPLACE(20170, void*, lib, name, const void* s, Int c, SizeT n)          \
   { return find(s, c, n); }
MEMCHR(LIBC, memchr)
MEMCHR(LIBC, __GI_memchr)

REPLACE(20360, void*, LIBC, memrchr, const void* s, Int c, SizeT n)
{
   const UChar* p = s;
   for (; n > 0; n--)
      if (p[n - 1] == (UChar)c)
         return (void*)(Addr)(p + n - 1);
   return NULL;
}

#define RAWMEMCHR(lib, name)                                                \
   REPLACE(20260, void*, lib, name, const void* s, Int c)                   \
   { return find(s, c, ~(SizeT)0); }
RAWMEMCHR(LIBC, rawmemchr)
RAWMEMCHR(LIBC, __GI___rawmemchr)

REPLACE(20490, void*, LIBC, memccpy, void* to, const void* from, Int c,
        SizeT n)
{
   UChar* p = to;
   const UChar* q = from;
   SizeT i = 0;
   while (i < n && q[i] != (UChar)c) {
      p[i] = q[i];
      i++;
   }
   SizeT used = i < n ? i + 1 : n;
   if (i < n)
      p[i] = q[i];
   if (overlap(to, from, n, used))
      REPORT_OVERLAP("memccpy", to, from, n);
   return i < n ? p + i + 1 : NULL;
}

REPLACE(20460, void*, LIBC, memmem, const void* s, SizeT n, const void* t,
        SizeT m)
{
   const UChar* p = s;
   if (m == 0)
      return (void*)(Addr)s;
   for (; n >= m; n--, p++)
      if (*p == *(const UChar*)t && compare(p, t, m) == 0)
         return (void*)(Addr)p;
   return NULL;
}
