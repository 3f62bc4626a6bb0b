/* The search for leaks; see sp_leak.h.

   Every word of the program's memory that is aligned and defined may be a
   pointer, and so may its registers.  From the roots, which are all but the
   heap, blocks are marked that pointers lead to: REACHABLE if each on the way
   points to its block's start, POSSIBLE otherwise.  What is left is lost, and
   of that is INDIRECT what another lost block points to. */

#include "sp_leak.h"

#include "pub_tool_aspacehl.h"
#include "pub_tool_aspacemgr.h"
#include "pub_tool_libcsetjmp.h"
#include "pub_tool_libcsignal.h"
#include "pub_tool_machine.h"
#include "pub_tool_signals.h"
#include "pub_tool_vki.h"
#include "sp_block.h"
#include "sp_leak_guess.h"
#include "sp_options.h"
#include "sp_pool.h"
#include "sp_shadow.h"

/* One search at a time; the core's callback for registers has no context. */
static struct {
   struct sp_leak* leak;          // by address
   UInt  n;
   Addr  lo, hi;                  // around all of them: most words are not
   UInt* stack;                   // indices of leaks that are pending
   UInt  depth;
   Int   leader;                  // lost block whose losses are gathered; -1:
                                  // reachable ones are
} search;

/*--------------------------------------------------------------------*/
/*--- Blocks                                                       ---*/
/*--------------------------------------------------------------------*/

static Int by_address ( const void* x, const void* y )
{
   const struct sp_leak *p = x, *q = y;
   return p->block->addr < q->block->addr ? -1
          : p->block->addr > q->block->addr;
}

static void add_block ( void* all, const struct sp_block* b )
{
   struct sp_leak leak = { .block = b, .loss = SP_DEFINITE };
   VG_(addToXA)(all, &leak);
}

static Bool is_within ( const struct sp_block* b, const struct sp_block* whole )
{
   return b->addr >= whole->addr
          && b->addr + b->size <= whole->addr + whole->size;
}

/* A block that the program has divided into blocks of its own is none of its
   own here.  Sorted, so that its first part is next to it. */
static void drop_divided ( void )
{
   UInt kept = 0;
   for (UInt i = 0; i < search.n; i++) {
      const struct sp_block* b = search.leak[i].block;
      Bool custom = b->family == SP_FAMILY_CUSTOM;
      const struct sp_block* next =
         i + 1 < search.n ? search.leak[i + 1].block : NULL;
      const struct sp_block* last =
         kept > 0 ? search.leak[kept - 1].block : NULL;
      if (!custom && next != NULL && next->family == SP_FAMILY_CUSTOM
          && is_within(next, b))
         continue;
      if (!custom && last != NULL && last->family == SP_FAMILY_CUSTOM
          && is_within(last, b))
         continue;
      search.leak[kept++] = search.leak[i];
   }
   search.n = kept;
}

static void collect_blocks ( void )
{
   XArray* all = VG_(newXA)(VG_(malloc), "sp.leak.all", VG_(free),
                            sizeof(struct sp_leak));
   const struct sp_block* b;
   SP_(blocks_rewind)();
   while ((b = SP_(block_next)()) != NULL)
      add_block(all, b);
   SP_(pool_each_block)(add_block, all);
   search.n = VG_(sizeXA)(all);
   search.leak = VG_(calloc)("sp.leak.leak", search.n + 1,
                             sizeof(struct sp_leak));
   for (UInt i = 0; i < search.n; i++)
      search.leak[i] = *(struct sp_leak*)VG_(indexXA)(all, i);
   VG_(deleteXA)(all);
   VG_(ssort)(search.leak, search.n, sizeof(struct sp_leak), by_address);
   drop_divided();
   search.lo = search.hi = 0;
   for (UInt i = 0; i < search.n; i++) {
      const struct sp_block* block = search.leak[i].block;
      if (i == 0)
         search.lo = block->addr;
      if (block->addr + block->size > search.hi)
         search.hi = block->addr + block->size;
   }
}

/* The block that a points into; one of no size is taken to have one byte. */
static struct sp_leak* block_around ( Addr a )
{
   UInt lo = 0, hi = search.n;
   if (LIKELY(a - search.lo > search.hi - search.lo))
      return NULL;
   while (lo < hi) {
      UInt mid = (lo + hi) / 2;
      const struct sp_block* b = search.leak[mid].block;
      if (a < b->addr)
         hi = mid;
      else if (a - b->addr >= (b->size > 0 ? b->size : 1))
         lo = mid + 1;
      else
         return &search.leak[mid];
   }
   return NULL;
}

/*--------------------------------------------------------------------*/
/*--- Pointers                                                     ---*/
/*--------------------------------------------------------------------*/

static void push ( struct sp_leak* leak )
{
   if (leak->pending)
      return;
   leak->pending = True;
   search.stack[search.depth++] = leak - search.leak;
}

