/* Threads and their shadow call stacks; see sp_stack.h. */

#include "sp_stack.h"

#include "pub_tool_aspacemgr.h"
#include "pub_tool_hashtable.h"
#include "pub_tool_machine.h"
#include "pub_tool_threadstate.h"
#include "pub_tool_vki.h"
#include "sp_memory.h"
#include "sp_objects.h"
#include "sp_options.h"
#include "sp_profile.h"
#include "sp_registers.h"
#include "sp_shadow.h"
#include "sp_step.h"
#include "sp_stream.h"
#include "sp_stream_memory.h"

typedef struct {
   Addr cfa;                      // sp once the call has returned
   Arc* arc;                      // NULL: bottom, or a signal handler
   Addr returns_to;               // not 0: `caller' has the caller's
   Int  signo;                    // not 0: entered by this signal
   UInt known;                    // which of `reg' the reader has
   UInt kept;                     // which registers `caller' has
   ULong reg[SP_N_REGISTERS];     // as it has them
   ULong caller[SP_N_GENERAL];    // the caller's registers at the call
   Addr interrupted;              // signal: address that was about to run
   struct sp_context* context;    // while an entry above it is there
   Addr entered;                  // while a handler or another thread runs
   ULong clock;                   // as it was entered
} Entry;

/* entry[0] is what the thread started in; it is never popped and the reader
   has it without being told.  entry[1 .. synced] the reader has as well;
   those above it are still to be put, and `returned` of those it has are to
   be taken away first. */
typedef struct {
   Entry* entry;
   UInt   n, room;
   UInt   synced, returned;
   ULong  first_ended, last_ended; // when those that `returned' did
   Addr   lo, hi;                 // [lo, hi]: the stack's mapping; 0: unknown
   Addr   mapped_lo;              // readable from here on
   Addr   sp;                     // last one seen on this stack
   UInt   on_alt_stack;           // index of the first such entry; 0: none
   ULong  word[SP_N_WORDS];       // of other registers, as the reader has
                                  // them: 0 at first
   struct sp_stack_span span;
} Thread;

static Thread** threads;          // by ThreadId, VG_N_THREADS
static Thread*  cur;              // never NULL once the program runs
static ThreadId cur_tid;
static ThreadId told_tid;         // the reader's current thread
static ULong    told_clock;       // of the CALL, SIGNAL or RETURN put last

Addr SP_(synced_sp), SP_(synced_fp);
struct sp_readable SP_(readable);
UInt SP_(n_threads);

#define BOTTOM_CFA (~(Addr)0)

/* A reader keeps so many registers of one record. */
#define WORDS_IN_RECORD 32

/*--------------------------------------------------------------------*/
/*--- Arcs                                                         ---*/
/*--------------------------------------------------------------------*/

static VgHashTable* arcs;
static UInt n_arcs;

static Word compare_arcs ( const void* a, const void* b )
{
   const Arc *x = a, *y = b;
   return x->from != y->from || x->to != y->to;
}

Arc* SP_(arc)(Addr from, Addr to)
{
   Arc key = { .key = from * 31 + to, .from = from, .to = to };
   if (arcs == NULL)
      arcs = VG_(HT_construct)("sp.stack.arcs");
   Arc* arc = VG_(HT_gen_lookup)(arcs, &key, compare_arcs);
   if (arc == NULL) {
      arc = VG_(malloc)("sp.stack.arc", sizeof *arc);
      *arc = key;
      VG_(HT_add_node)(arcs, arc);
   }
   return arc;
}

CallSite* SP_(call_site)(Addr from)
{
   CallSite* site = VG_(calloc)("sp.stack.call_site", 1, sizeof *site);
   site->from = from;
   return site;
}

UInt SP_(arc_id)(Arc* arc)
{
   if (arc->id == 0) {
      arc->id = ++n_arcs;
      ULong field[] = { arc->id, arc->from, arc->to };
      SP_(put_numbers)(SP_REC_ARC, 3, field);
   }
   return arc->id;
}

void SP_(arcs_restart)(void)
{
   Arc* arc;
   n_arcs = 0;
   if (arcs == NULL)
      return;
   VG_(HT_ResetIter)(arcs);
   while ((arc = VG_(HT_Next)(arcs)) != NULL)
      arc->id = 0;
}

