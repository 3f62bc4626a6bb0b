/* sppgrind: records what a program does, source line by source line.
   Registration with the core; docs/architecture.md is the map. */

#include "sp_basics.h"

#include "pub_tool_clientstate.h"
#include "pub_tool_libcfile.h"
#include "pub_tool_machine.h"
#include "pub_tool_options.h"
#include "pub_tool_tooliface.h"
#include "sp_block_use.h"
#include "sp_end.h"
#include "sp_error_core.h"
#include "sp_heap_calls.h"
#include "sp_instrument.h"
#include "sp_io.h"
#include "sp_leak_report.h"
#include "sp_memory.h"
#include "sp_objects.h"
#include "sp_options.h"
#include "sp_parameters.h"
#include "sp_process.h"
#include "sp_profile.h"
#include "sp_requests.h"
#include "sp_shadow.h"
#include "sp_stack.h"
#include "sp_static.h"
#include "sp_step.h"
#include "sp_stream.h"
#include "sp_tls.h"

/*--------------------------------------------------------------------*/
/*--- Memory that the core changes                                 ---*/
/*--------------------------------------------------------------------*/

static void post_mem_write ( CorePart part, ThreadId tid, Addr a, SizeT size )
{
   SP_(dirty_mark)(a, size);
   if (SP_(opt).heap_accesses
       && (part == Vg_CoreSysCall || part == Vg_CoreClientReq))
      SP_(use_written)(a, size);
   if (SP_(opt).trace)
      SP_(make_defined)(a, size);
}

/* Results of system calls, client requests and replaced functions. */
static void post_reg_write ( CorePart part, ThreadId tid, PtrdiffT offset,
                             SizeT size )
{
   static const UChar zeros[64];
   for (SizeT n; size > 0; offset += n, size -= n) {
      n = size < sizeof zeros ? size : sizeof zeros;
      VG_(set_shadow_regs_area)(tid, 1, offset, n, zeros);
   }
}

static void post_reg_write_by_call ( ThreadId tid, PtrdiffT offset, SizeT size,
                                     Addr function )
{
   post_reg_write(Vg_CoreClientReq, tid, offset, size);
}

static void new_mem_brk ( Addr a, SizeT size, ThreadId tid )
{
   SP_(make_undefined)(a, size);
}

static void new_mem_startup ( Addr a, SizeT size, Bool rr, Bool ww, Bool xx,
                              ULong di_handle )
{
   SP_(make_defined)(a, size);
   if (di_handle > 0)
      SP_(objects_update)();
}

static void new_mem_mmap ( Addr a, SizeT size, Bool rr, Bool ww, Bool xx,
                           ULong di_handle )
{
   if (rr)
      SP_(dirty_mark)(a, size);   // only what is of interest costs
   else
      SP_(interest_clear)(a, size);
   SP_(make_defined)(a, size);
   if (di_handle > 0)
      SP_(objects_update)();
}

static void no_longer_mapped ( Addr a, SizeT size )
{
   ULong field[] = { a, size };
   SP_(interest_clear)(a, size);
   SP_(make_noaccess)(a, size);
   SP_(shadow_zero)(a, size);
   SP_(shadow_state)(a, size, SP_VA_DEFINED);
   if (SP_(is_recording)() && SP_(stream_is_open)())
      SP_(put_numbers)(SP_REC_UNMAP, 2, field);
   SP_(objects_unmapped)(a, size);
}

static void protection_changed ( Addr a, SizeT size, Bool rr, Bool ww,
                                 Bool xx )
{
   if (rr)
      SP_(dirty_mark)(a, size);   // written while it could not be read
   else
      SP_(guard)(a, size);
}

/*--------------------------------------------------------------------*/
/*--- Start and end                                                ---*/
/*--------------------------------------------------------------------*/

/* The debug information decides at once whether there will be steps. */
static void warn_without_debug_info ( void )
{
   if (SP_(main_has_debug_info)())
      return;
   if (SP_(main_debug_link)()[0] != '\0')
      VG_(umsg)("warning: the file of %s's debug information, %s, is not "
                "there, so no steps can be recorded\n",
                VG_(args_the_exename), SP_(main_debug_link)());
   else
      VG_(umsg)("warning: %s has no debug information, so no steps can be "
                "recorded; compile it with -g\n", VG_(args_the_exename));
}

static void warn_without_steps ( void )
{
   if (SP_(opt).trace && SP_(main_has_debug_info)() && !SP_(any_site)())
      VG_(umsg)("warning: no line of %s was executed, so no steps were "
                "recorded; compile with -g%s\n",
                VG_(sizeXA)(SP_(opt).trace_file) > 0
                   ? "the files that --trace-file names"
                   : "the program's own source files",
                VG_(sizeXA)(SP_(opt).trace_file) > 0
                   ? " and check the name" : "");
}

static void record_bytes ( Addr a, SizeT size )
{
   SP_(shadow_zero)(a, size);
   SP_(dirty_mark)(a, size);
}

/* Of what the kernel put on the first stack only main's arguments are
   recorded: the environment may hold secrets, and a recording is passed on. */
