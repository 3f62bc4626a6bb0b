/* Dirty lines and the shadow of memory; see sp_memory.h.

   The shadow is a hash table of 64 KiB chunks:

      chunk --> refs[1024]    how many things make each line interesting
                equal[1024]   whether memory and shadow are, but for marks
                shadow[65536] what the reader has; NULL while all zero
                known[16384]  what of it is defined, as the reader knows it;
                              NULL while all is
                vbits[65536]  V bits of what is in part

   A line that is not of interest gets its dirty slot all the same, so that a
   loop in libc over its own data costs one call.  Such slots are cleared
   when interest arrives (interest_add).

   A lone write is compared alone where its line is equal otherwise: it has
   changed values of defined bytes only, or else it would have been marked.  A line
   may not be without a mark when it was not of interest, or dead stack, at
   the last flush. */

#include "sp_memory.h"

#include "pub_tool_aspacemgr.h"
#include "pub_tool_hashtable.h"
#include "pub_tool_machine.h"
#include "pub_tool_vki.h"
#include "sp_mixed.h"
#include "sp_stack.h"
#include "sp_stream.h"
#include "sp_stream_memory.h"

#define CHUNK_BITS       16
#define CHUNK_SIZE       (1UL << CHUNK_BITS)
#define LINES_PER_CHUNK  (CHUNK_SIZE / SP_LINE_SIZE)
#define REFS_MAX         255      // sticks there
#define LIST_MAX         65536    // dirty lines before an early flush

typedef struct chunk {
   struct chunk* next;            // VgHashNode
   UWord         number;          // address >> CHUNK_BITS
   UChar*        shadow;
   UChar*        known;
   UChar*        vbits;
   UChar         class;           // of what was added last; stack stays
   Bool          guarded;         // some of it may not be readable
   UChar         refs[LINES_PER_CHUNK];
   UChar         equal[LINES_PER_CHUNK];  // only where there is a shadow,
                                          // and never where guarded
} Chunk;

UWord SP_(dirty_slot)[SP_DIRTY_SLOTS];
UWord SP_(lone_write);
UInt  SP_(n_dirty);
Bool  SP_(marks_ignored);
Bool  SP_(memory_undefined);
static struct { UWord line; Chunk* chunk; } dirty[LIST_MAX];

/*--------------------------------------------------------------------*/
/*--- Chunks                                                       ---*/
/*--------------------------------------------------------------------*/

static VgHashTable* chunks;

/* The last chunks looked up, absent ones too.  Valgrind puts programs, heaps
   and stacks at round addresses, so the low bits alone of their numbers are
   alike. */
#define CACHE_SLOTS 256
static struct cached { UWord number; Chunk* chunk; } cache[CACHE_SLOTS];

static inline struct cached* cache_slot ( UWord number )
{
   return &cache[(number ^ number >> 8) % CACHE_SLOTS];
}

static Chunk* find_chunk_slowly ( UWord number )
{
   if (chunks == NULL)
      chunks = VG_(HT_construct)("sp.memory.chunks");
   struct cached* slot = cache_slot(number);
   slot->number = number;
   slot->chunk = VG_(HT_lookup)(chunks, number);
   return slot->chunk;
}

static inline Chunk* find_chunk ( Addr a )
{
   UWord number = a >> CHUNK_BITS;
   const struct cached* slot = cache_slot(number);
   if (LIKELY(slot->number == number))
      return slot->chunk;
   return find_chunk_slowly(number);
}

static Chunk* make_chunk ( Addr a )
{
   Chunk* c = find_chunk(a);
   if (c != NULL)
      return c;
   c = VG_(calloc)("sp.memory.chunk", 1, sizeof *c);
   c->number = a >> CHUNK_BITS;
   c->class = SP_CLASS_OTHER;
   VG_(HT_add_node)(chunks, c);
   *cache_slot(c->number) = (struct cached){ c->number, c };
   return c;
}

static inline UInt line_in_chunk ( Addr a )
{
   return (a % CHUNK_SIZE) / SP_LINE_SIZE;
}