/* What was called is told as long as the reader has the object. */
static void end_arc ( Arc* arc )
{
   if (arc->edge != NULL)
      SP_(arc_id)(arc);
   arc->gone = True;
   VG_(HT_gen_remove)(arcs, arc, compare_arcs);
}

void SP_(arcs_unmapped)(Addr lo, Addr hi)
{
   UInt n;
   VgHashNode** all = arcs != NULL ? VG_(HT_to_array)(arcs, &n) : NULL;
   if (all == NULL)
      return;
   for (UInt i = 0; i < n; i++) {
      Arc* arc = (Arc*)all[i];
      if (arc->from - lo < hi - lo || arc->to - lo < hi - lo)
         end_arc(arc);
   }
   VG_(free)(all);
}

/*--------------------------------------------------------------------*/
/*--- Entries                                                      ---*/
/*--------------------------------------------------------------------*/

static Entry* push ( Thread* t )
{
   SP_(synced_sp) = 0;
   if (UNLIKELY(t->n == t->room)) {
      t->room = 2 * t->room;
      t->entry = VG_(realloc)("sp.stack.entry", t->entry,
                              t->room * sizeof(Entry));
   }
   if (LIKELY(t == cur))
      t->entry[t->n - 1].context = SP_(context);
   return &t->entry[t->n++];
}

/* n entries remain. */
static inline void cut ( Thread* t, UInt n )
{
   SP_(synced_sp) = 0;
   t->n = n;
   SP_(context) = t->entry[n - 1].context;
   if (t->synced >= n) {
      if (t->returned == 0)
         t->first_ended = SP_(clock);
      t->last_ended = SP_(clock);
      t->returned += t->synced - (n - 1);
      t->synced = n - 1;
   }
   if (UNLIKELY(t->on_alt_stack >= n))
      t->on_alt_stack = 0;
}

static inline Bool on_own_stack ( const Thread* t, Addr sp )
{
   return sp >= t->lo && sp <= t->hi;
}

/* Ends every entry whose frame the stack pointer has left.  Those above a
   handler on an alternate stack cannot be compared with it from outside:
   they end when the thread is back on its own stack. */
static inline void unwind ( Thread* t, Addr sp )
{
   if (UNLIKELY(t->on_alt_stack > 0) && on_own_stack(t, sp))
      cut(t, t->on_alt_stack);
   UInt n = t->n;
   while (t->entry[n - 1].cfa <= sp)
      n--;
   if (n != t->n)
      cut(t, n);
}

static inline Entry* enter ( Arc* arc, Addr sp )
{
   Addr cfa = sp + sizeof(Addr);
   SP_(stack_called)(sp);
   sp_dirty_mark(sp, sizeof(Addr));
   unwind(cur, cfa);
   Entry* e = push(cur);
   e->cfa = cfa;
   e->arc = arc;
   e->returns_to = 0;
   e->signo = 0;
   if (SP_(opt).profile) {
      e->clock = SP_(clock);
      SP_(profile_call)(arc);
   }
   return e;
}

/* The reader may want the caller's variables while the callee runs: the
   registers are read.  Before the push of the return address its stack
   pointer was the callee's CFA. */
static inline void keep_caller ( Entry* e, const GuestState* state, UInt set )
{
   if (set == SP_REGS_ALL)
      sp_registers_keep(state, e->caller);
   else
      sp_registers_keep_saved(state, e->caller);
   e->kept = set;
   e->returns_to = *(Addr*)(e->cfa - sizeof(Addr));
}

VG_REGPARM(2) void SP_(on_call)(Arc* arc, Addr sp)
{
   enter(arc, sp);
}

static inline Arc* arc_to ( CallSite* site, Addr to )
{
   if (site->last == NULL || site->last->to != to || site->last->gone)
      site->last = SP_(arc)(site->from, to);
   return site->last;
}

VG_REGPARM(3) void SP_(on_call_indirect)(CallSite* site, Addr sp, Addr to)
{
   enter(arc_to(site, to), sp);
}

static void enter_with_state ( const GuestState* state, Arc* arc, Addr sp )
{
   keep_caller(enter(arc, sp), state, SP_REGS_ALL);
}

VG_REGPARM(3) void SP_(on_call_in_registers)(const GuestState* state,
                                             Arc* arc, Addr sp)
{
   enter_with_state(state, arc, sp);
}

