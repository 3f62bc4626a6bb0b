/* Which shadows of temporaries and registers somebody will look at: passes over
   a superblock, backwards. */

#ifndef SP_UNDEF_NEEDED_H
#define SP_UNDEF_NEEDED_H

#include "sp_undef.h"

/* A part of the guest state that is never undefined. */
Bool SP_(undef_is_defined)(const struct sp_undef* u, Int offset, Int size);
/* One that has no shadow in this code: that, or nobody asks. */
Bool SP_(undef_is_ignored)(const struct sp_undef* u, Int offset, Int size);

/* Fills u->needed and, where bytes can be undefined, u->dead_put. */
void SP_(undef_find_needed)(struct sp_undef* u, const IRSB* in);

#endif
