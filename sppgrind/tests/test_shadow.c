/* Unit tests of sp_shadow.c: random changes to its map and to a plain array
   of states and V bits; both must give the same answers, and a line whose
   answers changed must have been marked. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "host.h"
#include "pub_tool_aspacemgr.h"
#include "sp_memory.h"
#include "sp_shadow.h"
#include "sp_stack.h"

/* No byte there is read, so addresses are free to choose: from the middle of a chunk, over the whole next one. */
#define BASE  0x12348000UL
#define SIZE  (3 * SP_VA_CHUNK_SIZE)
#define LINES (SIZE / SP_LINE_SIZE)

static struct { Bool addressable; UChar vbits; } model[SIZE];
static Bool  marked[LINES];
static Addr  sp;
static unsigned long seed;

/*--------------------------------------------------------------------*/
/*--- What sp_shadow.c calls                                       ---*/
/*--------------------------------------------------------------------*/

Addr SP_(stack_pointer)(void)
{
   return sp;
}

VG_REGPARM(2) void SP_(dirty_mark)(Addr a, SizeT size)
{
   for (Addr at = a; at < a + size; at++)
      if (at >= BASE && at < BASE + SIZE)
         marked[(at - BASE) / SP_LINE_SIZE] = True;
}

Bool VG_(am_is_valid_for_client) ( Addr start, SizeT len, UInt prot )
{
   return True;
}

/*--------------------------------------------------------------------*/
/*--- The model                                                    ---*/
/*--------------------------------------------------------------------*/

static int set_up ( void** state )
{
   static struct sp_stack_span span;
   memset(model, 0, sizeof model);
   memset(&span, 0, sizeof span);
   SP_(span) = &span;
   sp = 0x1000;
   seed = 1;
   SP_(shadow_init)(True);
   SP_(make_noaccess)(BASE, SIZE);
   return 0;
}

/* Chunks that are all alike have no memory of their own. */
static int tear_down ( void** state )
{
   SP_(make_noaccess)(BASE - BASE % SP_VA_CHUNK_SIZE, SIZE + SP_VA_CHUNK_SIZE);
   return 0;
}

static ULong any ( ULong below )
{
   return host_random(&seed) % below;
}

static void model_set ( SizeT at, SizeT n, Bool addressable, UChar vbits )
{
   for (SizeT i = at; i < at + n; i++) {
      model[i].addressable = addressable;
      model[i].vbits = vbits;
   }
}

static UChar shown_vbits ( SizeT i )
{
   return model[i].addressable ? model[i].vbits : 0xff;
}

static void compare ( void )
{
   for (SizeT i = 0; i < SIZE; i++) {
      Addr a = BASE + i;
      if (SP_(is_addressable)(a, 1, NULL) != model[i].addressable)
         fail_msg("addressability of byte %zu", i);
      if (SP_(byte_vbits)(a) != shown_vbits(i))
         fail_msg("V bits of byte %zu", i);
   }
}

static SizeT first_bad ( SizeT at, SizeT n, Bool want_defined )
{
   SizeT i = at;
   while (i < at + n
          && (want_defined ? !model[i].addressable || model[i].vbits == 0
                           : model[i].addressable))
      i++;
   return i;
}

static void compare_questions ( SizeT at, SizeT n )
{
   Addr bad = BASE + at + n;
   assert_int_equal(SP_(is_addressable)(BASE + at, n, &bad),
                    first_bad(at, n, False) == at + n);
   assert_int_equal(bad - BASE, first_bad(at, n, False));
   bad = BASE + at + n;
   assert_int_equal(SP_(is_defined)(BASE + at, n, &bad),
                    first_bad(at, n, True) == at + n);
   assert_int_equal(bad - BASE, first_bad(at, n, True));
}

/*--------------------------------------------------------------------*/
/*--- Tests                                                        ---*/
/*--------------------------------------------------------------------*/

