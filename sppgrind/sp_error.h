/* One memory error, as the core keeps it: the tool's own part of its Error.
   For sp_errors.c, which makes and prints them, and sp_suppress.c. */

#ifndef SP_ERROR_H
#define SP_ERROR_H

#include "sp_basics.h"
#include "pub_tool_debuginfo.h"
#include "pub_tool_execontext.h"
#include "pub_tool_xarray.h"
#include "pub_tool_addrinfo.h"
#include "sp_leak_report.h"

/* The core's ErrorKind: two errors may be one only if these are the same. */
enum sp_err {
   SP_ERR_ACCESS, SP_ERR_JUMP, SP_ERR_CONDITION, SP_ERR_VALUE,
   SP_ERR_REGISTER, SP_ERR_PARAMETER, SP_ERR_CHECK, SP_ERR_FREE,
   SP_ERR_MISMATCH, SP_ERR_SIZE_MISMATCH, SP_ERR_ALIGN_MISMATCH,
   SP_ERR_OVERLAP, SP_ERR_FISHY, SP_ERR_ZERO_SIZE, SP_ERR_REALLOC_ZERO,
   SP_ERR_ALIGNMENT, SP_ERR_MEMPOOL, SP_ERR_LEAK
};

struct sp_error {
   SizeT        size, align;
   Bool         flag;             // a write; unaddressable; ALIGN_MISMATCH:
                                  // freed with the form without alignment
   const HChar* text;             // ALIGNMENT: why; FISHY: argument;
                                  // mismatches: functions.  Never freed.
   Addr         to, from;         // OVERLAP
   const struct sp_loss_record* loss;   // LEAK
   AddrInfo     at;               // what the address is
   Bool         shown;            // not suppressed
   UInt         repeats;          // recorded besides the first
   ULong        at_step;          // recorded last
};

#endif
