/* One error on its way: whether it counts, then to the core, then to the
   stream as an ERROR record.  --errors decides here, and nowhere else, which
   of them count: docs/errors.md has the rule. */

#ifndef SP_ERROR_REPORT_H
#define SP_ERROR_REPORT_H

#include "sp_error.h"

/* Whether an invalid access at this instruction would count: for translation
   time, as no other code need be checked. */
Bool SP_(errors_count_at)(Addr ip);

/* In one of our replacements of libc's functions, of malloc and strlen: which
   work for the code that called them. */
Bool SP_(is_replacement)(Addr ip);

/* Of the running thread, at the instruction at hand.  name: the string that
   the core keeps with it, or NULL. */
void SP_(error_report)(ThreadId tid, enum sp_err kind, Addr a,
                       const HChar* name, struct sp_error* e);

/* The error that the core has just printed, if it is not recorded yet: it may
   end the program at once. */
void SP_(errors_put_shown)(void);

#endif