static void change_vbits ( SizeT at, SizeT n )
{
   UChar bits[64];
   if (n > sizeof bits)
      n = sizeof bits;
   for (SizeT i = 0; i < n; i++)
      bits[i] = any(3) == 0 ? 0 : any(2) == 0 ? 0xff : any(256);
   Bool all = first_bad(at, n, False) == at + n;
   assert_int_equal(SP_(set_vbits)(BASE + at, bits, n), all);
   for (SizeT i = 0; all && i < n; i++)
      model[at + i].vbits = bits[i];
}

static void change_copy ( SizeT at, SizeT n )
{
   static char saved[sizeof model];
   SizeT to = any(SIZE - n);
   memcpy(saved, model, sizeof model);
   SP_(copy_definedness)(BASE + at, BASE + to, n);
   memcpy(&model[to], saved + at * sizeof model[0], n * sizeof model[0]);
}

static void change ( SizeT at, SizeT n )
{
   switch (any(6)) {
      case 0:
         SP_(make_noaccess)(BASE + at, n);
         model_set(at, n, False, 0xff);
         break;
      case 1:
         SP_(make_undefined)(BASE + at, n);
         model_set(at, n, True, 0xff);
         break;
      case 2:
         SP_(make_defined)(BASE + at, n);
         model_set(at, n, True, 0);
         break;
      case 3:
         SP_(make_defined_if_addressable)(BASE + at, n);
         for (SizeT i = at; i < at + n; i++)
            if (model[i].addressable)
               model[i].vbits = 0;
         break;
      case 4: change_vbits(at, n); break;
      case 5: change_copy(at, n);  break;
   }
}

static SizeT any_length ( void )
{
   switch (any(4)) {
      case 0:  return any(9);
      case 1:  return any(200);
      case 2:  return any(5000);
      default: return any(SIZE);
   }
}

static void test_random ( void** state )
{
   for (UInt i = 0; i < 3000; i++) {
      SizeT n = any_length(), at = any(SIZE - n + 1);
      if (n >= SIZE)
         continue;
      change(at, n);
      n = any_length();
      compare_questions(any(SIZE - n), n);
      if (i % 100 == 0)
         compare();
   }
   compare();
}

/* Random ones of n bytes; all: the map has them at hand. */
static void define_some ( SizeT at, UInt n )
{
   ULong states[2] = { 0, 0 };
   Bool own = (BASE + at) % 4 == 0
              && (BASE + at) / SP_VA_CHUNK_SIZE
                    == (BASE + at + n - 1) / SP_VA_CHUNK_SIZE;
   Bool accessible = True, done;
   Bool chosen[64];
   for (UInt i = 0; i < n; i++) {
      chosen[i] = any(3) > 0;
      states[i / 32] |= chosen[i] ? 3UL << 2 * (i % 32) : 0;
      accessible = accessible && (!chosen[i] || model[at + i].addressable);
   }
   done = SP_(define_some)(BASE + at, n, states);
   assert_int_equal(done, own && accessible);
   for (UInt i = 0; done && i < n; i++)
      if (chosen[i])
         model[at + i].vbits = 0;
}

/* Chunks of which not all bytes have been alike. */
static void own_chunks ( void )
{
   for (Addr a = BASE; a < BASE + SIZE; a += SP_VA_CHUNK_SIZE / 2) {
      SP_(make_noaccess)(a, 1);
      SP_(make_defined)(a, 1);
      model_set(a - BASE, 1, True, 0);
   }
}

static void test_define_some ( void** state )
{
   for (UInt i = 0; i < 30; i++) {
      SizeT n = any(SIZE);
      change(any(SIZE - n), n);
      own_chunks();
      for (UInt k = 0; k < 1000; k++) {
         UInt len = 1 + any(64);
         define_some(any(SIZE - len), len);
      }
      compare();
   }
}

static Bool lines_equal ( const void* was, SizeT line )
{
   SizeT at = line * SP_LINE_SIZE;
   return memcmp((const char*)was + at * sizeof model[0], &model[at],
                 SP_LINE_SIZE * sizeof model[0]) == 0;
}

