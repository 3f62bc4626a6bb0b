/* The program's heap: what the tool's own malloc and its relatives do. */

#ifndef SP_HEAP_H
#define SP_HEAP_H

#include "sp_basics.h"

struct sp_heap_totals { ULong allocs, frees, bytes; };

/* asked: the alignment as the program asked for it, 0 if it did not. */
void* SP_(heap_allocate)(SizeT size, SizeT align, SizeT asked,
                         enum sp_alloc_kind kind);
void* SP_(heap_allocate_zeroed)(SizeT count, SizeT each);
void SP_(heap_release)(void* p, enum sp_free_kind kind);
void* SP_(heap_resize)(void* p, SizeT n);
SizeT SP_(heap_usable_size)(const void* p);

/* For client requests of a program's own allocator: blocks that it makes of
   memory it has, with red zones that it keeps free of its own use.  They are
   live blocks, or parts of a pool (sp_pool.h). */
void SP_(heap_custom_made)(Addr a, SizeT size, SizeT redzone, Bool zeroed);
struct sp_block;
void SP_(heap_part_begins)(Addr a, SizeT size, SizeT redzone, Bool zeroed);
void SP_(heap_part_ends)(const struct sp_block* b, SizeT redzone);
void SP_(heap_custom_freed)(Addr a, SizeT redzone);
void SP_(heap_custom_resized)(Addr a, SizeT from, SizeT to, SizeT redzone);

struct sp_heap_totals SP_(heap_totals)(void);

#endif