void SP_(on_call_indirect_in_registers)(const GuestState* state,
                                        CallSite* site, Addr sp, Addr to)
{
   enter_with_state(state, arc_to(site, to), sp);
}

/* A register variable may have changed since the step: in `f(i++)'. */
static inline void enter_traced ( const GuestState* state, Arc* arc, Addr sp )
{
   SP_(sp_at) = &state->guest_RSP;
   Entry* e = enter(arc, sp);
   if (SP_(saved_register_written))
      keep_caller(e, state, SP_REGS_CALLEE_SAVED);
}

VG_REGPARM(3) void SP_(on_call_traced)(const GuestState* state, Arc* arc,
                                       Addr sp)
{
   enter_traced(state, arc, sp);
}

void SP_(on_call_indirect_traced)(const GuestState* state, CallSite* site,
                                  Addr sp, Addr to)
{
   enter_traced(state, arc_to(site, to), sp);
}

VG_REGPARM(1) void SP_(on_return)(Addr sp)
{
   sp_stack_left(sp);
   unwind(cur, sp);
}

VG_REGPARM(1) void SP_(on_jump)(Addr sp)
{
   unwind(cur, sp);
}

/*--------------------------------------------------------------------*/
/*--- Telling the reader                                           ---*/
/*--------------------------------------------------------------------*/

/* What REGS says of register n: its difference to what. */
static ULong base_of ( const Entry* e, UInt n )
{
   if (n != SP_REG_SP && n != SP_REG_FP)
      return e->reg[n];
   return e->cfa == BOTTOM_CFA ? 0 : e->cfa;
}

/* Puts the registers of a set, whose values are those given. */
static void put_registers ( Entry* e, UInt set, const ULong* value )
{
   if (!SP_(record_begin)(SP_REC_REGS, 12 * SP_N_REGISTERS))
      return;
   for (UInt n = 0; n < SP_N_REGISTERS; n++) {
      if (!(set & (1u << n)))
         continue;
      SP_(record_number)(n);
      SP_(record_signed)((Long)(value[n] - base_of(e, n)));
      e->reg[n] = value[n];
   }
   e->known |= set;
   SP_(record_end)();
}

/* Those of a set that the reader does not know, or not as they are now. */
static void put_news ( Entry* e, UInt set, const ULong* value )
{
   UInt news = set & ~e->known;

   for (UInt n = 0; n < SP_N_REGISTERS; n++)
      if (value[n] != e->reg[n])
         news |= set & (1u << n);
   if (news != 0)
      put_registers(e, news, value);
}

/* The CFA of the entry below index i, as the reader has it. */
static Addr caller_cfa ( const Thread* t, UInt i )
{
   return i == 1 ? 0 : t->entry[i - 1].cfa;
}

static void put_caller ( Entry* caller, const Entry* e )
{
   ULong value[SP_N_REGISTERS];
   SP_(registers_kept)(e->caller, value);
   value[SP_REG_RA] = e->returns_to;
   if (e->signo == 0)
      value[SP_REG_SP] = e->cfa;
   put_news(caller, e->kept | 1u << SP_REG_RA | 1u << SP_REG_SP, value);
}

/* Instructions since the last such record, as a field. */
static ULong told_since ( ULong clock )
{
   Long since = clock - told_clock;
   told_clock = clock;
   return sp_zigzag(since);
}

static void put_entered ( const Entry* e, Addr caller )
{
   Bool timed = SP_(opt).profile;
   if (e->signo != 0) {
      ULong field[] = { e->signo, e->interrupted, e->cfa,
                        timed ? told_since(e->clock) : 0 };
      SP_(put_numbers)(SP_REC_SIGNAL, timed ? 4 : 3, field);
   } else if (timed) {
      ULong field[] = { SP_(arc_id)(e->arc), sp_zigzag(caller - e->cfa),
                        told_since(e->clock) };
      SP_(put_numbers)(SP_REC_CALL, 3, field);
   } else {
      SP_(put_call)(SP_(arc_id)(e->arc), (Long)(caller - e->cfa));
   }
}

static void put_entry ( Thread* t, UInt i )
{
   Entry* e = &t->entry[i];
   if (e->returns_to != 0)
      put_caller(&t->entry[i - 1], e);
   put_entered(e, caller_cfa(t, i));
   /* What the reader assumes of a frame just entered. */
   VG_(memcpy)(e->reg, t->entry[i - 1].reg, sizeof e->reg);
   e->reg[SP_REG_SP] = e->cfa - sizeof(Addr);
   e->known = t->entry[i - 1].known & SP_REGS_CALLEE_SAVED;
}

