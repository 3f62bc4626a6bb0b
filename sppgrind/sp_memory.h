/* Which memory changed since the last step.

   The reader of the stream keeps an image of memory; so does the tool (the
   shadow), and the two are always equal.  A write marks its 64-byte line
   dirty; sp_memory_flush compares the dirty lines with the shadow and puts
   only bytes that differ.  Only lines of interest count: live stack, static
   data of traced objects, heap blocks.

   Cost: a write to a line that is dirty already is a few inline
   instructions; the first one between two steps calls SP_(dirty_mark), but
   for the commonest: the only write of a step, whose bytes alone are looked
   at (SP_(lone_write)). */

#ifndef SP_MEMORY_H
#define SP_MEMORY_H

#include "sp_basics.h"
#include "sp_shadow.h"

#define SP_LINE_BITS   6
#define SP_LINE_SIZE   (1UL << SP_LINE_BITS)

/* Read by the inline check that sp_instrument.c plants: slot
   (a >> SP_LINE_BITS) % SP_DIRTY_SLOTS holds the number of a line that needs
   no mark.  Line numbers of the program are never 0. */
#define SP_DIRTY_SLOTS 4096
extern UWord SP_(dirty_slot)[SP_DIRTY_SLOTS];

/* Instead of that check, where a step is in the same superblock and nothing
   was written since: the write itself.  A mark that comes after it, or a
   change of interest, makes it a mark first.  0: none. */
extern UWord SP_(lone_write);
#define SP_LONE_SHIFT  56         /* address | size << this; 1, 2, 4, 8 bytes */
#define SP_LONE_SIZES  ((1 << 1) | (1 << 2) | (1 << 4) | (1 << 8))

/* Makes it one, for a step that puts nothing. */
void SP_(mark_lone_write)(void);

/* The bytes [a, a + size) may have changed, or are about to. */
VG_REGPARM(2) void SP_(dirty_mark)(Addr a, SizeT size);

/* The same, of at most a line's bytes: most often those lines are marked. */
static inline void sp_dirty_mark ( Addr a, SizeT size )
{
   UWord first = a >> SP_LINE_BITS;
   UWord last = (a + size - 1) >> SP_LINE_BITS;
   if (SP_(dirty_slot)[first % SP_DIRTY_SLOTS] != first
       || SP_(dirty_slot)[last % SP_DIRTY_SLOTS] != last)
      SP_(dirty_mark)(a, size);
}

/* These bytes are of interest from now on, or no longer.  Interest counts:
   what was added twice must be dropped twice. */
void SP_(interest_add)(Addr a, SizeT size, enum sp_memory_class class);
void SP_(interest_drop)(Addr a, SizeT size);
/* No longer, however often it was added: the mapping has gone. */
void SP_(interest_clear)(Addr a, SizeT size);

/* Some of these bytes may not be readable from now on: lines here are asked
   for before they are compared.  Marks on the others are lost; mark the whole
   once it is readable again. */
void SP_(guard)(Addr a, SizeT size);

/* These bytes have changed, and there will be no mark before they are written
   to again. */
void SP_(changed_unmarked)(Addr a, SizeT size);

/* The reader takes a fresh heap block to be zero; so does the shadow. */
void SP_(shadow_zero)(Addr a, SizeT size);

/* Nor is what the reader takes them for: of memory that was not mentioned
   that it is defined, of a fresh block what its kind says. */
void SP_(shadow_state)(Addr a, SizeT size, enum sp_va state);

/* These bytes are not the reader's to see, and stay zero to it until they
   change.  They have to be of interest. */
void SP_(shadow_hide)(Addr a, SizeT size);

/* Puts every change so far.  sp: the running thread's stack pointer; what
   lies below its red zone is not live and is left out. */
void SP_(memory_flush)(Addr sp);
/* The same in the middle of an instruction, which has marked what it will
   write to: all marks stay. */
void SP_(memory_flush_early)(Addr sp);
extern UInt SP_(n_dirty);            /* lines that await memory_flush */
static inline Bool sp_memory_changed ( void )
{
   return SP_(n_dirty) > 0 || SP_(lone_write) != 0;
}

/* Set: which bits are defined is recorded. */
extern Bool SP_(memory_undefined);

/* Forgets every mark: nothing is recorded any more. */
void SP_(memory_forget)(void);
extern Bool SP_(marks_ignored);      /* set: nor those to come */

#endif
