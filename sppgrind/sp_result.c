/* What functions return; see sp_result.h. */

#include "sp_result.h"

#include "sp_options.h"
#include "sp_stack.h"
#include "sp_stream.h"

/* rax, rdx, the four words of ymm0, the first of ymm1, st0, st1.  A second
   vector register is only used for 8 bytes: what is larger is in one, or in
   memory. */
#define N_WORDS  9
#define X87_AT   7

static const UInt number_of[N_WORDS] = {
   0, 1, SP_REG_XMM0, SP_REG_XMM0 + 256, SP_REG_XMM0 + 512, SP_REG_XMM0 + 768,
   SP_REG_XMM0 + 1, SP_REG_ST0, SP_REG_ST0 + 1
};

/* V bits: 1, undefined.  A value's undefined bits are 0. */
struct words { ULong value[N_WORDS], vbits[N_WORDS]; };

static struct words told;         // as the reader has them
static ULong told_vbits;          // all of these together

/* The x87 registers that are empty stay what they were. */
static void read_x87 ( const GuestState* state, const GuestState* from,
                       const ULong was[N_WORDS], ULong word[N_WORDS] )
{
   for (UInt i = 0; i < 2; i++) {
      UInt at = (state->guest_FTOP + i) & 7;
      word[X87_AT + i] = state->guest_FPTAG[at] ? from->guest_FPREG[at]
                                                : was[X87_AT + i];
   }
}

/* from: state itself, or its shadow. */
static void read ( const GuestState* state, const GuestState* from,
                   const ULong was[N_WORDS], ULong word[N_WORDS] )
{
   word[0] = from->guest_RAX;
   word[1] = from->guest_RDX;
   __builtin_memcpy(&word[2], &from->guest_YMM0, 4 * sizeof(ULong));
   __builtin_memcpy(&word[6], &from->guest_YMM1, sizeof(ULong));
   read_x87(state, from, was, word);
}

/* The core keeps the shadow right behind the state.  Mostly all bits are
   defined, and were at the return before. */
static inline Bool has_vbits ( const GuestState* state )
{
   const GuestState* shadow = state + 1;
   UInt  top = state->guest_FTOP;
   ULong ymm[5];
   __builtin_memcpy(ymm, &shadow->guest_YMM0, sizeof ymm);
   return (told_vbits | shadow->guest_RAX | shadow->guest_RDX | ymm[0]
           | ymm[1] | ymm[2] | ymm[3] | ymm[4]
           | shadow->guest_FPREG[top & 7]
           | shadow->guest_FPREG[(top + 1) & 7]) != 0;
}

static void read_vbits ( const GuestState* state, struct words* w )
{
   read(state, state + 1, told.vbits, w->vbits);
   told_vbits = 0;
   for (UInt i = 0; i < N_WORDS; i++) {
      w->value[i] &= ~w->vbits[i];
      told_vbits |= w->vbits[i];
   }
}

struct changes {
   UInt n;
   UInt number[2 * N_WORDS];
   Long difference[2 * N_WORDS];
};

static inline void add_changes ( struct changes* c, ULong was[N_WORDS],
                                 const ULong word[N_WORDS], UInt number_from )
{
   for (UInt i = 0; i < N_WORDS; i++) {
      if (LIKELY(word[i] == was[i]))
         continue;
      c->number[c->n] = number_from + number_of[i];
      c->difference[c->n++] = (Long)(word[i] - was[i]);
      was[i] = word[i];
   }
}

VG_REGPARM(2) void SP_(on_return_traced)(const GuestState* state, Addr sp)
{
   struct words w;
   struct changes c;

   if (SP_(stack_returns)(sp)) {
      c.n = 0;
      read(state, state, told.value, w.value);
      if (SP_(opt).undef && UNLIKELY(has_vbits(state))) {
         read_vbits(state, &w);
         add_changes(&c, told.vbits, w.vbits, SP_RESULT_VBITS);
      }
      add_changes(&c, told.value, w.value, 0);
      SP_(put_result)(c.n, c.number, c.difference);
   }
   SP_(on_return)(sp);
}