static void put_ends ( Thread* t )
{
   if (!SP_(opt).profile) {
      SP_(put_number)(SP_REC_RETURN, t->returned);
      return;
   }
   ULong field[] = { t->returned, told_since(t->first_ended), 0 };
   if (t->returned > 1)
      field[2] = told_since(t->last_ended);
   SP_(put_numbers)(SP_REC_RETURN, t->returned > 1 ? 3 : 2, field);
}

static void put_frames ( Thread* t )
{
   if (t->returned > 0)
      put_ends(t);
   t->returned = 0;
   while (t->synced < t->n - 1)
      put_entry(t, ++t->synced);
}

static inline void tell_thread ( void )
{
   if (LIKELY(told_tid == cur_tid))
      return;
   SP_(put_number)(SP_REC_THREAD, cur_tid);
   told_tid = cur_tid;
}

static inline void sync ( Addr sp )
{
   tell_thread();
   unwind(cur, sp);
   if (on_own_stack(cur, sp))
      cur->sp = sp;
   if (cur->returned > 0 || cur->synced < cur->n - 1)
      put_frames(cur);
}

void SP_(stack_sync)(Addr sp)
{
   if (cur != NULL)
      sync(sp);
}

/* The frame's locals are below the stack pointer already, as they were at its
   last step: what was written to them since is still to be told. */
Bool SP_(stack_returns)(Addr sp)
{
   if (cur == NULL || !SP_(is_recording)())
      return False;
   const Entry* e = &cur->entry[cur->n - 1];
   if (e->cfa == sp && cur->synced < cur->n - 1)
      return False;
   unwind(cur, sp - 1);
   e = &cur->entry[cur->n - 1];
   if (e->cfa != sp || cur->synced < cur->n - 1)
      return False;
   if (sp_memory_changed())
      SP_(memory_flush)(e->reg[SP_REG_SP]);
   tell_thread();
   if (cur->returned > 0)
      put_frames(cur);
   return True;
}

void SP_(stack_sync_registers)(Addr sp, Addr fp)
{
   sync(sp);
   Entry* top = &cur->entry[cur->n - 1];
   ULong value[SP_N_REGISTERS] = { [SP_REG_FP] = fp, [SP_REG_SP] = sp };
   UInt  set = (top->reg[SP_REG_FP] != fp) << SP_REG_FP
               | (top->reg[SP_REG_SP] != sp) << SP_REG_SP;
   if (set != 0)
      put_registers(top, set, value);
   SP_(synced_sp) = sp;
   SP_(synced_fp) = fp;
}

void SP_(stack_put_registers)(UInt set)
{
   ULong value[SP_N_REGISTERS];

   SP_(registers_read_thread)(VG_(get_running_tid)(), value);
   put_news(&cur->entry[cur->n - 1], set, value);
}

/* Those words that have changed, not more than there is room for. */
static UInt put_some_words ( UInt from, const ULong* now )
{
   UInt n = from;
   if (!SP_(record_begin)(SP_REC_REGS, 13 * WORDS_IN_RECORD))
      return SP_N_WORDS;
   for (UInt put = 0; n < SP_N_WORDS && put < WORDS_IN_RECORD; n++) {
      if (now[n] == cur->word[n])
         continue;
      SP_(record_number)(SP_(word_number)(n));
      SP_(record_signed)((Long)(now[n] - cur->word[n]));
      cur->word[n] = now[n];
      put++;
   }
   SP_(record_end)();
   return n;
}

static void put_words ( const ULong* now )
{
   for (UInt n = 0; n < SP_N_WORDS; )
      if (now[n] == cur->word[n])
         n++;
      else
         n = put_some_words(n, now);
}

/* At every step: VG_(memcmp) looks at one byte after the other. */
static Bool words_differ ( const ULong* now )
{
   ULong differs = 0;
   for (UInt n = 0; n < SP_N_WORDS; n++)
      differs |= now[n] ^ cur->word[n];
   return differs != 0;
}

void SP_(stack_put_all_registers)(const GuestState* state)
{
   ULong value[SP_N_REGISTERS], words[SP_N_WORDS];

   SP_(registers_read)(state, value);
   SP_(words_read)(state, words);
   put_news(&cur->entry[cur->n - 1], SP_REGS_ALL, value);
   if (words_differ(words))
      put_words(words);
}

