/* The program's heap: the tool's own malloc and its relatives. */

#ifndef SP_HEAP_H
#define SP_HEAP_H

#include "sp_basics.h"

struct sp_heap_totals { ULong allocs, frees, bytes; };

/* What malloc, free, realloc and malloc_usable_size do. */
void* SP_(heap_allocate)(SizeT size, SizeT align, enum sp_alloc_kind kind);
void SP_(heap_release)(void* p, enum sp_free_kind kind);
void* SP_(heap_resize)(void* p, SizeT n);
SizeT SP_(heap_usable_size)(const void* p);

/* Registers the replacement functions with the core. */
void SP_(heap_init)(void);
struct sp_heap_totals SP_(heap_totals)(void);

#endif
