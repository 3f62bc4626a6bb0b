/* Addressability and definedness; see sp_shadow.h.

      va_chunk[a >> 16] --> chunk --> va[]    two bits for each byte
                                  --> bits[]  V bits, where they are mixed

   Chunks in which all bytes are alike share one of three that are never
   written to; own() makes one that may be.  So a mapping of gigabytes costs
   a store for each 64 KiB, and a program's memory a quarter of its size. */

#include "sp_shadow.h"

#include "pub_tool_aspacemgr.h"
#include "pub_tool_hashtable.h"
#include "pub_tool_machine.h"
#include "pub_tool_vki.h"
#include "sp_memory.h"
#include "sp_stack.h"

typedef struct sp_va_chunk Chunk;

UWord SP_(va_chunk)[SP_VA_CHUNKS];
Chunk SP_(va_absent) = { .shared = True };
static Chunk all_undefined = { .shared = True };
static Chunk all_defined = { .shared = True };

static struct sp_stack_span no_span;
struct sp_stack_span* SP_(span) = &no_span;
const ULong* SP_(sp_at);

/* What make_undefined makes. */
static enum sp_va undefined_state = SP_VA_DEFINED;

static void fill_chunk ( Chunk* c, enum sp_va state )
{
   VG_(memset)(c->va, SP_VA_FOUR(state), SP_VA_CHUNK_SIZE / 4);
}

void SP_(shadow_init)(Bool undefined)
{
   fill_chunk(&all_undefined, SP_VA_UNDEFINED);
   fill_chunk(&all_defined, SP_VA_DEFINED);
   undefined_state = undefined ? SP_VA_UNDEFINED : SP_VA_DEFINED;
}

/*--------------------------------------------------------------------*/
/*--- Chunks                                                       ---*/
/*--------------------------------------------------------------------*/

static Chunk* shared_chunk ( enum sp_va state )
{
   switch (state) {
      case SP_VA_NOACCESS:  return &SP_(va_absent);
      case SP_VA_UNDEFINED: return &all_undefined;
      case SP_VA_DEFINED:   return &all_defined;
      case SP_VA_PARTLY:    break;
   }
   tl_assert(0);
}

/* Chunks above 128 GiB, by number. */
struct above { struct above* next; UWord number; Chunk* chunk; };
static VgHashTable* above;

static struct above* find_above ( Addr a )
{
   return above ? VG_(HT_lookup)(above, a >> SP_VA_CHUNK_BITS) : NULL;
}

Chunk* SP_(va_chunk_above)(Addr a)
{
   const struct above* found = find_above(a);
   return found ? found->chunk : &SP_(va_absent);
}

static void set_chunk_above ( Addr a, Chunk* c )
{
   struct above* found = find_above(a);
   if (above == NULL)
      above = VG_(HT_construct)("sp.shadow.above");
   if (found == NULL) {
      found = VG_(malloc)("sp.shadow.above", sizeof *found);
      found->number = a >> SP_VA_CHUNK_BITS;
      VG_(HT_add_node)(above, found);
   }
   found->chunk = c;
}

/* The last chunk of its own in which a short way looked: most often the
   stack's. */
static struct { UWord number; UChar* va; } recent = { ~0UL, NULL };

static UChar* find_own_states ( Addr a )
{
   Chunk* c = sp_va_chunk_of(a);
   if (c->shared)
      return NULL;
   recent.number = a >> SP_VA_CHUNK_BITS;
   recent.va = c->va;
   return c->va + a % SP_VA_CHUNK_SIZE / 4;
}

/* The states of a and those after it, to be written to; NULL: they are
   shared. */
static inline UChar* own_states ( Addr a )
{
   if (LIKELY(a >> SP_VA_CHUNK_BITS == recent.number))
      return recent.va + a % SP_VA_CHUNK_SIZE / 4;
   return find_own_states(a);
}

static void set_chunk ( Addr a, Chunk* c )
{
   recent.number = ~0UL;
   if (UNLIKELY(a >> SP_VA_ADDRESS_BITS)) {
      set_chunk_above(a, c);
      return;
   }
   SP_(va_chunk)[a >> SP_VA_CHUNK_BITS] = (UWord)c - (UWord)&SP_(va_absent);
}

/* The chunk of an address, to be written to. */
static Chunk* own ( Addr a )
{
   Chunk* shared = sp_va_chunk_of(a);
   if (LIKELY(!shared->shared))
      return shared;
   Chunk* c = VG_(malloc)("sp.shadow.chunk", sizeof *c);
   VG_(memcpy)(c, shared, sizeof *c);
   c->shared = False;
   set_chunk(a, c);
   return c;
}

