/* Memory errors: told to the core's error manager (sp_error_core.h), which
   prints them in Memcheck's words; and to the stream, as ERROR records
   (sp_error_report.h).

   Each function reports one error of the running thread, at the instruction
   at hand, if errors of that code count. */

#ifndef SP_ERRORS_H
#define SP_ERRORS_H

#include "sp_basics.h"
#include "pub_tool_debuginfo.h"
#include "pub_tool_execontext.h"
#include "pub_tool_xarray.h"
#include "pub_tool_addrinfo.h"

/* A load or store touches bytes that are not addressable; a: the first byte
   of the access. */
void SP_(error_access)(ThreadId tid, Addr a, SizeT size, Bool write);
/* A conditional jump or move depends on undefined bits. */
void SP_(error_jump_undefined)(ThreadId tid);
/* An address of that many bytes has undefined bits, or a jump's target. */
void SP_(error_value_undefined)(ThreadId tid, SizeT size);
/* The program jumped to where nothing can be executed. */
void SP_(error_jump_invalid)(ThreadId tid, Addr a);

/* The argument of a system call, named as the core does ("write(buf)"): a
   register that is not defined, or memory that is not addressable or not
   defined at a. */
void SP_(error_parameter_register)(ThreadId tid, const HChar* name);
void SP_(error_parameter_memory)(ThreadId tid, const HChar* name, Addr a,
                                 Bool unaddressable);
/* The same of memory that a client request asks to check. */
void SP_(error_check)(ThreadId tid, Addr a, Bool unaddressable);

/* Of the heap.  block: what the address is, known already. */
void SP_(error_free)(ThreadId tid, Addr a);
void SP_(error_mismatch)(ThreadId tid, Addr a, const AddrInfo* block);
void SP_(error_size_mismatch)(ThreadId tid, Addr a, const AddrInfo* block,
                              const HChar* functions, SizeT size);
/* plain: freed with the form that takes no alignment. */
void SP_(error_align_mismatch)(ThreadId tid, Addr a, const AddrInfo* block,
                               const HChar* functions, SizeT align,
                               SizeT freed_with, Bool plain);
void SP_(error_alignment)(ThreadId tid, SizeT align, SizeT size,
                          const HChar* why);
void SP_(error_zero_size)(ThreadId tid);
void SP_(error_realloc_zero)(ThreadId tid, Addr a);
/* Reports, and is true, if the size is negative when it is taken for a signed
   number. */
Bool SP_(error_if_fishy)(ThreadId tid, const HChar* function,
                         const HChar* argument, SizeT value);
void SP_(error_mempool)(ThreadId tid, Addr a);

/* The blocks of a function that copies overlap; size 0: it takes none. */
void SP_(error_overlap)(ThreadId tid, const HChar* function, Addr to,
                        Addr from, SizeT size);

/* A record of a leak check; no error of any step.  True: it is suppressed. */
struct sp_loss_record;
Bool SP_(error_leak)(ThreadId tid, const struct sp_loss_record* loss,
                     Bool print, Bool count);

/* From now on errors of access within [a, a + size) are not reported, or are
   again.  False: the range is empty. */
Bool SP_(error_ignore_range)(Addr a, SizeT size, Bool ignore);

#endif