static inline UChar* shadow_of ( Chunk* c, Addr a )
{
   if (UNLIKELY(c->shadow == NULL))
      c->shadow = VG_(calloc)("sp.memory.shadow", 1, CHUNK_SIZE);
   return c->shadow + a % CHUNK_SIZE;
}

static inline UChar* known_of ( Chunk* c, Addr a )
{
   if (UNLIKELY(c->known == NULL)) {
      c->known = VG_(malloc)("sp.memory.known", CHUNK_SIZE / 4);
      VG_(memset)(c->known, SP_VA_FOUR(SP_VA_DEFINED), CHUNK_SIZE / 4);
   }
   return c->known + a % CHUNK_SIZE / 4;
}

/*--------------------------------------------------------------------*/
/*--- Interest                                                     ---*/
/*--------------------------------------------------------------------*/

static inline void forget_slot ( UWord line )
{
   if (SP_(dirty_slot)[line % SP_DIRTY_SLOTS] == line)
      SP_(dirty_slot)[line % SP_DIRTY_SLOTS] = 0;
}

enum change { ADD, DROP, CLEAR };

static void change_line ( Chunk* c, UInt line, enum change change )
{
   UChar* refs = &c->refs[line];
   c->equal[line] = False;
   switch (change) {
      case ADD:   if (*refs < REFS_MAX) (*refs)++;              break;
      case DROP:  if (*refs > 0 && *refs < REFS_MAX) (*refs)--; break;
      case CLEAR: *refs = 0;                                    break;
   }
}

static Bool is_of_interest ( const Chunk* c )
{
   for (UInt line = 0; line < LINES_PER_CHUNK; line++)
      if (c->refs[line] > 0)
         return True;
   return False;
}

/* Between heap blocks nothing is addressable, and the reader knows; but not
   around a block that the program's own allocator has in a variable. */
static void set_class ( Chunk* c, enum sp_memory_class class )
{
   if (c->class != SP_CLASS_STACK)
      c->class = class;
   if (SP_(memory_undefined) && class == SP_CLASS_HEAP && c->known == NULL
       && !is_of_interest(c))
      c->known = VG_(calloc)("sp.memory.known", 1, CHUNK_SIZE / 4);
}

/* All lines that touch [a, a + size). */
static void change_interest ( Addr a, SizeT size, enum change change,
                              enum sp_memory_class class )
{
   Addr end = a + size;
   if (size == 0 || end < a)
      return;
   SP_(mark_lone_write)();
   a &= ~(SP_LINE_SIZE - 1);
   while (a < end) {
      Addr chunk_end = (a | (CHUNK_SIZE - 1)) + 1;
      Addr stop = end < chunk_end ? end : chunk_end;
      Chunk* c = change == ADD ? make_chunk(a) : find_chunk(a);
      if (c != NULL) {
         if (change == ADD)
            set_class(c, class);
         for (; a < stop; a += SP_LINE_SIZE) {
            change_line(c, line_in_chunk(a), change);
            forget_slot(a >> SP_LINE_BITS);
         }
      }
      if (chunk_end == 0)         // the top of the address space
         return;
      a = chunk_end;
   }
}

void SP_(interest_add)(Addr a, SizeT size, enum sp_memory_class class)
{
   change_interest(a, size, ADD, class);
}

void SP_(interest_drop)(Addr a, SizeT size)
{
   change_interest(a, size, DROP, SP_CLASS_OTHER);
}

void SP_(interest_clear)(Addr a, SizeT size)
{
   change_interest(a, size, CLEAR, SP_CLASS_OTHER);
}

void SP_(guard)(Addr a, SizeT size)
{
   Addr end = a + size;
   for (a &= ~(CHUNK_SIZE - 1); a < end; a += CHUNK_SIZE) {
      Chunk* c = find_chunk(a);
      if (c != NULL) {
         c->guarded = True;
         VG_(memset)(c->equal, False, sizeof c->equal);
      }
   }
}