static void replace_chunk ( Addr a, enum sp_va state )
{
   Chunk* c = sp_va_chunk_of(a);
   if (!c->shared) {
      VG_(free)(c->bits);
      VG_(free)(c);
   }
   set_chunk(a, shared_chunk(state));
}

static void set_state ( Addr a, enum sp_va state )
{
   UChar* va = own(a)->va + a % SP_VA_CHUNK_SIZE / 4;
   UInt shift = 2 * (a % 4);
   *va = (*va & ~(3 << shift)) | state << shift;
}

static UChar* bits_of ( Addr a )
{
   Chunk* c = own(a);
   if (c->bits == NULL)
      c->bits = VG_(malloc)("sp.shadow.bits", SP_VA_CHUNK_SIZE);
   return c->bits + a % SP_VA_CHUNK_SIZE;
}

static void set_byte ( Addr a, UChar vbits )
{
   if (vbits == 0)
      set_state(a, SP_VA_DEFINED);
   else if (vbits == 0xff)
      set_state(a, SP_VA_UNDEFINED);
   else {
      *bits_of(a) = vbits;
      set_state(a, SP_VA_PARTLY);
   }
}

UChar SP_(byte_vbits)(Addr a)
{
   if (undefined_state == SP_VA_DEFINED)
      return 0;
   switch (sp_va(a)) {
      case SP_VA_DEFINED: return 0;
      case SP_VA_PARTLY:  return sp_va_chunk_of(a)->bits[a % SP_VA_CHUNK_SIZE];
      case SP_VA_NOACCESS:
      case SP_VA_UNDEFINED:
         break;
   }
   return 0xff;
}

/*--------------------------------------------------------------------*/
/*--- Ranges                                                       ---*/
/*--------------------------------------------------------------------*/

/* [a, end) lies in one chunk. */
static void set_in_chunk ( Addr a, Addr end, enum sp_va state )
{
   for (; a < end && a % 4 != 0; a++)
      set_state(a, state);
   if (end - a >= 4) {
      SizeT n = (end - a) / 4;
      VG_(memset)(own(a)->va + a % SP_VA_CHUNK_SIZE / 4, SP_VA_FOUR(state), n);
      a += 4 * n;
   }
   for (; a < end; a++)
      set_state(a, state);
}

static void set_range ( Addr a, SizeT n, enum sp_va state )
{
   Addr end = a + n < a ? ~0UL : a + n;
   while (a < end) {
      Addr chunk_last = a | (SP_VA_CHUNK_SIZE - 1);
      Addr stop = end <= chunk_last ? end : chunk_last + 1;
      if (sp_va_chunk_of(a) == shared_chunk(state))
         ;
      else if (stop - a == SP_VA_CHUNK_SIZE)
         replace_chunk(a, state);
      else
         set_in_chunk(a, stop, state);
      if (stop == 0)              // the top of the address space
         return;
      a = stop;
   }
}

/*--------------------------------------------------------------------*/
/*--- The stack                                                    ---*/
/*--------------------------------------------------------------------*/

/* A jump of the stack pointer by more than this, to where no thread's stack
   is, is taken for a change of stacks: Memcheck's --max-stackframe. */
#define MAX_FRAME 2000000

void SP_(stack_unknown)(void)
{
   SP_(span) = &no_span;
   SP_(sp_at) = NULL;
}

static inline Bool on_own ( const struct sp_stack_span* s, Addr a )
{
   return a >= s->lo && a <= s->hi;
}

void SP_(stack_known)(struct sp_stack_span* s, Addr lo, Addr hi, Addr sp)
{
   s->lo = lo;
   s->hi = hi;
   s->low = sp - VG_STACK_REDZONE_SZB;
   s->stale_lo = lo;
   s->stale_hi = s->low;
   set_range(lo, s->low - lo, SP_VA_UNDEFINED);
}

static void change_stack ( struct sp_stack_span* s, Addr low )
{
   Addr was = s->low;
   s->low = s->foreign ? s->other_low : low;
   s->other_low = was;
   s->foreign = !s->foreign;
}

static void now_stale ( struct sp_stack_span* s, Addr lo, Addr hi )
{
   if (s->stale_lo >= s->stale_hi)
      s->stale_lo = lo;
   if (lo < s->stale_lo)
      s->stale_lo = lo;
   if (hi > s->stale_hi)
      s->stale_hi = hi;
}

