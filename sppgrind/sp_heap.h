/* The program's heap: the tool's own malloc and its relatives. */

#ifndef SP_HEAP_H
#define SP_HEAP_H

#include "sp_basics.h"

struct sp_heap_totals { ULong allocs, frees, bytes; };

/* Registers the replacement functions with the core. */
void SP_(heap_init)(void);
struct sp_heap_totals SP_(heap_totals)(void);

#endif
