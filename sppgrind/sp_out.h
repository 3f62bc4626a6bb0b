/* Where the stream's bytes go: a file, or an open descriptor.

   A regular file is written through a shared mapping of the block being
   made, so that all whole records survive even SIGKILL; its disk space is
   reserved before the mapping is touched, so that a full disk is a message
   and not a SIGBUS.  A pipe gets each block when it is closed. */

#ifndef SP_OUT_H
#define SP_OUT_H

#include "sp_basics.h"

/* Opens --sppgrind-out-fd or --sppgrind-out-file and writes header[size].
   False, with a message, if that fails. */
Bool SP_(out_open)(const UChar* header, UInt size);

/* Room for one block, header and SP_BLOCK_PAYLOAD_MAX bytes; NULL, with one
   message, when nothing more can be written.  Valid until out_block_done. */
UChar* SP_(out_block)(void);

/* The first size bytes of the block are final. */
void SP_(out_block_done)(UInt size);

/* False: each block costs a write, so that closing early is dear.  True: what
   is stored in the block is in the file already. */
Bool SP_(out_is_live)(void);

/* The file ends where the last done block ends, for now. */
void SP_(out_settle)(void);

/* Ends the file where the last done block ends, and closes it. */
void SP_(out_close)(void);

/* In a forked child: forgets the file without touching it. */
void SP_(out_abandon)(void);

#endif
