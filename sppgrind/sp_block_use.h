/* How heap blocks are used, with --heap-accesses=yes: how many bytes of each
   are read and written, and of small ones how often each byte.  ACCESSES says
   so where the block ends.

   Where an address is in the range that all blocks ever were in, instrumented
   code calls a helper, which looks for the block. */

#ifndef SP_BLOCK_USE_H
#define SP_BLOCK_USE_H

#include "sp_basics.h"
#include "libvex_ir.h"

/* A block is there; moved: by realloc, so that its bytes have a history that
   is not counted. */
void SP_(use_begins)(Addr a, SizeT size, Bool moved);
/* Puts what is known of the block at a, which is about to end.  moves: its
   bytes are not told apart. */
void SP_(use_put)(Addr a, Bool moves);
void SP_(use_ends)(Addr a);
/* At the end: puts what is known of those that are left. */
void SP_(use_put_all)(void);
/* In a forked child, whose stream has no blocks: none will be put. */
void SP_(use_stop)(void);

/* The statement is about to be added to out. */
void SP_(use_before)(IRSB* out, const IRStmt* st);

/* By instructions, or system calls. */
VG_REGPARM(2) void SP_(use_read)(Addr a, UWord size);
VG_REGPARM(2) void SP_(use_written)(Addr a, UWord size);
void SP_(use_string_read)(Addr a);

#endif
