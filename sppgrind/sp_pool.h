/* Memory pools of the program's own (VALGRIND_CREATE_MEMPOOL and the other
   requests of their family): sets of blocks under one address.  An address
   that is no pool's is an error, and so is one that is no block of it. */

#ifndef SP_POOL_H
#define SP_POOL_H

#include "sp_basics.h"
#include "pub_tool_debuginfo.h"
#include "pub_tool_execontext.h"
#include "pub_tool_xarray.h"
#include "pub_tool_addrinfo.h"

/* flags: VALGRIND_MEMPOOL_METAPOOL, VALGRIND_MEMPOOL_AUTO_FREE. */
void SP_(pool_create)(Addr pool, SizeT redzone, Bool zeroed, UInt flags);
void SP_(pool_destroy)(Addr pool);
void SP_(pool_allocate)(Addr pool, Addr a, SizeT size);
void SP_(pool_release)(Addr pool, Addr a);
/* Of the blocks that are not wholly in [a, a + size), only what is in it
   stays. */
void SP_(pool_trim)(Addr pool, Addr a, SizeT size);
void SP_(pool_move)(Addr from, Addr to);         // the pool's address
void SP_(pool_change)(Addr pool, Addr from, Addr to, SizeT size);
Bool SP_(pool_exists)(Addr pool);

/* Calls f for each block of every pool. */
struct sp_block;
void SP_(pool_each_block)(void (*f)(void* ctx, const struct sp_block* b),
                          void* ctx);

/* a is in a block of a pool.  meta: of pools whose blocks are divided into
   blocks in turn, or of the others. */
Bool SP_(pool_describe)(Addr a, Bool meta, AddrInfo* at);

#endif
