/* What the core's replacements of malloc and its relatives call. */

#ifndef SP_HEAP_CALLS_H
#define SP_HEAP_CALLS_H

#include "sp_basics.h"
#include "pub_tool_replacemalloc.h"

/* Checks alignments and sizes before the call itself comes. */
void SP_(heap_call_verify)(ThreadId tid, const struct AlignedAllocInfo* info);

/* Registers with the core. */
void SP_(heap_calls_init)(void);

#endif