/*--------------------------------------------------------------------*/
/*--- Where stacks are                                             ---*/
/*--------------------------------------------------------------------*/

Addr SP_(stack_pointer)(void)
{
   return VG_(get_SP)(VG_(get_running_tid)());
}

static void know_readable ( void )
{
   SP_(readable).lo = cur != NULL ? cur->mapped_lo : 0;
   SP_(readable).hi = cur != NULL ? cur->hi : 0;
}

/* The program may have written below its stack's end and taken the fault:
   such a line cannot be read. */
static Bool is_readable ( Thread* t, Addr line )
{
   if (line >= t->mapped_lo)
      return True;
   if (!VG_(am_is_valid_for_client)(line, SP_LINE_SIZE, VKI_PROT_READ))
      return False;
   t->mapped_lo = VG_PGROUNDDN(line);
   know_readable();
   return True;
}

static Bool is_live_in ( Thread* t, Addr line, Addr sp )
{
   return line + SP_LINE_SIZE > sp - VG_STACK_REDZONE_SZB
          && is_readable(t, line);
}

Bool SP_(stack_is_live)(Addr line, Addr sp)
{
   if (cur != NULL && on_own_stack(cur, line))
      return is_live_in(cur, line, on_own_stack(cur, sp) ? sp : cur->sp);
   for (ThreadId tid = 1; threads != NULL && tid < VG_N_THREADS; tid++) {
      Thread* t = threads[tid];
      if (t != NULL && on_own_stack(t, line))
         return is_live_in(t, line, t->sp);
   }
   return True;                   // something else in a stack's chunk
}

void SP_(stack_clear_dead)(void)
{
   Addr end = SP_(stack_pointer)() - VG_STACK_REDZONE_SZB;
   Addr start = end;
   if (cur == NULL || !on_own_stack(cur, end))
      return;
   while (start > cur->lo
          && VG_(am_is_valid_for_client)(start - 1, 1,
                                         VKI_PROT_READ | VKI_PROT_WRITE))
      start = VG_PGROUNDDN(start - 1);
   VG_(memset)((void*)start, 0, end - start);
   SP_(changed_unmarked)(start, end - start);
}

static void find_stack ( Thread* t, ThreadId tid )
{
   SizeT size = VG_(thread_get_stack_size)(tid);
   if (t->hi != 0 || size == 0)
      return;
   t->hi = VG_(thread_get_stack_max)(tid);
   t->lo = t->hi + 1 - size;
   t->mapped_lo = t->hi;
   t->sp = VG_(get_SP)(tid);
   SP_(stack_known)(&t->span, t->lo, t->hi, t->sp);
   SP_(interest_add)(t->lo, size, SP_CLASS_STACK);
}

/*--------------------------------------------------------------------*/
/*--- Events                                                       ---*/
/*--------------------------------------------------------------------*/

static Thread* make_thread ( ThreadId tid )
{
   Thread* t = VG_(calloc)("sp.stack.thread", 1, sizeof *t);
   t->room = 64;
   t->entry = VG_(calloc)("sp.stack.entry", t->room, sizeof(Entry));
   t->entry[0].cfa = BOTTOM_CFA;
   t->entry[0].context = SP_(profile_root)(tid);
   t->n = 1;
   return t;
}

static Thread* thread_of ( ThreadId tid )
{
   if (threads == NULL)
      threads = VG_(calloc)("sp.stack.threads", VG_N_THREADS,
                            sizeof(Thread*));
   if (threads[tid] == NULL) {
      threads[tid] = make_thread(tid);
      SP_(n_threads)++;
   }
   return threads[tid];
}

void SP_(thread_created)(ThreadId parent, ThreadId child)
{
   SP_(put_number)(SP_REC_START, child);
   thread_of(child);
}

/* Between a call and what it leads to there may be a handler's run or another
   thread's. */
static void keep_context ( void )
{
   Entry* top = &cur->entry[cur->n - 1];
   top->context = SP_(context);
   top->entered = SP_(entered);
}

static void switch_context ( const Thread* to )
{
   if (cur != NULL)
      keep_context();
   SP_(context) = to->entry[to->n - 1].context;
   SP_(entered) = to->entry[to->n - 1].entered;
}