void SP_(changed_unmarked)(Addr a, SizeT size)
{
   Addr end = a + size;
   for (a &= ~(SP_LINE_SIZE - 1); a < end; a += SP_LINE_SIZE) {
      Chunk* c = find_chunk(a);
      if (c != NULL)
         c->equal[line_in_chunk(a)] = False;
   }
}

void SP_(shadow_zero)(Addr a, SizeT size)
{
   SP_(mark_lone_write)();
   SP_(changed_unmarked)(a, size);
   while (size > 0) {
      SizeT n = CHUNK_SIZE - a % CHUNK_SIZE;
      if (n > size)
         n = size;
      Chunk* c = find_chunk(a);
      if (c != NULL && c->shadow != NULL)
         VG_(memset)(c->shadow + a % CHUNK_SIZE, 0, n);
      a += n;
      size -= n;
   }
}

static void set_known ( UChar* known, Addr a, enum sp_va state )
{
   UInt shift = 2 * (a % 4);
   *known = (*known & ~(3 << shift)) | state << shift;
}

void SP_(shadow_state)(Addr a, SizeT size, enum sp_va state)
{
   if (!SP_(memory_undefined))
      return;
   for (Addr end = a + size; a < end; ) {
      Chunk* c = find_chunk(a);
      Bool known = c != NULL && (c->known != NULL || state != SP_VA_DEFINED);
      if (!known || (a % 4 == 0 && end - a >= 4)) {
         SizeT n = CHUNK_SIZE - a % CHUNK_SIZE;
         n = n < end - a ? n : end - a;
         if (known) {
            n &= ~3UL;
            VG_(memset)(known_of(c, a), SP_VA_FOUR(state), n / 4);
         }
         a += n;
      } else {
         set_known(known_of(c, a), a, state);
         a++;
      }
   }
}

void SP_(shadow_hide)(Addr a, SizeT size)
{
   for (Addr end = a + size; a < end; a++)
      *shadow_of(make_chunk(a), a) = *(const UChar*)a;
}

/*--------------------------------------------------------------------*/
/*--- Marking                                                      ---*/
/*--------------------------------------------------------------------*/

static void mark_line ( UWord line )
{
   UWord* slot = &SP_(dirty_slot)[line % SP_DIRTY_SLOTS];
   if (*slot == line)
      return;
   Addr a = line << SP_LINE_BITS;
   Chunk* c = find_chunk(a);
   Bool interesting = !SP_(marks_ignored) && c != NULL
                      && c->refs[line_in_chunk(a)] > 0;

   if (interesting && UNLIKELY(SP_(n_dirty) == LIST_MAX))
      SP_(memory_flush)(SP_(stack_pointer)());
   *slot = line;
   if (interesting) {
      dirty[SP_(n_dirty)].line = line;
      dirty[SP_(n_dirty)++].chunk = c;
   }
}

static inline Addr lone_address ( UWord lone )
{
   return lone & ((1UL << SP_LONE_SHIFT) - 1);
}

static inline UInt lone_size ( UWord lone )
{
   return lone >> SP_LONE_SHIFT;
}

static void mark_lines ( Addr a, SizeT size )
{
   UWord last = (a + size - 1) >> SP_LINE_BITS;
   for (UWord line = a >> SP_LINE_BITS; line <= last; line++)
      mark_line(line);
}

/* A mapping of gigabytes is mostly chunks that hold nothing of interest. */
static void mark_chunks ( Addr a, SizeT size )
{
   while (size > 0) {
      SizeT n = CHUNK_SIZE - a % CHUNK_SIZE;
      if (n > size)
         n = size;
      if (find_chunk(a) != NULL)
         mark_lines(a, n);
      a += n;
      size -= n;
   }
}

void SP_(mark_lone_write)(void)
{
   UWord lone = SP_(lone_write);
   SP_(lone_write) = 0;
   if (UNLIKELY(lone != 0))
      mark_lines(lone_address(lone), lone_size(lone));
}