static void test_marks ( void** state )
{
   static char was[sizeof model];
   for (UInt i = 0; i < 300; i++) {
      SizeT n = any(5000), at = any(SIZE - n);
      memcpy(was, model, sizeof model);
      memset(marked, 0, sizeof marked);
      change(at, n);
      for (SizeT line = 0; line < LINES; line++)
         assert_true(marked[line] || lines_equal(was, line));
   }
}

static void test_get_vbits ( void** state )
{
   UChar bits[4], set[4] = { 0, 0x0f, 0xff, 1 };
   assert_false(SP_(get_vbits)(BASE, bits, 4));
   SP_(make_defined)(BASE, 3);
   assert_false(SP_(set_vbits)(BASE, set, 4));
   assert_false(SP_(get_vbits)(BASE, bits, 4));
   SP_(make_defined)(BASE + 3, 1);
   assert_true(SP_(set_vbits)(BASE, set, 4));
   assert_true(SP_(get_vbits)(BASE, bits, 4));
   assert_memory_equal(bits, set, 4);
}

static void test_put_vbits ( void** state )
{
   Addr a = BASE + SP_VA_CHUNK_SIZE - BASE % SP_VA_CHUNK_SIZE - 3;
   SP_(make_undefined)(BASE, SIZE);
   SP_(put_vbits)(a, 0xff00000000a500ffUL, 8);
   const UChar want[8] = { 0xff, 0, 0xa5, 0, 0, 0, 0, 0xff };
   UChar bits[8];
   assert_true(SP_(get_vbits)(a, bits, 8));
   assert_memory_equal(bits, want, 8);
}

/* Over the end of the table, and far above it. */
static void test_above ( void** state )
{
   Addr top = 1UL << SP_VA_ADDRESS_BITS, far = 0x3c00000000UL, bad;
   UChar set = 0x0f, bits;
   SP_(make_defined)(top - 8, 16);
   assert_false(SP_(is_addressable)(top - 8, 17, &bad));
   assert_int_equal(bad, top + 8);
   SP_(make_undefined)(far + 1, 3 * SP_VA_CHUNK_SIZE);
   assert_true(SP_(is_addressable)(far + 1, 3 * SP_VA_CHUNK_SIZE, NULL));
   assert_false(SP_(is_addressable)(far, 1, NULL));
   assert_true(SP_(set_vbits)(far + 70000, &set, 1));
   assert_true(SP_(get_vbits)(far + 70000, &bits, 1));
   assert_int_equal(bits, set);
   SP_(make_defined)(~0UL - 100, 200);
   assert_true(SP_(is_addressable)(~0UL - 50, 1, NULL));
   SP_(make_noaccess)(~0UL - 100, 200);
   SP_(make_noaccess)(far, 4 * SP_VA_CHUNK_SIZE);
   assert_false(SP_(is_addressable)(far + 70000, 1, NULL));
   SP_(make_noaccess)(top - SP_VA_CHUNK_SIZE, 2 * SP_VA_CHUNK_SIZE);
}

static void test_without_undefined ( void** state )
{
   UChar bits = 0xff;
   SP_(shadow_init)(False);
   SP_(make_undefined)(BASE, 8);
   assert_true(SP_(is_defined)(BASE, 8, NULL));
   assert_true(SP_(set_vbits)(BASE, &bits, 1));
   assert_true(SP_(get_vbits)(BASE, &bits, 1));
   assert_int_equal(bits, 0);
   assert_false(SP_(is_addressable)(BASE + 8, 1, NULL));
}