void SP_(thread_runs)(ThreadId tid, ULong blocks_dispatched)
{
   if (cur_tid != tid && cur != NULL) {
      Addr sp = VG_(get_SP)(cur_tid);
      if (on_own_stack(cur, sp))
         cur->sp = sp;
      SP_(memory_flush)(sp);
   }
   if (cur_tid != tid) {
      SP_(synced_sp) = 0;
      switch_context(thread_of(tid));
   }
   cur_tid = tid;
   cur = thread_of(tid);
   SP_(span) = &cur->span;
   SP_(sp_at) = NULL;             // until a helper is given the state
   find_stack(cur, tid);
   know_readable();
}

void SP_(thread_exits)(ThreadId tid)
{
   Thread* t = thread_of(tid);
   if (t == cur && SP_(is_recording)()) {
      SP_(rows_take_back)(VG_(get_IP)(tid));
      sync(VG_(get_SP)(tid));     // where it was, should this be the end
   }
   SP_(put_number)(SP_REC_EXIT, tid);
   if (tid == told_tid)
      told_tid = VG_INVALID_THREADID;
   if (t->hi != 0)
      SP_(interest_clear)(t->lo, t->hi + 1 - t->lo);
   if (t == cur) {
      SP_(synced_sp) = 0;
      cur = NULL;
      cur_tid = VG_INVALID_THREADID;
      SP_(stack_unknown)();
      know_readable();
   }
   VG_(free)(t->entry);
   VG_(free)(t);
   threads[tid] = NULL;
   SP_(n_threads)--;
}

void SP_(threads_forked)(ThreadId tid)
{
   for (ThreadId other = 1; other < VG_N_THREADS; other++)
      if (other != tid && threads[other] != NULL)
         SP_(thread_exits)(other);
}

/* Set between signal_arrives and signal_frame, which the core calls one
   after the other. */
static struct {
   Int   signo;
   Bool  alt_stack;
   Addr  interrupted;
   ULong reg[SP_N_GENERAL];       // of the interrupted code
} arriving;

/* Most often of a fault, in the middle of a superblock. */
static Bool is_of_fault ( Int signo )
{
   return signo == VKI_SIGSEGV || signo == VKI_SIGBUS || signo == VKI_SIGFPE
          || signo == VKI_SIGILL || signo == VKI_SIGTRAP;
}

void SP_(signal_arrives)(ThreadId tid, Int signo, Bool alt_stack)
{
   arriving.signo = signo;
   arriving.alt_stack = alt_stack;
   arriving.interrupted = VG_(get_IP)(tid);
   if (is_of_fault(signo))
      SP_(rows_take_back)(arriving.interrupted);
   VG_(get_shadow_regs_area)(tid, (UChar*)arriving.reg, 0, SP_GENERAL_AT,
                             SP_GENERAL_SIZE);
}

/* a is the new frame less the red zone; the frame begins with the handler's
   return address, as if it had been called. */
void SP_(signal_frame)(Addr a, SizeT size, ThreadId tid)
{
   Thread* t = thread_of(tid);
   if (t == cur)
      keep_context();
   Entry* e = push(t);
   VG_(memset)(e, 0, sizeof *e);
   e->context = SP_(profile_root)(tid);   // the interrupted code did not call
   e->cfa = a + VG_STACK_REDZONE_SZB + sizeof(Addr);
   e->signo = arriving.signo;
   e->clock = SP_(clock);
   if (t == cur) {
      SP_(context) = e->context;
      SP_(entered) = 0;
   }
   e->interrupted = arriving.interrupted;
   if (SP_(code_at)(arriving.interrupted) == SP_CODE_IN_REGISTERS) {
      e->returns_to = arriving.interrupted;
      e->kept = SP_REGS_ALL;
      VG_(memcpy)(e->caller, arriving.reg, sizeof e->caller);
   }
   if (arriving.alt_stack && t->on_alt_stack == 0)
      t->on_alt_stack = t->n - 1;
}

/* After sigreturn; the handler's own entry has mostly ended with its return
   already.  A handler that left by siglongjmp never gets here. */
void SP_(signal_done)(ThreadId tid, Int signo)
{
   Thread* t = thread_of(tid);
   unwind(t, VG_(get_SP)(tid));
   SP_(entered) = t->entry[t->n - 1].entered;
}
