/* Memory that the program has given a name to (VALGRIND_CREATE_BLOCK), for
   the descriptions of errors. */

#ifndef SP_NAMED_H
#define SP_NAMED_H

#include "sp_basics.h"
#include "pub_tool_debuginfo.h"
#include "pub_tool_execontext.h"
#include "pub_tool_xarray.h"
#include "pub_tool_addrinfo.h"

/* The block's number, or -1 where it has no address or no size. */
UWord SP_(name_block)(Addr a, SizeT size, const HChar* name);
Bool SP_(name_discard)(UWord number);            // False: no such block

/* False: a is in none of them. */
Bool SP_(name_describe)(Addr a, AddrInfo* at);

#endif