static void test_string ( void** state )
{
   char* text = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
                     MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT, -1, 0);
   Addr bad;
   assert_true(text != MAP_FAILED);
   memcpy(text, "abc", 4);
   SP_(make_defined)((Addr)text, 3);
   assert_false(SP_(is_defined_string)((Addr)text, &bad));
   assert_int_equal(bad, (Addr)text + 3);
   SP_(make_defined)((Addr)text + 3, 1);
   assert_true(SP_(is_defined_string)((Addr)text, &bad));
   SP_(make_undefined)((Addr)text + 1, 1);
   assert_false(SP_(is_defined_string)((Addr)text, &bad));
   assert_int_equal(bad, (Addr)text + 1);
   SP_(make_noaccess)((Addr)text & ~(SP_VA_CHUNK_SIZE - 1), SP_VA_CHUNK_SIZE);
   munmap(text, 4096);
}

/* A frame's bytes are undefined once it has been left, and cannot be accessed
   below the red zone. */
static void test_stack ( void** state )
{
   Addr top = BASE + SIZE - 64;
   SP_(make_defined)(BASE, SIZE);
   sp = top;
   SP_(stack_known)(SP_(span), BASE, BASE + SIZE - 1, sp);
   sp = top - 1000;
   SP_(make_defined)(sp, 500);
   assert_true(SP_(is_defined)(sp, 500, NULL));
   assert_false(SP_(is_defined)(sp, 501, NULL));
   assert_true(SP_(is_addressable)(sp - 128, 128, NULL));
   assert_false(SP_(is_addressable)(sp - 129, 1, NULL));
   sp = top - 600;
   sp_stack_left(sp);
   assert_false(SP_(is_defined)(sp - 1, 1, NULL));
   assert_true(SP_(is_defined)(sp, 100, NULL));
   assert_false(SP_(is_addressable)(sp - 129, 1, NULL));
   sp = top - 1000;
   assert_int_equal(SP_(byte_vbits)(sp), 0xff);
}

/* What was left is marked once the stack has grown there again. */
static void test_stack_tells ( void** state )
{
   Addr top = BASE + SIZE - SP_LINE_SIZE;
   SizeT line = LINES - 1 - 1000 / SP_LINE_SIZE;
   sp = top;
   SP_(stack_known)(SP_(span), BASE, BASE + SIZE - 1, sp);
   sp = top - 1000;
   SP_(make_defined)(sp, 900);
   sp = top;
   sp_stack_left(sp);
   memset(marked, 0, sizeof marked);
   sp_stack_tell(sp);
   assert_false(marked[line]);
   sp = top - 1000;
   sp_stack_tell(sp);
   assert_true(marked[line]);
   memset(marked, 0, sizeof marked);
   sp_stack_tell(sp);
   assert_false(marked[line]);
}

/* On a stack that is no thread's own, frames that are left are undefined too,
   and a change of stacks leaves both alone. */
static void test_foreign_stack ( void** state )
{
   Addr own = BASE + SIZE - 64, other = BASE + 0x4000;
   SP_(make_defined)(BASE, 0x8000);
   sp = own;
   SP_(stack_known)(SP_(span), BASE + 0x8000, BASE + SIZE - 1, sp);
   SP_(make_defined)(own - 64, 64);
   sp = other;
   sp_stack_left(sp);
   sp = other - 200;
   SP_(make_undefined)(sp, 200);
   SP_(make_defined)(sp, 200);
   sp = other;
   sp_stack_left(sp);
   assert_false(SP_(is_defined)(other - 200, 1, NULL));
   assert_true(SP_(is_defined)(other, 100, NULL));
   assert_true(SP_(is_addressable)(BASE, 100, NULL));
   sp = own;
   assert_true(SP_(is_defined)(own - 64, 64, NULL));
   sp_stack_left(sp);
   assert_false(SP_(is_defined)(own - 64, 64, NULL));
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main ( void )
{
   const struct CMUnitTest tests[] = {
      TEST(test_random),
      TEST(test_define_some),
      TEST(test_marks),
      TEST(test_get_vbits),
      TEST(test_put_vbits),
      TEST(test_above),
      TEST(test_without_undefined),
      TEST(test_string),
      TEST(test_stack),
      TEST(test_stack_tells),
      TEST(test_foreign_stack),
   };
   return cmocka_run_group_tests(tests, NULL, NULL);
}
