/* Steps, and whether anything is recorded at all. */

#ifndef SP_STEP_H
#define SP_STEP_H

#include "sp_registers.h"
#include "sp_rows.h"

/* Planted where a source line begins. */
VG_REGPARM(3) void SP_(on_step)(UWord site_id, Addr sp, Addr fp);
/* The same where the stack and frame pointer are as they were at the step
   before, which was in the same superblock. */
VG_REGPARM(1) void SP_(on_step_in_frame)(UWord site_id);
/* The same of several steps. */
VG_REGPARM(3) void SP_(on_steps)(const struct sp_rows* rows, Addr sp, Addr fp);
VG_REGPARM(1) void SP_(on_steps_in_frame)(const struct sp_rows* rows);
/* One where variables may live in any register. */
VG_REGPARM(2) void SP_(on_step_in_registers)(const GuestState* state,
                                             UWord site_id);
/* Not 0: traced code has written to a callee-saved register.  Instrumented
   code stores there. */
extern UChar SP_(saved_register_written);

/* An event of the running thread is about to be put: brings frames up to
   date.  False: nothing is recorded (any more). */
Bool SP_(event_begins)(void);

void SP_(recording_pause)(Bool pause);
/* Nothing is put any more but the end. */
void SP_(recording_stop)(void);
Bool SP_(is_recording)(void);

#endif