/* All of [va, end), most often few; the last ones twice. */
static inline void fill_undefined ( UChar* va, UChar* end )
{
   const ULong undefined = 0x5555555555555555ULL;
   if (end - va >= 8) {
      for (; end - va > 8; va += 8)
         __builtin_memcpy(va, &undefined, 8);
      __builtin_memcpy(end - 8, &undefined, 8);
   } else if (end - va >= 4) {
      __builtin_memcpy(va, &undefined, 4);
      __builtin_memcpy(end - 4, &undefined, 4);
   } else
      for (; va < end; va++)
         *va = SP_VA_FOUR(SP_VA_UNDEFINED);
}

/* Below low all is undefined as it is: whole bytes of states are set. */
static inline void undefine_left ( Addr low, Addr sp )
{
   UChar* va = own_states(low);
   low &= ~3UL;
   if (va == NULL || sp - low > 1024 || sp % 4 != 0
       || low >> SP_VA_CHUNK_BITS != sp >> SP_VA_CHUNK_BITS)
      set_range(low, sp - low, SP_VA_UNDEFINED);
   else
      fill_undefined(va, va + (sp - low) / 4);
}

void SP_(stack_left_slowly)(Addr sp)
{
   struct sp_stack_span* s = SP_(span);
   Addr low;
   if (on_own(s, sp) == s->foreign)
      change_stack(s, sp);
   low = s->low;
   if (low >= sp)
      return;
   s->low = sp;
   if (s->foreign && sp - low > MAX_FRAME)
      return;
   undefine_left(low, sp);
   if (s->foreign)
      SP_(dirty_mark)(low, sp - low);
   else
      now_stale(s, low, sp);
}

void SP_(stack_mark_stale)(Addr sp)
{
   struct sp_stack_span* s = SP_(span);
   Addr from = (sp - VG_STACK_REDZONE_SZB) & ~(SP_LINE_SIZE - 1);
   if (from < s->stale_lo)
      from = s->stale_lo;
   if (from < s->stale_hi && on_own(s, sp)) {
      SP_(dirty_mark)(from, s->stale_hi - from);
      s->stale_hi = from;
   }
}

static inline Addr stack_pointer ( void )
{
   return LIKELY(SP_(sp_at) != NULL) ? *SP_(sp_at) : SP_(stack_pointer)();
}

/* [a, a + n) is no longer all undefined. */
static void note_low ( Addr a, SizeT n )
{
   struct sp_stack_span* s = SP_(span);
   if (a >= s->low)
      return;
   Addr sp = stack_pointer();
   if (a + n + VG_STACK_REDZONE_SZB <= sp)
      return;
   if (on_own(s, sp)) {
      if (s->foreign)
         change_stack(s, 0);
      if (on_own(s, a) && a < s->low)
         s->low = a;
   } else if (a < sp + MAX_FRAME) {
      if (!s->foreign)
         change_stack(s, a);
      s->low = a;
   }
}

/* Below the stack pointer and its red zone.  What is not below `low' is not,
   but for the moment between a return's pop and what is planted there. */
static inline Bool in_dead_stack ( Addr a )
{
   const struct sp_stack_span* s = SP_(span);
   if (LIKELY(a >= s->low || a < s->lo || s->foreign))
      return False;
   Addr sp = stack_pointer();
   return a + VG_STACK_REDZONE_SZB < sp && on_own(s, sp);
}

/*--------------------------------------------------------------------*/
/*--- Changes                                                      ---*/
/*--------------------------------------------------------------------*/

static void make ( Addr a, SizeT n, enum sp_va state )
{
   if (n == 0)
      return;
   set_range(a, n, state);
   if (state != SP_VA_UNDEFINED)
      note_low(a, n);
   SP_(dirty_mark)(a, n);
}

void SP_(make_noaccess)(Addr a, SizeT n)
{
   make(a, n, SP_VA_NOACCESS);
}

void SP_(make_undefined)(Addr a, SizeT n)
{
   make(a, n, undefined_state);
}

void SP_(make_defined)(Addr a, SizeT n)
{
   make(a, n, SP_VA_DEFINED);
}

void SP_(make_defined_if_addressable)(Addr a, SizeT n)
{
   for (Addr at = a; at < a + n; at++)
      if (SP_(is_addressable)(at, 1, NULL))
         set_range(at, 1, SP_VA_DEFINED);
   note_low(a, n);
   SP_(dirty_mark)(a, n);
}

static void copy_byte ( Addr from, Addr to )
{
   enum sp_va state = sp_va(from);
   if (state == SP_VA_PARTLY)
      *bits_of(to) = sp_va_chunk_of(from)->bits[from % SP_VA_CHUNK_SIZE];
   if (sp_va(to) != state)
      set_state(to, state);
}

