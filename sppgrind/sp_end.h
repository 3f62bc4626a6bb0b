/* How the recording ends. */

#ifndef SP_END_H
#define SP_END_H

#include "sp_basics.h"

void SP_(end_exit_code)(Int code);   // an exit system call is about to run
void SP_(end_tidies)(Addr a);        // a block is freed, after exit perhaps
void SP_(end_at_limit)(void);        // --at-max-steps=exit
void SP_(end_at_heap_limit)(void);   // --max-heap
void SP_(end_normally)(void);        // the core calls the tool's fini
void SP_(end_by_signal)(Int signo);  // the core is about to kill itself

#endif
