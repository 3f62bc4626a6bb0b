/* Helpers of instrumented code, which calls them where an inline look at the
   map (sp_shadow.h) finds more than defined bytes.

   Checked: errors are reported, where the program is.  v_address: V bits of
   the address, not 0 only where it is checked; v: of what is stored, in its
   low bits.  What cannot be accessed is left as it is. */

#ifndef SP_ACCESS_H
#define SP_ACCESS_H

#include "sp_basics.h"

/* V bits of size <= 8 bytes. */
ULong SP_(load_checked)(Addr a, UWord size, UWord v_address);
ULong SP_(load_unchecked)(Addr a, UWord size);
/* Of eight bytes of a vector, which starts at its own address. */
ULong SP_(load_part)(Addr a, Addr vector, UWord size);

/* Of size <= 8 bytes. */
void SP_(store_checked)(Addr a, UWord size, ULong v, UWord v_address);
void SP_(store_unchecked)(Addr a, UWord size, ULong v);
/* Of a defined value at a defined address: most go to fresh stack.  Helpers
   of their own, as each argument costs an instruction at each store. */
void SP_(store4_checked)(Addr a);
void SP_(store8_checked)(Addr a);
void SP_(store4_unchecked)(Addr a);
void SP_(store8_unchecked)(Addr a);
/* Any of them behind the checks. */
void SP_(put_stored)(Addr a, UWord size, ULong v);

/* Of more than eight bytes, which are loaded or stored unchecked. */
void SP_(check_access)(Addr a, UWord size, UWord write, UWord v_address);

#endif