static void copy_bytes ( Addr from, Addr to, SizeT n )
{
   if (from > to)
      for (SizeT i = 0; i < n; i++)
         copy_byte(from + i, to + i);
   else
      for (SizeT i = n; i > 0; i--)
         copy_byte(from + i - 1, to + i - 1);
}

/* The longest part of n bytes that is in one chunk here and there. */
static SizeT part_of_both ( Addr from, Addr to, SizeT n )
{
   SizeT room = SP_VA_CHUNK_SIZE - from % SP_VA_CHUNK_SIZE;
   SizeT room_there = SP_VA_CHUNK_SIZE - to % SP_VA_CHUNK_SIZE;
   room = room < room_there ? room : room_there;
   return n < room ? n : room;
}

/* Both are aligned, and n is: states as they stand. */
static void copy_states ( Addr from, Addr to, SizeT n )
{
   const Chunk* source = sp_va_chunk_of(from);
   if (source->shared) {
      set_range(to, n, sp_va(from));
      return;
   }
   VG_(memcpy)(own(to)->va + to % SP_VA_CHUNK_SIZE / 4,
               source->va + from % SP_VA_CHUNK_SIZE / 4, n / 4);
   if (source->bits != NULL)
      VG_(memcpy)(bits_of(to), source->bits + from % SP_VA_CHUNK_SIZE, n);
}

void SP_(copy_definedness)(Addr from, Addr to, SizeT n)
{
   Bool overlap = from < to ? to - from < n : from - to < n;
   SizeT done = 0, part;
   if (from == to || n == 0)
      return;
   if (!overlap && from % 4 == 0 && to % 4 == 0)
      for (; n - done >= 4; done += part) {
         part = part_of_both(from + done, to + done, n - done) & ~3UL;
         copy_states(from + done, to + done, part);
      }
   copy_bytes(from + done, to + done, n - done);
   note_low(to, n);
   SP_(dirty_mark)(to, n);
}

/* All alike, as most that are put: a word, or half of one. */
static inline void put_alike ( Addr a, UInt n, enum sp_va state )
{
   for (UInt i = 0; i < n; i += 4)
      own(a + i)->va[(a + i) % SP_VA_CHUNK_SIZE / 4] = SP_VA_FOUR(state);
}

void SP_(put_vbits)(Addr a, ULong vbits, UInt n)
{
   Bool undefined = vbits == ~0ULL >> (64 - 8 * n);
   if ((a | n) % 4 == 0 && (vbits == 0 || undefined))
      put_alike(a, n, undefined ? SP_VA_UNDEFINED : SP_VA_DEFINED);
   else
      for (UInt i = 0; i < n; i++)
         set_byte(a + i, vbits >> 8 * i);
   note_low(a, n);
}

void SP_(stack_called)(Addr sp)
{
   const UShort defined = SP_VA_FOUR(SP_VA_DEFINED) * 0x101;
   struct sp_stack_span* s = SP_(span);
   sp_stack_left(sp);
   if (undefined_state == SP_VA_DEFINED)
      return;
   UChar* va = own_states(sp);
   if (s->foreign || !on_own(s, sp) || sp % sizeof(Addr) != 0 || va == NULL) {
      SP_(put_vbits)(sp, 0, sizeof(Addr));
      return;
   }
   __builtin_memcpy(va, &defined, sizeof defined);
   if (sp < s->low)
      s->low = sp;
}

/* Where the states of n bytes are, four or eight, if all are undefined and may
   be changed there; or else NULL. */
static inline UChar* fresh_states ( Addr a, UInt n )
{
   UChar* va = own_states(a);
   UShort two;
   if (va == NULL || a % 4 != 0)
      return NULL;
   __builtin_memcpy(&two, va, 2);
   if (two % (n == 8 ? 0x10000 : 0x100) != (n == 8 ? 0x5555 : 0x55))
      return NULL;
   return va;
}

Bool SP_(is_fresh)(Addr a, UInt n)
{
   return fresh_states(a, n) != NULL && !in_dead_stack(a);
}

/* Below the lowest byte that is not undefined: the stack grows, or this is
   elsewhere.  False: the long way shall find out. */
static inline Bool may_be_lower ( struct sp_stack_span* s, Addr a, UInt n )
{
   Addr sp = stack_pointer();
   Bool at_home = a >= s->lo && !s->foreign;
   if (a + n + VG_STACK_REDZONE_SZB <= sp)
      return !at_home;
   if (!at_home || !on_own(s, sp))
      return False;
   s->low = a;
   return True;
}

