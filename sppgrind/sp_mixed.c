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
   VG_(memcpy)(half, states, sizeof half);
   return even_bits(half[0] >> bit) | (ULong)even_bits(half[1] >> bit) << 32;
}

static struct states read_states ( const UChar* p )
{
   ULong low = bit_of_each(p, 0), high = bit_of_each(p, 1);
   return (struct states){ .none = ~high & ~low, .undefined = ~high & low,
                           .defined = high & ~low, .partly = high & low };
}

static Bool are_all ( const UChar* states, UChar four )
{
   for (UInt i = 0; i < SP_LINE_SIZE / 4; i++)
      if (states[i] != four)
         return False;
   return True;
}

Bool SP_(all_defined)(const UChar* states)
{
   return are_all(states, SP_VA_FOUR(SP_VA_DEFINED));
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

static inline Bool has ( ULong mask, UInt i )
{
   return (mask >> i) & 1;
}

/* What is to be told of the line's values. */
struct changes { ULong values, vbits; };

/* value and vbits become those of now: undefined bits of a value are 0. */
static struct changes find_changes ( const struct sp_line* line,
                                     struct states now, struct states known,
                                     UChar* value, UChar* vbits )
{
   struct changes c = { (now.defined & ~known.defined)
                        | (now.partly & ~known.partly), 0 };
   for (UInt i = 0; i < SP_LINE_SIZE; i++) {
      if (!has(now.defined | now.partly, i))
         continue;
      vbits[i] = has(now.partly, i) ? SP_(byte_vbits)(line->a + i) : 0;
      value[i] = *(const UChar*)(line->a + i) & ~vbits[i];
      if (value[i] != line->shadow[i]
          || (has(now.partly, i) && vbits[i] != line->vbits[i]))
         c.values |= 1ULL << i;
   }
   c.values = (sp_bridged(c.values) & now.defined) | c.values;
   c.vbits = c.values & now.partly;
   return c;
}

static void remember ( struct sp_line* line, struct states now,
                       const UChar* value, const UChar* vbits )
{
   for (UInt i = 0; i < SP_LINE_SIZE; i++) {
      if (has(now.defined | now.partly, i))
         line->shadow[i] = value[i];
      if (has(now.partly, i))
         line->vbits[i] = vbits[i];
   }
   VG_(memcpy)(line->known, sp_va_at(line->a), SP_LINE_SIZE / 4);
}

void SP_(put_mixed_line)(struct sp_line* line)
{
   UChar value[SP_LINE_SIZE], vbits[SP_LINE_SIZE];
   struct states now = read_states(sp_va_at(line->a));
   struct states known = read_states(line->known);
   struct changes c = find_changes(line, now, known, value, vbits);

   put_undefined_runs(line->a, now.undefined & ~known.undefined);
   sp_put_runs(line->class, line->a, value, c.values);
   put_vbits_runs(line->a, vbits, c.vbits);
   put_noaccess_runs(line->a, now.none & ~known.none);
   remember(line, now, value, vbits);
}
