/* One memory error, as the core keeps it: the tool's own part of its Error.
   For sp_errors.c, which makes them, and what handles them from there on:
   sp_error_report.c, sp_error_core.c, sp_error_text.c, sp_suppress.c. */

#ifndef SP_ERROR_H
#define SP_ERROR_H

#include "sp_basics.h"
#include "pub_tool_debuginfo.h"
#include "pub_tool_execontext.h"
#include "pub_tool_xarray.h"
#include "pub_tool_addrinfo.h"
#include "pub_tool_errormgr.h"
#include "sp_leak_report.h"
#include "sp_stream_format.h"

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

static inline struct sp_error* sp_extra_of ( const Error* err )
{
   return VG_(get_error_extra)(err);
}

static inline enum sp_err sp_err_of ( const Error* err )
{
   return (enum sp_err)VG_(get_error_kind)(err);
}

/* What errors of a kind have in common; in sp_error_report.c. */
struct sp_error_traits {
   enum sp_error_kind recorded;   // in the stream; unless flag says more
   Bool at_call;                  // found by a function that was called
   Bool has_address;              // to be described
};
extern const struct sp_error_traits SP_(error_traits)[];

#endif
