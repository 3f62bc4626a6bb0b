/* Thread-local storage: where each thread has each object's block of it.

   A block is of interest, and put as a TLS record, from the first step on at
   which its thread has it: the C library makes blocks of libraries that
   dlopen loaded only when a thread first uses them. */

#ifndef SP_TLS_H
#define SP_TLS_H

#include "sp_basics.h"
#include "sp_elf.h"

/* An object whose variables are recorded was mapped, or is gone. */
void SP_(tls_object_mapped)(UInt object, const struct sp_elf* elf,
                            PtrdiffT bias, Bool is_main);
void SP_(tls_object_gone)(UInt object);

void SP_(tls_thread_starts)(ThreadId tid);
void SP_(tls_thread_exits)(ThreadId tid);
/* tid runs from here on. */
void SP_(tls_thread_runs)(ThreadId tid);

/* The running thread may have blocks that were not put yet: a step calls
   tls_update while this is set. */
extern Bool SP_(tls_pending);
void SP_(tls_update)(void);

#endif
