/* What instrumented code is given that lives as long as the tool: equal pieces
   are kept once, however often code is translated again. */

#ifndef SP_INTERNED_H
#define SP_INTERNED_H

#include "sp_basics.h"

/* A copy of size bytes, or the one that is there already.  Bytes that the
   compiler leaves between fields count: zero them. */
const void* SP_(interned)(const void* bytes, SizeT size);

#endif