static void record_arguments ( ThreadId tid )
{
   const UWord* at = (const UWord*)VG_(get_SP)(tid);
   UWord n = at[0];
   SP_(shadow_hide)((Addr)at, VG_(thread_get_stack_max)(tid) + 1 - (Addr)at);
   record_bytes((Addr)at, (n + 2) * sizeof(UWord));
   for (UWord i = 1; i <= n && at[i] != 0; i++)
      record_bytes(at[i], VG_(strlen)((const HChar*)at[i]) + 1);
}

/* The kernel's 16 random bytes, from which libc makes its stack canary and
   scrambles the pointers of setjmp: left as they are, no two recordings of a
   program would be the same.  The auxiliary vector is behind the environment. */
static void replace_random ( ThreadId tid )
{
   enum { AUX_RANDOM = 25, LEN = 16 };
   const UWord* at = (const UWord*)VG_(get_SP)(tid);
   at += at[0] + 2;
   while (*at != 0)
      at++;
   for (at++; at[0] != 0; at += 2)
      if (at[0] == AUX_RANDOM)
         for (UInt i = 0; i < LEN; i++)
            ((UChar*)at[1])[i] = 0x51 + 7 * i;
}

static void thread_runs ( ThreadId tid, ULong blocks_dispatched )
{
   SP_(tls_thread_runs)(tid);
   SP_(thread_runs)(tid, blocks_dispatched);
   SP_(profile_may_dump)();
}

static void thread_exits ( ThreadId tid )
{
   SP_(tls_thread_exits)(tid);
   SP_(thread_exits)(tid);
}

static void thread_starts ( ThreadId tid )
{
   SP_(tls_thread_starts)(tid);
   thread_runs(tid, 0);
   if (tid == 1) {
      SP_(errors_first_thread)();
      SP_(static_starts)();
   }
   if (tid != 1 || !SP_(opt).trace)
      return;
   replace_random(tid);
   record_arguments(tid);
   warn_without_debug_info();
}

static void post_clo_init ( void )
{
   /* Steps read the stack and frame pointer in the middle of superblocks:
      every instruction has to have written them back. */
   if (SP_(opt).trace)
      VG_(clo_vex_control).iropt_register_updates_default =
         VexRegUpdAllregsAtEachInsn;
   /* A call that is chased into leaves no trace in the IR. */
   VG_(clo_vex_control).guest_chase = False;
   /* The profile's instructions follow each other. */
   if (SP_(opt).profile)
      VG_(clo_vex_control).iropt_unroll_thresh = 0;
   SP_(errors_start)();
   SP_(marks_ignored) = !SP_(opt).trace;
   SP_(opt).undef = SP_(opt).undef && SP_(opt).trace;
   SP_(shadow_init)(SP_(opt).undef);
   SP_(memory_undefined) = SP_(opt).undef;
   SP_(profile_start)();
   if (!SP_(process_starts)())
      SP_(recording_stop)();
}

static void fini ( Int exitcode )
{
   SP_(leak_check_at_end)();
   if (SP_(stream_is_open)())     // not in a forked child
      warn_without_steps();
   SP_(end_normally)();
}

/*--------------------------------------------------------------------*/
/*--- Registration                                                 ---*/
/*--------------------------------------------------------------------*/

static void track_memory ( void )
{
   SP_(parameters_init)();
   VG_(track_post_mem_write)(post_mem_write);
   VG_(track_post_reg_write)(post_reg_write);
   VG_(track_post_reg_write_clientcall_return)(post_reg_write_by_call);
   VG_(track_new_mem_brk)(new_mem_brk);
   VG_(track_die_mem_brk)(SP_(make_noaccess));
   VG_(track_copy_mem_remap)(SP_(copy_definedness));
   VG_(track_new_mem_startup)(new_mem_startup);
   VG_(track_new_mem_mmap)(new_mem_mmap);
   VG_(track_die_mem_munmap)(no_longer_mapped);
   VG_(track_change_mem_mprotect)(protection_changed);
}

static void track_threads ( void )
{
   VG_(track_pre_thread_ll_create)(SP_(thread_created));
   VG_(track_pre_thread_first_insn)(thread_starts);
   VG_(track_pre_thread_ll_exit)(thread_exits);
   VG_(track_start_client_code)(thread_runs);
   VG_(track_pre_deliver_signal)(SP_(signal_arrives));
   VG_(track_new_mem_stack_signal)(SP_(signal_frame));
   VG_(track_post_deliver_signal)(SP_(signal_done));
}

static void pre_clo_init ( void )
{
   VG_(details_name)("sppgrind");
   VG_(details_version)(SP_VERSION);
   VG_(details_description)("a recorder of program execution");
   VG_(details_copyright_author)("Copyright (C) 2026, and GNU GPL'd, by "
                                 "the sppgrind developers.");
   VG_(details_bug_reports_to)("the sppgrind developers");
   VG_(details_avg_translation_sizeB)(400);

   VG_(basic_tool_funcs)(post_clo_init, SP_(instrument), fini);
   VG_(needs_command_line_options)(SP_(options_process), SP_(options_usage),
                                   SP_(options_debug_usage));
   VG_(needs_client_requests)(SP_(client_request));
   VG_(needs_syscall_wrapper)(SP_(io_pre_syscall), SP_(io_post_syscall));
   SP_(options_init)();
   SP_(errors_init)();
   SP_(heap_calls_init)();
   track_memory();
   track_threads();
}

VG_DETERMINE_INTERFACE_VERSION(pre_clo_init)
