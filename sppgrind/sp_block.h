/* The blocks of the program's heap: those that are live, and those that were
   freed not long ago, whose memory is kept back so that an access to them is
   found, and can be told what it is of. */

#ifndef SP_BLOCK_H
#define SP_BLOCK_H

#include "sp_basics.h"
#include "pub_tool_debuginfo.h"
#include "pub_tool_execontext.h"
#include "pub_tool_xarray.h"
#include "pub_tool_addrinfo.h"

/* Functions of which family made a block, and have to free it.  CUSTOM: the
   program's own allocator, by a client request. */
enum sp_family { SP_FAMILY_C, SP_FAMILY_NEW, SP_FAMILY_NEW_ARRAY,
                 SP_FAMILY_CUSTOM };

struct sp_block {
   struct sp_block* next;         // VgHashNode
   Addr           addr;
   SizeT          size;
   SizeT          align;          // as it was asked for; 0: it was not
   enum sp_family family;
   ExeContext    *made, *freed;
};

/* Red zones on both sides of each block; once the options are known. */
SizeT SP_(block_redzone)(void);

/* A block that the running thread makes. */
struct sp_block* SP_(block_make)(Addr a, SizeT size, SizeT align,
                                 enum sp_family family);
/* The same; it is live. */
void SP_(block_add)(Addr a, SizeT size, SizeT align, enum sp_family family);
struct sp_block* SP_(block_at)(Addr a);          // live; NULL: none
struct sp_block* SP_(block_take)(Addr a);        // the same, live no more

/* The running thread has freed it.  Its memory is given back once
   --freelist-vol is exceeded, which is looked at when a block is made. */
void SP_(block_keep_back)(struct sp_block* b);

/* All live blocks, in no order: NULL after the last one.  No block may be
   added or taken meanwhile. */
void SP_(blocks_rewind)(void);
struct sp_block* SP_(block_next)(void);

/* a is in a block, or in its red zone: what Memcheck says of it.  False: in
   none. */
Bool SP_(block_describe)(Addr a, AddrInfo* at);
/* The block itself, live. */
void SP_(block_info)(const struct sp_block* b, AddrInfo* at);

void SP_(blocks_init)(void);

#endif
