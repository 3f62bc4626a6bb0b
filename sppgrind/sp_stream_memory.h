/* The record of a few bytes of memory, inline: after the step it is what is
   put most. */

#ifndef SP_STREAM_MEMORY_H
#define SP_STREAM_MEMORY_H

#include "sp_stream.h"

#define SP_VARINT_MAX  10
#define SP_MEMORY_ROOM (1 + 3 + 2 * SP_VARINT_MAX)

static inline UChar* sp_varint ( UChar* p, ULong v )
{
   while (v >= 0x80) {
      *p++ = (UChar)v | 0x80;
      v >>= 7;
   }
   *p++ = (UChar)v;
   return p;
}

static inline ULong sp_zigzag ( Long z )
{
   return ((ULong)z << 1) ^ (ULong)(z >> 63);
}

/* No branches: nobody can foresee which it is. */
static inline UInt sp_memory_mode ( Long difference )
{
   return (difference == 0) + 2 * (difference == 4) + 3 * (difference == 8);
}

/* As varint, without a branch where at most two bytes are needed; behind them
   something may be written. */
static inline UChar* sp_varint_mostly_short ( UChar* p, ULong v )
{
   if (UNLIKELY(v >= 1 << 14))
      return sp_varint(p, v);
   UInt longer = v >= 0x80;
   p[0] = (v & 0x7f) | longer << 7;
   p[1] = v >> 7;
   return p + 1 + longer;
}

/* There is room.  What is behind the record stays zero. */
static inline void sp_put_memory_short ( enum sp_memory_class class,
                                         Long difference, ULong bytes,
                                         UInt len )
{
   UInt mode = sp_memory_mode(difference);
   struct sp_writer* w = &SP_(writer);
   UChar* to = w->at;
   *to++ = SP_TAG_MEMORY | (len - 1) << 4 | mode << 2 | class;
   UChar* behind = sp_varint_mostly_short(to, sp_zigzag(difference));
   to = mode == 0 ? behind : to;
   __builtin_memcpy(to, &bytes, 8);
   w->at = to + len;
   sp_commit();
}

static inline Long sp_difference_to_last ( enum sp_memory_class class, Addr a )
{
   Long difference = (Long)(a - SP_(writer).last_addr[class]);
   SP_(writer).last_addr[class] = a;
   return difference;
}

/* At most 8 bytes, in a word; those above them are zero.  False: there is no
   room in the block, and SP_(put_memory) has to do it. */
static inline Bool sp_put_memory_word ( enum sp_memory_class class, Addr a,
                                        ULong bytes, UInt len )
{
   const struct sp_writer* w = &SP_(writer);
   if (UNLIKELY((UInt)(w->limit - w->at) < SP_MEMORY_ROOM + len))
      return False;
   sp_put_memory_short(class, sp_difference_to_last(class, a), bytes, len);
   return True;
}

#endif
