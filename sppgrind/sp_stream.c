/* Writer of the stream; see sp_stream.h and docs/stream-format.md. */

#include "sp_stream.h"

#include "pub_tool_vki.h"
#include "sp_out.h"
#include "sp_stream_memory.h"
#include "sp_xxh64.h"

struct sp_writer SP_(writer);
#define block SP_(writer).block
#define at    SP_(writer).at
#define limit SP_(writer).limit

static UInt   sequence;
static Bool   settled;            // closed for an exec that may fail


/* Where the last range ended of which definedness was put. */
static Addr   last_end;

/*--------------------------------------------------------------------*/
/*--- Blocks                                                       ---*/
/*--------------------------------------------------------------------*/

static void store32 ( UChar* p, UInt x )
{
   VG_(memcpy)(p, &x, 4);
}

static void store64 ( UChar* p, ULong x )
{
   VG_(memcpy)(p, &x, 8);
}

static UInt payload_len ( void )
{
   return at - (block + SP_BLOCK_HEADER_SIZE);
}

static void open_block ( void )
{
   block = SP_(out_block)();
   at = limit = block;
   if (block == NULL)
      return;
   store32(block, SP_BLOCK_OPEN);
   store32(block + 4, 0);
   store32(block + 8, sequence);
   store32(block + 12, 0);
   store64(block + 16, 0);
   at = block + SP_BLOCK_HEADER_SIZE;
   limit = at + SP_BLOCK_PAYLOAD_MAX;
   SP_(writer).last_site = 0;
   VG_(memset)(SP_(writer).last_addr, 0, sizeof SP_(writer).last_addr);
   last_end = 0;
}

static void close_block ( void )
{
   UInt len = payload_len();
   store64(block + 16,
           sp_xxh64(block + SP_BLOCK_HEADER_SIZE, len, sequence));
   store32(block, SP_BLOCK_CLOSED);
   SP_(out_block_done)(SP_BLOCK_HEADER_SIZE + len);
   block = at = limit = NULL;
   sequence++;
}

static __attribute__((noinline)) Bool next_block ( void )
{
   if (block == NULL)
      return False;
   close_block();
   open_block();
   return block != NULL;
}

/* Makes room for len > 0 more bytes; False when nothing can be written. */
static inline Bool room ( UInt len )
{
   return LIKELY((UInt)(limit - at) >= len) || next_block();
}

Bool SP_(stream_open)(void)
{
   UChar header[SP_FILE_HEADER_SIZE];
   VG_(memcpy)(header, SP_STREAM_MAGIC, 8);
   store32(header + 8, SP_STREAM_VERSION);
   store32(header + 12, SP_FILE_HEADER_SIZE);
   if (!SP_(out_open)(header, sizeof header))
      return False;
   open_block();
   return block != NULL;
}

Bool SP_(stream_is_open)(void)
{
   return block != NULL;
}

void SP_(stream_flush)(void)
{
   if (block == NULL || SP_(out_is_live)() || payload_len() == 0)
      return;
   close_block();
   open_block();
}

void SP_(stream_settle)(void)
{
   if (block == NULL)
      return;
   close_block();
   SP_(out_settle)();
   settled = True;
}

void SP_(stream_resume)(void)
{
   if (settled)
      open_block();
   settled = False;
}

void SP_(stream_close)(void)
{
   if (block != NULL)
      close_block();
   SP_(out_close)();
}

void SP_(stream_abandon)(void)
{
   block = at = limit = NULL;
   sequence = 0;
   SP_(writer).n_steps = 0;
   SP_(out_abandon)();
}

/*--------------------------------------------------------------------*/
/*--- Numbers                                                      ---*/
/*--------------------------------------------------------------------*/


/*--------------------------------------------------------------------*/
/*--- Records                                                      ---*/
/*--------------------------------------------------------------------*/

/* A long record's size comes before its payload and is not known yet: three
   bytes are kept for it, and a size below 2^21 always fits them when it is
   written with redundant continuation bits. */
static UChar* size_at;

static void store_size ( UInt size )
{
   size_at[0] = (size & 0x7f) | 0x80;
   size_at[1] = ((size >> 7) & 0x7f) | 0x80;
   size_at[2] = size >> 14;
}

Bool SP_(record_begin)(enum sp_record_tag tag, UInt payload_max)
{
   tl_assert(payload_max <= SP_RECORD_ROOM);
   if (!room(1 + 3 + payload_max))
      return False;
   *at = tag;
   size_at = at + 1;
   at = size_at + 3;
   return True;
}

void SP_(record_number)(ULong v)
{
   at = sp_varint(at, v);
}

void SP_(record_signed)(Long z)
{
   at = sp_varint(at, sp_zigzag(z));
}

void SP_(record_bytes)(const UChar* p, UInt len)
{
   VG_(memcpy)(at, p, len);
   at += len;
}

void SP_(record_string)(const HChar* s, UInt len)
{
   at = sp_varint(at, len);
   SP_(record_bytes)((const UChar*)s, len);
}

void SP_(record_end)(void)
{
   store_size(at - (size_at + 3));
   sp_commit();
}

