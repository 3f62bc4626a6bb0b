/* Writer of the stream: one put function per record, mirror image of
   postproc/stream/.  Differences, blocks and checksums are hidden here.

   Every put is whole when it returns: whatever happens next, a reader of the
   file sees it.  After the destination failed, puts do nothing. */

#ifndef SP_STREAM_H
#define SP_STREAM_H

#include "sp_basics.h"

/* Opens the destination (sp_out.h); False if nothing can be recorded. */
Bool SP_(stream_open)(void);
Bool SP_(stream_is_open)(void);

/* Closes the current block if its bytes are not yet where a reader can see
   them: before the program may wait for something. */
void SP_(stream_flush)(void);
/* Before exec: everything is put and the file ends here.  If the program is
   still there after it, resume. */
void SP_(stream_settle)(void);
void SP_(stream_resume)(void);
void SP_(stream_close)(void);
void SP_(stream_abandon)(void);      /* in a forked child */

/* A record of n plain numbers (v each). */
void SP_(put_numbers)(enum sp_record_tag tag, UInt n, const ULong* number);
void SP_(put_number)(enum sp_record_tag tag, ULong number);

/* A record built piece by piece, for those with strings: begin with the
   largest size its payload can have (at most SP_RECORD_ROOM), add, end. */
#define SP_RECORD_ROOM 32768
Bool SP_(record_begin)(enum sp_record_tag tag, UInt payload_max);
void SP_(record_number)(ULong v);
void SP_(record_signed)(Long z);
void SP_(record_string)(const HChar* s, UInt len);   /* len, then bytes */
void SP_(record_bytes)(const UChar* p, UInt len);    /* bytes alone */
void SP_(record_end)(void);

void SP_(put_memory)(enum sp_memory_class class, Addr a, const UChar* p,
                     UInt len);      /* len > 0, any */
/* Bytes that are undefined, and V bits of those that are in part. */
void SP_(put_undefined)(Addr a, SizeT len);
void SP_(put_partly)(Addr a, const UChar* vbits, UInt len);  /* len <= 64 */
void SP_(put_call)(UInt arc_id, Long cfa_difference);
/* n words of registers, at most 18, by their numbers. */
void SP_(put_result)(UInt n, const UInt* number, const Long* difference);

/*--------------------------------------------------------------------*/
/*--- The step, inline: it is most of what is put.                 ---*/
/*--------------------------------------------------------------------*/

struct sp_writer {
   /* The block being made: header at block, records from block +
      SP_BLOCK_HEADER_SIZE up to at.  NULL: the destination is gone, and
      at == limit. */
   UChar *block, *at, *limit;
   UInt   last_site;
   Addr   last_addr[4];           /* what differences are to, by class */
   ULong  n_steps;                /* also those that found no destination */
};
extern struct sp_writer SP_(writer);

void SP_(put_step_slowly)(UInt site_id);

/* Blocks begin anywhere in a file. */
typedef UInt __attribute__((aligned(1))) sp_unaligned;

/* The records up to at are whole.  The compiler must not move this store
   before those of the record itself: a SIGKILL may come between. */
static inline void sp_commit ( void )
{
   struct sp_writer* w = &SP_(writer);
   __asm__ __volatile__("" ::: "memory");
   *(volatile sp_unaligned*)(w->block + 4) =
      w->at - (w->block + SP_BLOCK_HEADER_SIZE);
}

static inline void sp_put_step ( UInt site_id )
{
   struct sp_writer* w = &SP_(writer);
   UInt tag = site_id - w->last_site + SP_TAG_STEP_ZERO;
   if (UNLIKELY(w->at == w->limit || tag - SP_TAG_STEP >= 0x40)) {
      SP_(put_step_slowly)(site_id);
      return;
   }
   w->last_site = site_id;
   w->n_steps++;
   *w->at++ = tag;
   sp_commit();
}

#endif
