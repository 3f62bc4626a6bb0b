/* Errors in the hands of the core's error manager, which compares them with
   those before, counts them, applies suppressions and limits, and prints
   stacks: what it asks the tool for that. */

#ifndef SP_ERROR_CORE_H
#define SP_ERROR_CORE_H

#include "sp_error.h"

/* name: the core's string.  The error as the core has it, if it is one that
   it knows already; NULL: it is new, or suppressed. */
const Error* SP_(error_tell)(ThreadId tid, enum sp_err kind, Addr a,
                             const HChar* name, struct sp_error* e);
/* The new error that the core has printed last, once; NULL: none. */
const Error* SP_(error_take_shown)(void);

/* Registers with the core; the second, once the options are known. */
void SP_(errors_init)(void);
void SP_(errors_start)(void);
/* The suppressions have been read. */
void SP_(errors_first_thread)(void);

#endif