VG_REGPARM(2) void SP_(dirty_mark)(Addr a, SizeT size)
{
   if (UNLIKELY(SP_(lone_write) != 0))
      SP_(mark_lone_write)();
   if (UNLIKELY(SP_(n_dirty) > LIST_MAX - 2))
      SP_(memory_flush)(SP_(stack_pointer)());   // not between its two lines
   UWord line = a >> SP_LINE_BITS;
   if (LIKELY((a + size - 1) >> SP_LINE_BITS == line && size > 0))
      mark_line(line);
   else if (size > CHUNK_SIZE)
      mark_chunks(a, size);
   else if (size > 0)
      mark_lines(a, size);
}

/*--------------------------------------------------------------------*/
/*--- Comparing                                                    ---*/
/*--------------------------------------------------------------------*/

#if defined(__SSE2__)
/* Bit i is set where byte i of x is not zero. */
static inline ULong bytes_set ( ULong x )
{
   __m128i zero = _mm_setzero_si128();
   __m128i same = _mm_cmpeq_epi8(_mm_cvtsi64_si128(x), zero);
   return ~_mm_movemask_epi8(same) & 0xff;
}
#else
static inline ULong bytes_set ( ULong x )
{
   ULong mask = 0;
   for (UInt i = 0; i < 8; i++)
      mask |= (ULong)((x >> 8 * i & 0xff) != 0) << i;
   return mask;
}
#endif

/* Of the line some bytes are not defined, or were not as the reader knows
   them. */
static inline Bool is_mixed ( const Chunk* c, Addr a )
{
   return !sp_all_defined(sp_va_at(a))
          || (c->known != NULL
              && !sp_all_defined(c->known + a % CHUNK_SIZE / 4));
}

/* A large block of which little is used: nothing is kept of the rest. */
static Bool is_known_undefined ( const Chunk* c, Addr a )
{
   return c->known != NULL && sp_all_undefined(sp_va_at(a))
          && sp_all_undefined(c->known + a % CHUNK_SIZE / 4);
}

static __attribute__((noinline)) void flush_mixed ( Chunk* c, Addr a )
{
   if (is_known_undefined(c, a))
      return;
   if (c->vbits == NULL && SP_(some_partly)(sp_va_at(a)))
      c->vbits = VG_(calloc)("sp.memory.vbits", 1, CHUNK_SIZE);
   struct sp_line line = {
      .a = a, .class = c->class, .shadow = shadow_of(c, a),
      .known = known_of(c, a),
      .vbits = c->vbits ? c->vbits + a % CHUNK_SIZE : NULL
   };
   SP_(put_mixed_line)(&line);
}

static inline void flush_line ( UWord line, Chunk* c, Addr sp )
{
   static const UChar zeros[SP_LINE_SIZE];
   Addr a = line << SP_LINE_BITS;

   forget_slot(line);
   if (c->refs[line_in_chunk(a)] == 0)
      return;
   c->equal[line_in_chunk(a)] = False;
   if (c->class == SP_CLASS_STACK && !sp_stack_is_live(a, sp))
      return;
   if (UNLIKELY(c->guarded)
       && !VG_(am_is_valid_for_client)(a, SP_LINE_SIZE, VKI_PROT_READ))
      return;
   if (SP_(memory_undefined) && UNLIKELY(is_mixed(c, a))) {
      flush_mixed(c, a);
      c->equal[line_in_chunk(a)] = c->shadow != NULL && !c->guarded;
      return;
   }
   const UChar* now = (const UChar*)a;
   const UChar* known = c->shadow ? c->shadow + a % CHUNK_SIZE : zeros;
   ULong mask = sp_differences(now, known);
   if (mask != 0) {
      sp_put_runs(c->class, a, now, sp_bridged(mask));
      __builtin_memcpy(shadow_of(c, a), now, SP_LINE_SIZE);
   }
   c->equal[line_in_chunk(a)] = c->shadow != NULL && !c->guarded;
}

/* As wide as the program wrote: a load of more waits for the store to reach
   the cache. */
