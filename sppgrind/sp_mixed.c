/* Lines of which not all is defined; see sp_mixed.h. */

#include "sp_mixed.h"

#include "sp_shadow.h"

/* The states of a line, as masks with a bit for each byte. */
struct states { ULong none, undefined, defined, partly; };

/* The even bits of x, close together. */
static UInt even_bits ( ULong x )
{
   x &= 0x5555555555555555ULL;
   x = (x | x >> 1) & 0x3333333333333333ULL;
   x = (x | x >> 2) & 0x0f0f0f0f0f0f0f0fULL;
   x = (x | x >> 4) & 0x00ff00ff00ff00ffULL;
   x = (x | x >> 8) & 0x0000ffff0000ffffULL;
   return x | x >> 16;
}

static ULong bit_of_each ( const UChar* states, UInt bit )
{
   ULong half[2];
   __builtin_memcpy(half, states, sizeof half);
   return even_bits(half[0] >> bit) | (ULong)even_bits(half[1] >> bit) << 32;
}

static struct states read_states ( const UChar* p )
{
   ULong low = bit_of_each(p, 0), high = bit_of_each(p, 1);
   return (struct states){ .none = ~high & ~low, .undefined = ~high & low,
                           .defined = high & ~low, .partly = high & low };
}

Bool SP_(some_partly)(const UChar* states)
{
   return read_states(states).partly != 0;
}

/*--------------------------------------------------------------------*/
/*--- Runs                                                         ---*/
/*--------------------------------------------------------------------*/

static struct { Addr a; SizeT len; } held_back;

void SP_(put_held_back)(void)
{
   if (held_back.len > 0)
      SP_(put_undefined)(held_back.a, held_back.len);
   held_back.len = 0;
}

static void hold_back ( Addr a, UInt len )
{
   if (held_back.a + held_back.len != a)
      SP_(put_held_back)();
   if (held_back.len == 0)
      held_back.a = a;
   held_back.len += len;
}

static void put_undefined_runs ( Addr a, ULong mask )
{
   while (mask != 0) {
      UInt len, at = sp_take_run(&mask, &len);
      hold_back(a + at, len);
   }
}

static void put_noaccess_runs ( Addr a, ULong mask )
{
   while (mask != 0) {
      UInt len, at = sp_take_run(&mask, &len);
      ULong field[] = { a + at, len };
      SP_(put_numbers)(SP_REC_NOACCESS, 2, field);
   }
}

static void put_vbits_runs ( Addr a, const UChar* vbits, ULong mask )
{
   while (mask != 0) {
      UInt len, at = sp_take_run(&mask, &len);
      SP_(put_held_back)();
      SP_(put_partly)(a + at, vbits + at, len);
   }
}

/*--------------------------------------------------------------------*/
/*--- The line                                                     ---*/
/*--------------------------------------------------------------------*/

static void copy_runs ( UChar* to, const UChar* from, ULong mask )
{
   while (mask != 0) {
      UInt len, at = sp_take_run(&mask, &len);
      __builtin_memcpy(to + at, from + at, len);
   }
}

/* V bits of partly defined bytes, and the value, of which undefined bits are
   0.  The result: those of these bytes whose V bits have changed. */
static ULong read_partly ( struct sp_line* line, ULong partly, UChar* value )
{
   ULong changed = 0;
   for (UInt i = 0; i < SP_LINE_SIZE; i++)
      if ((partly >> i) & 1) {
         UChar vbits = SP_(byte_vbits)(line->a + i);
         value[i] &= ~vbits;
         changed |= (ULong)(vbits != line->vbits[i]) << i;
         line->vbits[i] = vbits;
      }
   return changed;
}

void SP_(put_mixed_line)(struct sp_line* line)
{
   UChar value[SP_LINE_SIZE];
   struct states now = read_states(sp_va_at(line->a));
   struct states known = read_states(line->known);
   ULong put = (now.defined & ~known.defined) | (now.partly & ~known.partly);

   __builtin_memcpy(value, (const UChar*)line->a, SP_LINE_SIZE);
   if (UNLIKELY(now.partly != 0))
      put |= read_partly(line, now.partly, value);
   copy_runs(value, line->shadow, now.undefined | now.none);
   put |= sp_differences(value, line->shadow);
   put |= sp_bridged(put) & now.defined;

   put_undefined_runs(line->a, now.undefined & ~known.undefined);
   sp_put_runs(line->class, line->a, value, put);
   if (UNLIKELY(now.partly != 0))
      put_vbits_runs(line->a, line->vbits, put & now.partly);
   put_noaccess_runs(line->a, now.none & ~known.none);
   __builtin_memcpy(line->shadow, value, SP_LINE_SIZE);
   __builtin_memcpy(line->known, sp_va_at(line->a), SP_LINE_SIZE / 4);
}
