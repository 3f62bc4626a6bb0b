/* Client requests: our own, and Memcheck's, which annotated programs and
   allocators make, with Memcheck's answers. */

#ifndef SP_REQUESTS_H
#define SP_REQUESTS_H

#include "sp_basics.h"

/* The core's callback: False if the request is none of ours. */
Bool SP_(client_request)(ThreadId tid, UWord* args, UWord* result);

#endif
