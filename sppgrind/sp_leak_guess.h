/* Pointers into the middle of a block that are as good as to its start, by
   what the block looks like: Memcheck's heuristics. */

#ifndef SP_LEAK_GUESS_H
#define SP_LEAK_GUESS_H

#include "sp_basics.h"
#include "sp_block.h"

/* a is inside of the block.  The block is read: it has to be readable, or a
   fault caught. */
Bool SP_(leak_guess)(const struct sp_block* b, Addr a);

#endif
