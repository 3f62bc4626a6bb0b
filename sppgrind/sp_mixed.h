/* Lines of memory of which not all bytes are defined: what the stream is told
   of them.

   Of each byte the reader knows a value and what of it is defined, and the
   tool what the reader knows.  Values of bytes that are undefined as a whole
   are not recorded: when such a byte becomes defined it is, whatever it was
   before. */

#ifndef SP_MIXED_H
#define SP_MIXED_H

#include "sp_memory.h"
#include "sp_stream.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/* A line's bytes, and what the reader has of it. */
struct sp_line {
   Addr   a;
   enum sp_memory_class class;
   UChar* shadow;                 // values
   UChar* known;                  // states as in sp_shadow.h, four in one
   UChar* vbits;                  // of partly defined bytes; NULL: there are
                                  // none, now or before
};

/* Whether all of its bytes are defined, by states. */
static inline Bool sp_all_defined ( const UChar* states )
{
   ULong half[2];
   __builtin_memcpy(half, states, sizeof half);
   return (half[0] & half[1]) == 0xaaaaaaaaaaaaaaaaULL && half[0] == half[1];
}
static inline Bool sp_all_undefined ( const UChar* states )
{
   ULong half[2];
   __builtin_memcpy(half, states, sizeof half);
   return half[0] == 0x5555555555555555ULL && half[1] == half[0];
}
/* Some of them are partly defined now: vbits must not be NULL. */
Bool SP_(some_partly)(const UChar* states);

/* Puts the differences. */
void SP_(put_mixed_line)(struct sp_line* line);
/* Ranges that are undefined are held back, in case the next line goes on. */
void SP_(put_held_back)(void);

/* Bit i is set where byte i of the two lines differs. */
#if defined(__SSE2__)
static inline ULong sp_same_16 ( const UChar* p, const UChar* q )
{
   __m128i x = _mm_loadu_si128((const __m128i*)p);
   __m128i y = _mm_loadu_si128((const __m128i*)q);
   return (UInt)_mm_movemask_epi8(_mm_cmpeq_epi8(x, y));
}

static inline ULong sp_differences ( const UChar* p, const UChar* q )
{
   return ~(sp_same_16(p, q) | sp_same_16(p + 16, q + 16) << 16
            | sp_same_16(p + 32, q + 32) << 32
            | sp_same_16(p + 48, q + 48) << 48);
}
#else
static inline ULong sp_differences ( const UChar* p, const UChar* q )
{
   ULong mask = 0;
   for (UInt i = 0; i < SP_LINE_SIZE; i++)
      mask |= (ULong)(p[i] != q[i]) << i;
   return mask;
}
#endif

/* A gap of one or two clear bits is bridged: a record of its own costs
   more. */
static inline ULong sp_bridged ( ULong m )
{
   return m | ((m << 1) & ((m >> 1) | (m >> 2))) | ((m << 2) & (m >> 1));
}

/* Where the first run of set bits is; it is taken out of the mask. */
static inline UInt sp_take_run ( ULong* mask, UInt* len )
{
   UInt start = __builtin_ctzll(*mask);
   ULong ones = ~(*mask >> start);
   *len = ones == 0 ? 64 : __builtin_ctzll(ones);
   if (start + *len >= 64)
      *mask = 0;
   else
      *mask &= ~0ULL << (start + *len);
   return start;
}

/* Puts each run of set bits of a mask as MEMORY. */
static inline void sp_put_runs ( enum sp_memory_class class, Addr a,
                                 const UChar* bytes, ULong mask )
{
   while (mask != 0) {
      UInt len, at = sp_take_run(&mask, &len);
      SP_(put_memory)(class, a + at, bytes + at, len);
   }
}

#endif