Bool SP_(define_fresh)(Addr a, UInt n)
{
   struct sp_stack_span* s = SP_(span);
   UChar* va = fresh_states(a, n);
   if (va == NULL || (a < s->low && !may_be_lower(s, a, n)))
      return False;
   va[0] = SP_VA_FOUR(SP_VA_DEFINED);
   if (n == 8)
      va[1] = SP_VA_FOUR(SP_VA_DEFINED);
   return True;
}

#define EVEN 0x5555555555555555ULL

/* False: one of those is not addressable. */
static inline Bool are_addressable ( const UChar* va, ULong those )
{
   ULong now;
   __builtin_memcpy(&now, va, sizeof now);
   return (~(now | now >> 1) & those & EVEN) == 0;
}

static inline void define ( UChar* va, ULong those )
{
   ULong now;
   __builtin_memcpy(&now, va, sizeof now);
   now = (now & ~those) | (those & ~EVEN);
   __builtin_memcpy(va, &now, sizeof now);
}

Bool SP_(define_some)(Addr a, UInt n, const ULong states[2])
{
   struct sp_stack_span* s = SP_(span);
   UChar* va = own_states(a);
   if (va == NULL || a % 4 != 0
       || a % SP_VA_CHUNK_SIZE + n > SP_VA_CHUNK_SIZE
       || !are_addressable(va, states[0])
       || (n > 32 && !are_addressable(va + 8, states[1]))
       || (a < s->low && (s->foreign || !on_own(s, a))))
      return False;
   if (a < s->low)
      s->low = a;
   define(va, states[0]);
   if (n > 32)
      define(va + 8, states[1]);
   return True;
}

Bool SP_(set_vbits)(Addr a, const UChar* from, SizeT n)
{
   if (!SP_(is_addressable)(a, n, NULL))
      return False;
   if (undefined_state == SP_VA_DEFINED || n == 0)
      return True;
   for (SizeT i = 0; i < n; i++)
      set_byte(a + i, from[i]);
   note_low(a, n);
   SP_(dirty_mark)(a, n);
   return True;
}

/*--------------------------------------------------------------------*/
/*--- Questions                                                    ---*/
/*--------------------------------------------------------------------*/

static Bool found ( Addr a, Addr* bad )
{
   if (bad != NULL)
      *bad = a;
   return False;
}

static inline Bool is_addressable ( Addr a )
{
   enum sp_va state = sp_va(a);
   return state != SP_VA_NOACCESS
          && (state != SP_VA_UNDEFINED || !in_dead_stack(a));
}

/* Four bytes from a on are all defined. */
static inline Bool four_defined ( Addr a )
{
   return a % 4 == 0 && *sp_va_at(a) == SP_VA_FOUR(SP_VA_DEFINED);
}

Bool SP_(is_addressable)(Addr a, SizeT n, Addr* bad)
{
   for (SizeT i = 0; i < n; )
      if (n - i >= 4 && four_defined(a + i))
         i += 4;
      else if (!is_addressable(a + i))
         return found(a + i, bad);
      else
         i++;
   return True;
}

static inline Bool is_undefined ( Addr a )
{
   return undefined_state != SP_VA_DEFINED && sp_va(a) != SP_VA_DEFINED
          && is_addressable(a);
}

Bool SP_(is_defined)(Addr a, SizeT n, Addr* bad)
{
   for (SizeT i = 0; i < n; )
      if (n - i >= 4 && four_defined(a + i))
         i += 4;
      else if (is_undefined(a + i))
         return found(a + i, bad);
      else
         i++;
   return True;
}

Bool SP_(can_read_on)(Addr a, Bool first)
{
   return (!first && a % VKI_PAGE_SIZE != 0)
          || VG_(am_is_valid_for_client)(a, 1, VKI_PROT_READ);
}

/* Where it cannot be read the call fails of itself. */
Bool SP_(is_defined_string)(Addr a, Addr* bad)
{
   for (Addr at = a; ; at++) {
      if (!is_addressable(at) || is_undefined(at))
         return found(at, bad);
      if (!SP_(can_read_on)(at, at == a) || *(const UChar*)at == '\0')
         return True;
   }
}

Bool SP_(get_vbits)(Addr a, UChar* to, SizeT n)
{
   if (!SP_(is_addressable)(a, n, NULL))
      return False;
   for (SizeT i = 0; i < n; i++)
      to[i] = SP_(byte_vbits)(a + i);
   return True;
}
