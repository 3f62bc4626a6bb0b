/* What an address is: a heap block and where in it, a frame of a stack, a
   variable of static data, or nothing known. */

#ifndef SP_ADDRESS_H
#define SP_ADDRESS_H

#include "sp_basics.h"
#include "pub_tool_debuginfo.h"
#include "pub_tool_execontext.h"
#include "pub_tool_xarray.h"
#include "pub_tool_addrinfo.h"

/* Looks it up; at->tag has to be Addr_Undescribed before.  What it allocates
   VG_(clear_addrinfo) frees. */
void SP_(address_describe)(DiEpoch epoch, Addr a, AddrInfo* at);

/* The same as text, as the core prints it but without stacks; "" for what is
   undescribed. */
#define SP_ADDRESS_TEXT_MAX 512
void SP_(address_text)(HChar* s, Addr a, const AddrInfo* at);

#endif
