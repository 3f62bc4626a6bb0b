/* Threads and their shadow call stacks.

   An entry is made at each call instruction, traced or not, and ends when
   the stack pointer has passed its CFA: so entries survive longjmp,
   exceptions and tail calls without being told of them.  Signal handlers get
   an entry of their own kind.  The stream is told only at steps and events
   (stack_sync): calls and returns of libraries between two steps cost
   nothing there. */

#ifndef SP_STACK_H
#define SP_STACK_H

#include "pub_tool_machine.h"
#include "sp_memory.h"
#include "sp_registers.h"

/* A call instruction and where it goes; made at translation time. */
typedef struct sp_arc {
   struct sp_arc* next;           // VgHashNode
   UWord key;
   Addr  from, to;
   UInt  id;                      // in the stream; 0: not there yet
   Bool  gone;                    // its code was unmapped
   struct edge* edge;             // the profile's last of this arc
} Arc;

/* A call whose target is known only at run time. */
typedef struct { Addr from; Arc* last; } CallSite;

Arc* SP_(arc)(Addr from, Addr to);
UInt SP_(arc_id)(Arc* arc);       // in the stream, where it is then
void SP_(arcs_restart)(void);     // none is in the stream, a new one
/* Ends those from or to a range, whose object is about to go: the same
   addresses may soon be another's. */
void SP_(arcs_unmapped)(Addr lo, Addr hi);
CallSite* SP_(call_site)(Addr from);

/* Planted at calls; sp is that behind the push of the return address, which
   is marked and defined. */
VG_REGPARM(2) void SP_(on_call)(Arc* arc, Addr sp);
VG_REGPARM(3) void SP_(on_call_indirect)(CallSite* site, Addr sp, Addr to);
/* The same in code that is stepped through, which may keep variables in
   callee-saved registers. */
VG_REGPARM(3) void SP_(on_call_traced)(const GuestState* state, Arc* arc,
                                       Addr sp);
void SP_(on_call_indirect_traced)(const GuestState* state, CallSite* site,
                                  Addr sp, Addr to);
/* The same where the caller's variables may live in any register. */
VG_REGPARM(3) void SP_(on_call_in_registers)(const GuestState* state,
                                             Arc* arc, Addr sp);
void SP_(on_call_indirect_in_registers)(const GuestState* state,
                                        CallSite* site, Addr sp, Addr to);
/* Planted at returns; sp is that behind the pop. */
VG_REGPARM(1) void SP_(on_return)(Addr sp);
/* Planted for the profile where a jump may be a longjmp's. */
VG_REGPARM(1) void SP_(on_jump)(Addr sp);

/* The frame whose return leaves this stack pointer is about to do it: brings
   the stream up to date, memory too.  False: the reader does not have it. */
Bool SP_(stack_returns)(Addr sp);

/* Brings the stream up to date: thread, frames.  sp: of this moment. */
void SP_(stack_sync)(Addr sp);
/* The same, and the frame's stack and frame pointer: for steps. */
void SP_(stack_sync_registers)(Addr sp, Addr fp);
/* Puts those registers of a set that the reader does not know, or not as
   they are now; after one of the above. */
void SP_(stack_put_registers)(UInt set);
/* All that variables may live in, the vector registers too. */
void SP_(stack_put_all_registers)(const GuestState* state);
/* With these values it would find nothing to do; synced_sp is 0 when it has
   to be called whatever the registers are. */
extern Addr SP_(synced_sp), SP_(synced_fp);

Addr SP_(stack_pointer)(void);                  // of the running thread
Bool SP_(stack_is_live)(Addr line, Addr sp);    // sp: the running thread's

/* The part of the running thread's stack that is known to be readable. */
extern struct sp_readable { Addr lo, hi; } SP_(readable);

/* stack_is_live, inline where line and sp are both there: nearly always. */
static inline Bool sp_stack_is_live ( Addr line, Addr sp )
{
   const struct sp_readable* r = &SP_(readable);
   if (LIKELY(line >= r->lo && line <= r->hi && sp >= r->lo && sp <= r->hi))
      return line + SP_LINE_SIZE > sp - VG_STACK_REDZONE_SZB;
   return SP_(stack_is_live)(line, sp);
}

/* What the dynamic linker left below the stack pointer, time stamps among it,
   would be the value of variables not yet written, another in each run.
   Below the red zone nothing lives: zeros it. */
void SP_(stack_clear_dead)(void);

extern UInt SP_(n_threads);                     // alive

/* In a forked child, which has only the thread that forked. */
void SP_(threads_forked)(ThreadId tid);

/* Callbacks for the core's events. */
void SP_(thread_created)(ThreadId parent, ThreadId child);
void SP_(thread_runs)(ThreadId tid, ULong blocks_dispatched);
void SP_(thread_exits)(ThreadId tid);
void SP_(signal_arrives)(ThreadId tid, Int signo, Bool alt_stack);
void SP_(signal_frame)(Addr a, SizeT size, ThreadId tid);
void SP_(signal_done)(ThreadId tid, Int signo);

#endif
