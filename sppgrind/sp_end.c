/* How the recording ends; see sp_end.h.

   The core calls fini the same way after an exit and after a fatal signal
   and says which to nobody.  So: an exit is known by its system call; a
   signal by the core's last act, VG_(kill_self), and the end at a first error
   by VG_(client_exit), which the linker routes through here
   (-Wl,--wrap=vgPlain_kill_self). */

#include "sp_end.h"

#include "pub_tool_machine.h"
#include "pub_tool_threadstate.h"
#include "sp_block_use.h"
#include "sp_core.h"
#include "sp_error_report.h"
#include "sp_heap.h"
#include "sp_memory.h"
#include "sp_options.h"
#include "sp_process.h"
#include "sp_profile.h"
#include "sp_step.h"
#include "sp_stream.h"

static Bool exit_seen;
static Int  exit_code;

static void put_end ( enum sp_end_reason reason, Int code )
{
   struct sp_heap_totals heap = SP_(heap_totals)();
   ULong field[] = { reason, code, SP_(writer).n_steps, heap.allocs,
                     heap.frees, heap.bytes };
   if (!SP_(process_has_stream)())
      return;
   if (SP_(is_recording)())
      SP_(memory_flush)(0);
   SP_(use_put_all)();
   SP_(profile_put)();
   SP_(put_numbers)(SP_REC_END, 6, field);
   SP_(stream_close)();
}

void SP_(end_exit_code)(Int code)
{
   exit_seen = True;
   exit_code = code & 0xff;
   if (SP_(event_begins)()) {
      SP_(memory_flush)(0);
      SP_(use_put_all)();
   }
   SP_(recording_stop)();
}

/* What runs after the exit system call in the program's name is the core's
   tidying up. */
void SP_(end_tidies)(Addr a)
{
   if (!exit_seen || !SP_(stream_is_open)())
      return;
   SP_(profile_put_moment)();
   SP_(put_number)(SP_REC_TIDIED, a);
}

void SP_(end_at_limit)(void)
{
   put_end(SP_END_LIMIT, SP_EXIT_AT_LIMIT);
}

void SP_(end_at_heap_limit)(void)
{
   put_end(SP_END_HEAP, SP_EXIT_AT_LIMIT);
}

void SP_(end_normally)(void)
{
   if (exit_seen)
      put_end(SP_END_EXIT, exit_code);
}

void SP_(end_by_signal)(Int signo)
{
   put_end(SP_END_SIGNAL, signo);
}

/* How the core ends the program at its first error, if it was told to
   (--exit-on-first-error), and otherwise after fini. */
void __real_vgPlain_client_exit ( Int code );
void __wrap_vgPlain_client_exit ( Int code );

void __wrap_vgPlain_client_exit ( Int code )
{
   if (SP_(stream_is_open)() && !exit_seen) {
      SP_(errors_put_shown)();
      SP_(rows_take_back)(VG_(get_IP)(VG_(get_running_tid)()));
      SP_(end_exit_code)(code);
      SP_(end_normally)();
   }
   __real_vgPlain_client_exit(code);
}

void __real_vgPlain_kill_self ( Int signo );
void __wrap_vgPlain_kill_self ( Int signo );

void __wrap_vgPlain_kill_self ( Int signo )
{
   SP_(end_by_signal)(signo);
   __real_vgPlain_kill_self(signo);
}