/* A payload of less than 128 bytes, whose size is one byte. */
static void put_short ( enum sp_record_tag tag, const UChar* p, UInt len )
{
   tl_assert(len < 0x80);
   if (!room(2 + len))
      return;
   *at++ = tag;
   *at++ = len;
   SP_(record_bytes)(p, len);
   sp_commit();
}

void SP_(put_numbers)(enum sp_record_tag tag, UInt n, const ULong* number)
{
   UChar payload[12 * SP_VARINT_MAX];
   UChar* p = payload;
   tl_assert(n <= 12);
   for (UInt i = 0; i < n; i++)
      p = sp_varint(p, number[i]);
   put_short(tag, payload, p - payload);
}

void SP_(put_number)(enum sp_record_tag tag, ULong number)
{
   SP_(put_numbers)(tag, 1, &number);
}

void SP_(put_call)(UInt arc_id, Long cfa_difference)
{
   UChar payload[2 * SP_VARINT_MAX];
   UChar* p = sp_varint(payload, arc_id);
   p = sp_varint(p, sp_zigzag(cfa_difference));
   put_short(SP_REC_CALL, payload, p - payload);
}

/* At every return: in place, not by put_short.  The size has one byte for up
   to 10 pairs. */
void SP_(put_result)(UInt n, const UInt* number, const Long* difference)
{
   tl_assert(n <= 18);
   if (!room(3 + n * (2 + SP_VARINT_MAX)))
      return;
   UInt   is_long = n > 10;
   UChar* payload = at + 2 + is_long;
   UChar* p = payload;
   for (UInt i = 0; i < n; i++) {
      p = sp_varint(p, number[i]);
      p = sp_varint(p, sp_zigzag(difference[i]));
   }
   at[0] = SP_REC_RESULT;
   at[1] = (p - payload) & 0x7f;
   if (UNLIKELY(is_long)) {
      at[1] |= 0x80;
      at[2] = (p - payload) >> 7;
   }
   at = p;
   sp_commit();
}

void SP_(put_step_slowly)(UInt site_id)
{
   struct sp_writer* w = &SP_(writer);
   w->n_steps++;
   if (!room(2 + SP_VARINT_MAX))
      return;
   Long difference = (Long)site_id - (Long)w->last_site;
   UChar* payload = at + 2;
   UChar* end = sp_varint(payload, sp_zigzag(difference));
   *at = SP_REC_STEP;
   at[1] = end - payload;
   at = end;
   w->last_site = site_id;
   sp_commit();
}

/* Eight bytes are read at once where they are readable for sure. */
static inline ULong read_short ( const UChar* p, UInt len )
{
   ULong bytes = 0;
   if (LIKELY((UWord)p % VKI_PAGE_SIZE <= VKI_PAGE_SIZE - 8)) {
      __builtin_memcpy(&bytes, p, 8);
      return bytes & ~0ULL >> (64 - 8 * len);
   }
   for (UInt i = 0; i < len; i++)
      bytes |= (ULong)p[i] << 8 * i;
   return bytes;
}

/* For a record of n bytes, before its difference is known: a new block
   forgets the last address. */
static inline Bool room_for_memory ( UInt n )
{
   return room(SP_MEMORY_ROOM + n);
}

static void put_memory_long ( enum sp_memory_class class, Long difference,
                              const UChar* p, UInt len )
{
   if (!SP_(record_begin)(SP_REC_MEMORY, 2 * SP_VARINT_MAX + len))
      return;
   SP_(record_number)(class);
   SP_(record_signed)(difference);
   SP_(record_bytes)(p, len);
   SP_(record_end)();
}

void SP_(put_memory)(enum sp_memory_class class, Addr a, const UChar* p,
                     UInt len)
{
   while (len > 0) {
      UInt n = len < SP_MEMORY_LONG_MAX ? len : SP_MEMORY_LONG_MAX;
      if (!room_for_memory(n))
         return;
      Long difference = sp_difference_to_last(class, a);
      if (n <= SP_MEMORY_SHORT_MAX)
         sp_put_memory_short(class, difference, read_short(p, n), n);
      else
         put_memory_long(class, difference, p, n);
      a += n;
      p += n;
      len -= n;
   }
}

/* Room first: a new block forgets where the last range ended. */
void SP_(put_undefined)(Addr a, SizeT len)
{
   UChar payload[2 * SP_VARINT_MAX];
   if (!room(2 + sizeof payload))
      return;
   UChar* p = sp_varint(payload, sp_zigzag((Long)(a - last_end)));
   p = sp_varint(p, len);
   last_end = a + len;
   put_short(SP_REC_UNDEFINED, payload, p - payload);
}

void SP_(put_partly)(Addr a, const UChar* vbits, UInt len)
{
   UChar payload[SP_VARINT_MAX + 64];
   tl_assert(len <= 64);
   if (!room(2 + sizeof payload))
      return;
   UChar* p = sp_varint(payload, sp_zigzag((Long)(a - last_end)));
   VG_(memcpy)(p, vbits, len);
   last_end = a + len;
   put_short(SP_REC_VBITS, payload, p + len - payload);
}
