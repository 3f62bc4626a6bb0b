/* How a process's stream begins.

   A forked child writes nothing into its parent's.  It has a stream of its own
   for its profile, if that has a name of its own (%p), from the first dump or
   its end on: most children soon become another program, and leave nothing. */

#ifndef SP_PROCESS_H
#define SP_PROCESS_H

#include "sp_basics.h"

/* False: it cannot be written. */
Bool SP_(process_starts)(void);
/* Opens a child's, if it is not open yet. */
Bool SP_(process_has_stream)(void);

#endif