/* certain: of the chain up to the pointer. */
static void reach ( struct sp_leak* leak, Addr a, Bool certain )
{
   if (leak->loss == SP_REACHABLE)
      return;
   if (certain && (a == leak->block->addr
                   || SP_(leak_guess)(leak->block, a))) {
      leak->loss = SP_REACHABLE;
      push(leak);
   } else if (leak->loss == SP_DEFINITE) {
      leak->loss = SP_POSSIBLE;
      push(leak);
   }
}

/* What is found from a lost block is lost with it, and with that all that was
   found from the other. */
static void lose ( struct sp_leak* leak )
{
   struct sp_leak* leader = &search.leak[search.leader];
   if (leak->loss != SP_DEFINITE || leak == leader)
      return;
   leader->indirect += leak->block->size + leak->indirect;
   leak->loss = SP_INDIRECT;
   push(leak);
}

static void see_word ( Addr a, Bool certain )
{
   struct sp_leak* leak = block_around(a);
   if (leak == NULL)
      return;
   if (search.leader < 0)
      reach(leak, a, certain);
   else
      lose(leak);
}

static void see_register ( ThreadId tid, const HChar* name, Addr a )
{
   see_word(a, True);
}

/*--------------------------------------------------------------------*/
/*--- Memory                                                       ---*/
/*--------------------------------------------------------------------*/

static VG_MINIMAL_JMP_BUF(cannot_read);

/* A page that is mapped but cannot be read: behind the end of a file. */
static void on_fault ( Int signo, Addr a )
{
   vki_sigset_t mask;
   VG_(sigprocmask)(VKI_SIG_SETMASK, NULL, &mask);
   VG_(sigdelset)(&mask, signo);
   VG_(sigprocmask)(VKI_SIG_SETMASK, &mask, NULL);
   VG_MINIMAL_LONGJMP(cannot_read);
}

/* Without definedness, what is below a stack pointer has to be told by it. */
static Bool is_defined_word ( Addr a )
{
   const UChar* va = sp_va_at(a);
   if (LIKELY(SP_(opt).undef))
      return va[0] == SP_VA_FOUR(SP_VA_DEFINED)
             && va[1] == SP_VA_FOUR(SP_VA_DEFINED);
   return SP_(is_addressable)(a, sizeof(Addr), NULL)
          && SP_(is_defined)(a, sizeof(Addr), NULL);
}

/* [a, end) lies in one page. */
static void scan_page ( Addr a, Addr end, Bool certain )
{
   fault_catcher_t before;
   if (!VG_(am_is_valid_for_client)(a, end - a, VKI_PROT_READ))
      return;
   before = VG_(set_fault_catcher)(on_fault);
   if (VG_MINIMAL_SETJMP(cannot_read) == 0)
      for (; a < end; a += sizeof(Addr))
         if (is_defined_word(a))
            see_word(*(const Addr*)a, certain);
   VG_(set_fault_catcher)(before);
}

static void scan ( Addr a, SizeT size, Bool certain )
{
   Addr end = VG_ROUNDDN(a + size, sizeof(Addr));
   a = VG_ROUNDUP(a, sizeof(Addr));
   while (a < end) {
      Addr stop = VG_PGROUNDDN(a) + VKI_PAGE_SIZE;
      if (sp_va_chunk_of(a) == &SP_(va_absent)) {
         a = (a | (SP_VA_CHUNK_SIZE - 1)) + 1;
         continue;
      }
      if (stop > end)
         stop = end;
      scan_page(a, stop, certain);
      a = stop;
   }
}

/* Reading a device may do anything. */
static Bool is_device ( const NSegment* s )
{
   const HChar* name = VG_(am_get_filename)(s);
   return s->kind == SkFileC
          && (VKI_S_ISCHR(s->mode) || VKI_S_ISBLK(s->mode))
          && !(name != NULL && VG_STREQ(name, "/dev/zero"));
}

static void scan_roots ( void )
{
   Int n;
   Addr* start = VG_(get_segment_starts)(SkFileC | SkAnonC | SkShmC, &n);
   for (Int i = 0; i < n; i++) {
      const NSegment* s = VG_(am_find_nsegment)(start[i]);
      if (s != NULL && s->hasR && s->hasW && !s->isCH && !is_device(s))
         scan(s->start, s->end - s->start + 1, True);
   }
   VG_(free)(start);
   VG_(apply_to_GP_regs)(see_register);
}

static void scan_pending ( void )
{
   while (search.depth > 0) {
      struct sp_leak* leak = &search.leak[search.stack[--search.depth]];
      leak->pending = False;
      scan(leak->block->addr, leak->block->size, leak->loss != SP_POSSIBLE);
   }
}

struct sp_leak* SP_(leak_search)(UInt* n)
{
   collect_blocks();
   search.stack = VG_(calloc)("sp.leak.stack", search.n + 1, sizeof(UInt));
   search.depth = 0;
   search.leader = -1;
   scan_roots();
   scan_pending();
   for (UInt i = 0; i < search.n; i++)
      if (search.leak[i].loss == SP_DEFINITE) {
         search.leader = i;
         push(&search.leak[i]);
         scan_pending();
      }
   VG_(free)(search.stack);
   *n = search.n;
   return search.leak;
}