static inline ULong load ( const UChar* p, UInt size )
{
   ULong x = 0;
   switch (size) {
      case 4:  __builtin_memcpy(&x, p, 4); break;
      case 8:  __builtin_memcpy(&x, p, 8); break;
      case 1:  x = *p;                     break;
      default: __builtin_memcpy(&x, p, 2); break;
   }
   return x;
}

static inline void store ( UChar* p, ULong x, UInt size )
{
   switch (size) {
      case 4:  __builtin_memcpy(p, &x, 4); break;
      case 8:  __builtin_memcpy(p, &x, 8); break;
      case 1:  *p = x;                     break;
      default: __builtin_memcpy(p, &x, 2); break;
   }
}

/* Three bytes that are equal, between others that differ. */
static __attribute__((noinline)) Bool has_gap ( ULong differs )
{
   ULong mask = sp_bridged(bytes_set(differs));
   return (mask & (mask + (mask & -mask))) != 0;
}

/* The bytes that differ, from the first to the last. */
static inline Bool put_word ( Addr a, ULong now, ULong differs,
                              enum sp_memory_class class )
{
   UInt first = __builtin_ctzll(differs) & ~7u;        // bits
   UInt last = (63 - __builtin_clzll(differs)) | 7u;
   if (UNLIKELY(last - first > 31) && has_gap(differs))
      return False;
   return sp_put_memory_word(class, a + first / 8,
                             now >> first & ~0ULL >> (63 - (last - first)),
                             (last - first + 1) / 8);
}

/* Whether a line of the running thread's stack is live, if that is quickly
   said. */
static inline Bool is_live_here ( Addr line, Addr sp )
{
   const struct sp_readable* r = &SP_(readable);
   return line - r->lo <= r->hi - r->lo && sp - r->lo <= r->hi - r->lo
          && line + SP_LINE_SIZE > sp - VG_STACK_REDZONE_SZB;
}

/* Where memory_flush ends in nearly every step.  False: its line has to be
   looked at as a whole; so has any that is not as usual, which keeps this
   short. */
static inline __attribute__((always_inline)) Bool flush_lone ( Addr sp )
{
   UWord lone = SP_(lone_write);
   Addr a = lone_address(lone);
   UInt size = lone_size(lone);
   const struct cached* cached = cache_slot(a >> CHUNK_BITS);
   const Chunk* c = cached->chunk;
   if (cached->number != a >> CHUNK_BITS || c == NULL
       || !c->equal[line_in_chunk(a)]
       || a % SP_LINE_SIZE + size > SP_LINE_SIZE)
      return False;
   if (c->class == SP_CLASS_STACK
       && !is_live_here(a & ~(SP_LINE_SIZE - 1), sp))
      return False;
   UChar* shadow = c->shadow + a % CHUNK_SIZE;
   ULong now = load((const UChar*)a, size);
   ULong differs = now ^ load(shadow, size);
   if (differs != 0) {
      if (UNLIKELY(!put_word(a, now, differs, c->class)))
         return False;
      store(shadow, now, size);
   }
   SP_(lone_write) = 0;
   return True;
}

static __attribute__((noinline)) void flush_lines ( Addr sp )
{
   SP_(mark_lone_write)();
   UInt n = SP_(n_dirty);
   SP_(n_dirty) = 0;
   for (UInt i = 0; i < n; i++)
      flush_line(dirty[i].line, dirty[i].chunk, sp);
   if (SP_(memory_undefined))
      SP_(put_held_back)();
}

void SP_(memory_flush)(Addr sp)
{
   if (SP_(lone_write) == 0 || SP_(n_dirty) > 0 || !flush_lone(sp))
      flush_lines(sp);
}

/* mark_line puts no line behind where it was. */
void SP_(memory_flush_early)(Addr sp)
{
   SP_(mark_lone_write)();
   UInt n = SP_(n_dirty);
   flush_lines(sp);
   for (UInt i = 0; i < n; i++)
      mark_line(dirty[i].line);
}

void SP_(memory_forget)(void)
{
   for (UInt i = 0; i < SP_(n_dirty); i++)
      forget_slot(dirty[i].line);
   SP_(n_dirty) = 0;
   SP_(lone_write) = 0;
}
