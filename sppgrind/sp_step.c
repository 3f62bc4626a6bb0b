/* Steps; see sp_step.h. */

#include "sp_step.h"

#include "pub_tool_libcproc.h"
#include "sp_end.h"
#include "sp_memory.h"
#include "sp_options.h"
#include "sp_registers.h"
#include "sp_stack.h"
#include "sp_stream.h"
#include "sp_tls.h"

static Bool steps_on = True;      // neither paused nor stopped
static Bool stopped;

/* Whether a step is to be recorded is asked again when so many are. */
static ULong ask_at;

UChar SP_(saved_register_written);

static void at_limit ( void )
{
   SP_(put_number)(SP_REC_LIMIT, SP_(writer).n_steps);
   SP_(recording_stop)();
   if (SP_(opt).exit_at_max) {
      SP_(end_at_limit)();
      VG_(exit)(SP_EXIT_AT_LIMIT);
   }
}

static Bool may_step ( void )
{
   ULong n_steps = SP_(writer).n_steps;
   if (!steps_on)
      return False;
   if (n_steps == SP_(opt).max_steps && n_steps > 0) {
      at_limit();
      return False;
   }
   ask_at = SP_(opt).max_steps > 0 ? SP_(opt).max_steps : ~0ULL;
   return True;
}

/* False: this step is not to be recorded. */
static inline Bool step_begins ( Addr sp, Addr fp )
{
   if (UNLIKELY(SP_(writer).n_steps >= ask_at) && !may_step()) {
      SP_(mark_lone_write)();
      return False;
   }
   if (UNLIKELY(SP_(tls_pending)))
      SP_(tls_update)();
   sp_stack_tell(sp);
   if (sp_memory_changed())
      SP_(memory_flush)(sp);
   if (sp != SP_(synced_sp) || fp != SP_(synced_fp))
      SP_(stack_sync_registers)(sp, fp);
   return True;
}

static inline void put_saved_registers ( void )
{
   if (LIKELY(!SP_(saved_register_written)))
      return;
   SP_(saved_register_written) = 0;
   SP_(stack_put_registers)(SP_REGS_CALLEE_SAVED);
}

static __attribute__((noinline))
void step_with_changes ( UWord site_id, Addr sp, Addr fp )
{
   if (!step_begins(sp, fp))
      return;
   put_saved_registers();
   sp_put_step(site_id);
}

static __attribute__((noinline))
void steps_with_changes ( const struct sp_rows* rows, Addr sp, Addr fp )
{
   if (!step_begins(sp, fp))
      return;
   put_saved_registers();
   SP_(rows_put)(rows, ask_at, may_step);
}

/* Something but the line has changed, or may have: the stack apart. */
static inline Bool changes ( void )
{
   return sp_memory_changed() || SP_(writer).n_steps >= ask_at
          || (SP_(tls_pending) | SP_(saved_register_written)) != 0;
}

/* These call nothing unless there are changes: what they need not save makes
   them twice as fast. */
VG_REGPARM(3) void SP_(on_step)(UWord site_id, Addr sp, Addr fp)
{
   if (changes() || sp != SP_(synced_sp) || fp != SP_(synced_fp))
      step_with_changes(site_id, sp, fp);
   else
      sp_put_step(site_id);
}

VG_REGPARM(1) void SP_(on_step_in_frame)(UWord site_id)
{
   if (changes())
      step_with_changes(site_id, SP_(synced_sp), SP_(synced_fp));
   else
      sp_put_step(site_id);
}

VG_REGPARM(3) void SP_(on_steps)(const struct sp_rows* rows, Addr sp, Addr fp)
{
   if (changes() || sp != SP_(synced_sp) || fp != SP_(synced_fp))
      steps_with_changes(rows, sp, fp);
   else
      SP_(rows_put)(rows, ask_at, may_step);
}

VG_REGPARM(1) void SP_(on_steps_in_frame)(const struct sp_rows* rows)
{
   if (changes())
      steps_with_changes(rows, SP_(synced_sp), SP_(synced_fp));
   else
      SP_(rows_put)(rows, ask_at, may_step);
}

VG_REGPARM(2) void SP_(on_step_in_registers)(const GuestState* state,
                                             UWord site_id)
{
   if (!step_begins(state->guest_RSP, state->guest_RBP))
      return;
   SP_(stack_put_all_registers)(state);
   sp_put_step(site_id);
}

Bool SP_(event_begins)(void)
{
   if (stopped || !SP_(stream_is_open)())
      return False;
   SP_(stack_sync)(SP_(stack_pointer)());
   return True;
}

void SP_(recording_pause)(Bool pause)
{
   if (stopped || steps_on == !pause)
      return;
   steps_on = !pause;
   ask_at = 0;
   SP_(put_number)(SP_REC_PAUSE, pause);
}

void SP_(recording_stop)(void)
{
   stopped = True;
   steps_on = False;
   ask_at = 0;
   SP_(memory_forget)();
   SP_(marks_ignored) = True;
}

Bool SP_(is_recording)(void)
{
   return !stopped;
}
