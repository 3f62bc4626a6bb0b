/* Where functions begin. */

#ifndef SP_FUNCTIONS_H
#define SP_FUNCTIONS_H

#include "sp_basics.h"

/* For translation time.  Without asking for symbols: to look those of the
   system's libraries up the core would first read all their debug
   information, which takes longer than a small program runs. */
Bool SP_(begins_function)(Addr a);

#endif
