/* What the recording has of a frame's registers, for its variables. */
#ifndef TRACE_REGISTERS_H
#define TRACE_REGISTERS_H
#include "debug/locate.h"
#include "run/run.h"

/* Of frame i of a thread, whose code is at f->ip, or calls from there: sets its registers and CFA,
 * and moves ip to where its variables are to be looked for.  *entry becomes what f->entry points
 * to, if that is known.  f->function and f->bias are set already. */
void registers_set(struct frame_state *f, struct frame_state *entry, const struct run_thread *t,
		   size_t i);
#endif
