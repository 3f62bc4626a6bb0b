/* Which bytes of the program's memory may be accessed, and which of their
   bits are defined: the answers that Memcheck gives.

   Each byte has a state of two bits.  Only bytes of which some bits are
   defined and others are not have V bits of their own (1: undefined).

   It is quick where Valgrind puts programs, below 128 GiB; what they map
   above by MAP_FIXED is found by hash.  With --undef=no nothing is ever undefined, and
   which bytes are addressable stays exact.

   The stack is special: what lies below the stack pointer, less the red
   zone, is kept as undefined and not as unaddressable, so that growing costs
   nothing.  Where it makes a difference the stack pointer is asked. */

#ifndef SP_SHADOW_H
#define SP_SHADOW_H

#include "sp_basics.h"
#include "pub_tool_machine.h"

/* Before all else; undefined: whether bytes can be undefined. */
void SP_(shadow_init)(Bool undefined);

/* These mark lines whose definedness they change as dirty. */
void SP_(make_noaccess)(Addr a, SizeT n);
void SP_(make_undefined)(Addr a, SizeT n);
void SP_(make_defined)(Addr a, SizeT n);
void SP_(make_defined_if_addressable)(Addr a, SizeT n);
/* As realloc and mremap copy bytes; the ranges may overlap. */
void SP_(copy_definedness)(Addr from, Addr to, SizeT n);

/* False: *bad is the first byte that is not.  bad may be NULL. */
Bool SP_(is_addressable)(Addr a, SizeT n, Addr* bad);
/* Of the bytes that are addressable. */
Bool SP_(is_defined)(Addr a, SizeT n, Addr* bad);
/* Up to its NUL, addressable too. */
Bool SP_(is_defined_string)(Addr a, Addr* bad);
/* Whether the tool may read the next byte of a string of the program's, which
   may have protected its memory: asked at the first one, and at each page. */
Bool SP_(can_read_on)(Addr a, Bool first);

/* V bits of n bytes, 1: undefined.  False: not all are addressable, and
   nothing was done. */
Bool SP_(get_vbits)(Addr a, UChar* to, SizeT n);
Bool SP_(set_vbits)(Addr a, const UChar* from, SizeT n);

/*--------------------------------------------------------------------*/
/*--- The stack                                                    ---*/
/*--------------------------------------------------------------------*/

/* What the shadow knows of a thread's stack; zeroed, then stack_known. */
struct sp_stack_span {
   Addr lo, hi;                   // the mapping [lo, hi]
   Addr low;                      // below it all is undefined
   Addr other_low;                // `low' of the stack that it is not on
   Bool foreign;                  // it runs on another stack than its own
   Addr stale_lo, stale_hi;       // undefined, and the stream not told
};

/* Of the thread that runs; never NULL. */
extern struct sp_stack_span* SP_(span);

/* Its stack pointer, if somebody has seen where it is kept. */
extern const ULong* SP_(sp_at);

/* No thread runs. */
void SP_(stack_unknown)(void);

/* A stack was found: what is below sp is not in use. */
void SP_(stack_known)(struct sp_stack_span* span, Addr lo, Addr hi, Addr sp);

/* Everything below sp has been left: planted, by way of on_call and
   on_return, where the red zone dies. */
void SP_(stack_left_slowly)(Addr sp);
static inline void sp_stack_left ( Addr sp )
{
   if (SP_(span)->low < sp)
      SP_(stack_left_slowly)(sp);
}

/* The same after a call has pushed its return address at sp, which makes it
   defined. */
void SP_(stack_called)(Addr sp);

/* Marks those lines as dirty that the stream still has as they were before
   they were left. */
void SP_(stack_mark_stale)(Addr sp);
static inline void sp_stack_tell ( Addr sp )
{
   if (UNLIKELY(SP_(span)->stale_hi > sp - VG_STACK_REDZONE_SZB))
      SP_(stack_mark_stale)(sp);
}

/*--------------------------------------------------------------------*/
/*--- The map, for instrumented code and for the stream            ---*/
/*--------------------------------------------------------------------*/

enum sp_va {
   SP_VA_NOACCESS = 0, SP_VA_UNDEFINED = 1, SP_VA_DEFINED = 2, SP_VA_PARTLY = 3
};

/* The same state for the four bytes that are told in one. */
#define SP_VA_FOUR(state)  ((state) * 0x55)

#define SP_VA_CHUNK_BITS   16
#define SP_VA_CHUNK_SIZE   (1UL << SP_VA_CHUNK_BITS)
#define SP_VA_ADDRESS_BITS 37
#define SP_VA_CHUNKS       (1UL << (SP_VA_ADDRESS_BITS - SP_VA_CHUNK_BITS))

/* Byte a's state is in bits 2 (a % 4) and up of va[a / 4].  What is read
   over the end finds NOACCESS. */
struct sp_va_chunk {
   UChar  va[SP_VA_CHUNK_SIZE / 4 + 8];
   UChar  shared;                 // never written to
   UChar* bits;                   // V bits of partly defined bytes, or NULL
};

/* Chunk a >> 16 is this many bytes behind SP_(va_absent), in which nothing
   is addressable: so the table is zero at first, and costs no memory where
   the program has none. */
extern UWord SP_(va_chunk)[SP_VA_CHUNKS];
extern struct sp_va_chunk SP_(va_absent);

struct sp_va_chunk* SP_(va_chunk_above)(Addr a);

static inline struct sp_va_chunk* sp_va_chunk_of ( Addr a )
{
   if (UNLIKELY(a >> SP_VA_ADDRESS_BITS))
      return SP_(va_chunk_above)(a);
   return (struct sp_va_chunk*)((UWord)&SP_(va_absent)
                                + SP_(va_chunk)[a >> SP_VA_CHUNK_BITS]);
}

/* The states of a and those after it, up to the chunk's end. */
static inline const UChar* sp_va_at ( Addr a )
{
   return sp_va_chunk_of(a)->va + a % SP_VA_CHUNK_SIZE / 4;
}

static inline enum sp_va sp_va ( Addr a )
{
   return (*sp_va_at(a) >> 2 * (a % 4)) & 3;
}

/* The V bits of an addressable byte. */
UChar SP_(byte_vbits)(Addr a);

/* For instrumented code: V bits as given become those of n <= 8 addressable
   bytes; nothing is marked as dirty. */
void SP_(put_vbits)(Addr a, ULong vbits, UInt n);

/* Short ways for four or eight bytes that are aligned to four.  Fresh: they
   are all undefined, and may be accessed; define_fresh makes such bytes
   defined, and is False of others. */
Bool SP_(is_fresh)(Addr a, UInt n);
Bool SP_(define_fresh)(Addr a, UInt n);

/* Some of n <= 64 bytes of the stack, not below its pointer and the red zone,
   become defined: those of whose states all bits are set, 32 bytes in each
   word.  False: nothing was done, as not all may be
   accessed or this is no short way. */
Bool SP_(define_some)(Addr a, UInt n, const ULong states[2]);

#endif
