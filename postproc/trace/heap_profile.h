/* What was allocated, at the nodes of the profile's tree. */
#ifndef TRACE_HEAP_PROFILE_H
#define TRACE_HEAP_PROFILE_H
#include "trace/heap_sites.h"

/* Adds each site's numbers to the node of its allocation function.  Once, after the last
 * recording's heap_sites_finish(). */
void heap_profile_add(struct profile *p, const struct heap_sites *h);
#endif
