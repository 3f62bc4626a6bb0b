/* Unit tests of sp_memory.c: random writes to memory, some of it of
   interest; what it puts is applied to an image, as the reader does, and the
   image must be memory's. */

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
#include "sp_stack.h"
#include "sp_stream.h"

/* Chunks of the shadow are 64 KiB: a few of them, and more lines than one
   list of dirty ones holds. */
#define SIZE     (6UL << 20)
#define N_LINES  (SIZE / SP_LINE_SIZE)

static UChar* memory;             // "the program's"
static UChar* image;              // the reader's
static UChar  image_vbits[SIZE];
static UInt   interest[N_LINES];
static Bool   stale[N_LINES];     // changed while nobody was interested
static UChar* live_from;          // stack lines below are not live
static ULong  n_puts, n_bytes;
static unsigned long seed;

/*--------------------------------------------------------------------*/
/*--- What sp_memory.c calls                                       ---*/
/*--------------------------------------------------------------------*/

Addr SP_(stack_pointer)(void)
{
   return (Addr)live_from;
}

struct sp_readable SP_(readable);  // where none, the function is asked

Bool SP_(stack_is_live)(Addr line, Addr sp)
{
   return line >= sp;
}

/* The pages that test_guarded hides. */
static UChar *hidden, *hidden_end;

Bool VG_(am_is_valid_for_client) ( Addr start, SizeT len, UInt prot )
{
   return (UChar*)start >= hidden_end || (UChar*)start + len <= hidden;
}

void SP_(put_memory)(enum sp_memory_class class, Addr a, const UChar* p,
                     UInt len)
{
   assert_true(a >= (Addr)memory && a + len <= (Addr)memory + SIZE);
   memcpy(image + (a - (Addr)memory), p, len);
   memset(image_vbits + (a - (Addr)memory), 0, len);
   n_puts++;
   n_bytes += len;
}

/* A block of the stream, for what is put into it inline. */
static UChar block[SP_BLOCK_HEADER_SIZE + 64];
struct sp_writer SP_(writer) = {
   .block = block, .at = block + SP_BLOCK_HEADER_SIZE,
   .limit = block + sizeof block
};
static ULong n_words;

static Long read_zigzag ( const UChar** p )
{
   ULong v = 0;
   UInt shift = 0;
   for (; **p >= 0x80; shift += 7)
      v |= (ULong)(*(*p)++ & 0x7f) << shift;
   v |= (ULong)*(*p)++ << shift;
   return (Long)(v >> 1) ^ -(Long)(v & 1);
}

/* Short MEMORY records, read as docs/stream-format.md has them. */
static void take_words ( void )
{
   static Addr last[4];
   struct sp_writer* w = &SP_(writer);
   const UChar* p = block + SP_BLOCK_HEADER_SIZE;
   while (p < w->at) {
      UInt tag = *p++, mode = (tag >> 2) & 3, len = ((tag >> 4) & 7) + 1;
      assert_true(tag >= SP_TAG_MEMORY);
      last[tag & 3] += mode == 0 ? read_zigzag(&p) : SP_MEMORY_MODE(mode);
      SP_(put_memory)(tag & 3, last[tag & 3], p, len);
      p += len;
      n_words++;
   }
   assert_ptr_equal(p, w->at);
   w->at = block + SP_BLOCK_HEADER_SIZE;
   memset(w->at, 0, w->limit - w->at);
}

static void flush ( Addr sp )
{
   SP_(memory_flush)(sp);
   take_words();
}

void SP_(put_undefined)(Addr a, SizeT len)
{
   assert_true(len > 0 && a + len <= (Addr)memory + SIZE);
   memset(image_vbits + (a - (Addr)memory), 0xff, len);
   n_puts++;
}

void SP_(put_partly)(Addr a, const UChar* vbits, UInt len)
{
   for (UInt i = 0; i < len; i++) {
      assert_int_equal(image_vbits[a + i - (Addr)memory], 0);
      assert_int_equal(image[a + i - (Addr)memory] & vbits[i], 0);
   }
   memcpy(image_vbits + (a - (Addr)memory), vbits, len);
   n_puts++;
}

/* NOACCESS is the only such record. */
void SP_(put_numbers)(enum sp_record_tag tag, UInt n, const ULong* number)
{
   assert_int_equal(tag, SP_REC_NOACCESS);
   memset(image_vbits + (number[0] - (Addr)memory), 0xff, number[1]);
   n_puts++;
}

/*--------------------------------------------------------------------*/
/*--- The program                                                  ---*/
/*--------------------------------------------------------------------*/

/* Every test has memory of its own: sp_memory.c forgets nothing. */
static int set_up ( void** state )
{
   memory = mmap(NULL, SIZE, PROT_READ | PROT_WRITE,
                 MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT, -1, 0);
   image = mmap(NULL, SIZE, PROT_READ | PROT_WRITE,
                MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
   assert_true(memory != MAP_FAILED && image != MAP_FAILED);
   memset(interest, 0, sizeof interest);
   memset(stale, 0, sizeof stale);
   live_from = memory;
   n_puts = n_bytes = 0;
   seed = 1;
   return 0;
}

/* The address space is kept, so that the next test gets other addresses. */
static int tear_down ( void** state )
{
   SP_(memory_forget)();
   munmap(image, SIZE);
   mprotect(memory, SIZE, PROT_NONE);
   return 0;
}

static ULong any ( ULong below )
{
   return host_random(&seed) % below;
}

static void touched ( SizeT at, SizeT len )
{
   for (SizeT i = at / SP_LINE_SIZE; i <= (at + len - 1) / SP_LINE_SIZE; i++)
      if (interest[i] == 0)
         stale[i] = True;
}

/* As the instrumented program does: inline check, mark, store; often a lone
   write, which after marks there is while recording pauses. */
static void store ( SizeT at, SizeT len, UInt changed )
{
   if (len == 0)
      return;
   if (SP_(lone_write) == 0 && len <= 8 && (SP_LONE_SIZES & (1 << len))
       && any(8) > 0)
      SP_(lone_write) = ((Addr)memory + at) | len << SP_LONE_SHIFT;
   else
      SP_(dirty_mark)((Addr)memory + at, len);
   for (SizeT i = 0; i < len; i++)
      if (any(100) < changed)
         memory[at + i] = any(256);
   touched(at, len);
}

static void add ( SizeT at, SizeT len, enum sp_memory_class class )
{
   SP_(interest_add)((Addr)memory + at, len, class);
   SP_(dirty_mark)((Addr)memory + at, len);
   for (SizeT i = at / SP_LINE_SIZE; i <= (at + len - 1) / SP_LINE_SIZE; i++) {
      interest[i]++;
      stale[i] = False;
   }
}

static void drop ( SizeT at, SizeT len )
{
   SP_(interest_drop)((Addr)memory + at, len);
   for (SizeT i = at / SP_LINE_SIZE; i <= (at + len - 1) / SP_LINE_SIZE; i++)
      interest[i]--;
}

static void clear ( SizeT at, SizeT len )
{
   SP_(interest_clear)((Addr)memory + at, len);
   for (SizeT i = at / SP_LINE_SIZE; i <= (at + len - 1) / SP_LINE_SIZE; i++)
      interest[i] = 0;
}

/* Lines of interest are equal. */
static void flush_and_compare ( void )
{
   flush((Addr)live_from);
   assert_false(sp_memory_changed());
   for (SizeT i = 0; i < N_LINES; i++)
      if (interest[i] > 0 && !stale[i])
         assert_memory_equal(memory + i * SP_LINE_SIZE,
                             image + i * SP_LINE_SIZE, SP_LINE_SIZE);
}

/*--------------------------------------------------------------------*/
/*--- Tests                                                        ---*/
/*--------------------------------------------------------------------*/

/* Without interest nothing is put. */
static void test_no_interest ( void** state )
{
   for (UInt i = 0; i < 1000; i++)
      store(any(SIZE - 100), any(100), 100);
   flush((Addr)live_from);
   assert_int_equal(n_puts, 0);
}

#define ROW16  "................"
#define FULL16 "xxxxxxxxxxxxxxxx"

/* Only bytes that differ; a gap of up to two equal ones is bridged. */
static void test_runs ( void** state )
{
   static const struct { const char* bytes; UInt puts, len; } rows[] = {
      { "x", 1, 1 }, { "xxx", 1, 3 }, { "x.x", 1, 3 }, { "x..x", 1, 4 },
      { "x...x", 2, 2 }, { "x...x..x.x", 2, 7 },
      { ROW16 ROW16 ROW16 ROW16, 0, 0 },
      { ROW16 ROW16 ROW16 "...............x", 1, 1 },
      { "x..............." ROW16 ROW16 "...............x", 2, 2 },
      { FULL16 FULL16 FULL16 FULL16, 1, 64 },
   };
   for (UInt i = 0; i < sizeof rows / sizeof *rows; i++) {
      SizeT at = 1000 * SP_LINE_SIZE * (i + 1);
      add(at, 64, SP_CLASS_HEAP);
      flush_and_compare();
      n_puts = n_bytes = 0;
      SP_(dirty_mark)((Addr)memory + at, 64);
      for (UInt k = 0; rows[i].bytes[k] != '\0'; k++)
         memory[at + k] += rows[i].bytes[k] == 'x';
      flush_and_compare();
      assert_int_equal(n_puts, rows[i].puts);
      assert_int_equal(n_bytes, rows[i].len);
   }
}

/* What was put is not put again; a value that came back is not put. */
static void test_put_once ( void** state )
{
   add(5000, 10, SP_CLASS_DATA);
   store(5000, 1, 0);
   memory[5000] = 7;
   flush_and_compare();
   assert_int_equal(n_bytes, 1);
   store(5000, 1, 0);
   flush_and_compare();
   store(5000, 1, 0);
   memory[5000] = 8;
   store(5000, 1, 0);
   memory[5000] = 7;
   flush_and_compare();
   assert_int_equal(n_bytes, 1);
}

static void test_random ( void** state )
{
   static const struct { SizeT at, len; } region[] = {
      { 100, 50 }, { 60000, 12000 }, { 65536, 65536 }, { 200000, 1 },
      { 1 << 20, 3 << 20 }, { 5000000, 300 }, { SIZE - 64, 64 }
   };
   UInt refs[7] = { 0 };
   for (UInt i = 0; i < 4000; i++) {
      UInt r = any(7);
      if (any(4) == 0 && refs[r] < 3) {
         add(region[r].at, region[r].len, SP_CLASS_HEAP);
         refs[r]++;
      } else if (any(4) == 0 && refs[r] > 0) {
         drop(region[r].at, region[r].len);
         refs[r]--;
      }
      for (UInt k = any(20); k > 0; k--)
         store((any(2) ? any(SIZE) : region[r].at + any(region[r].len))
                  % (SIZE - 300),
               any(any(8) ? 16 : 300), 60);
      if (any(10) == 0)
         flush_and_compare();
   }
   flush_and_compare();
   assert_true(n_puts > 1000);
}

/* Steps that write once: in lines that are known and others, of interest or
   not, over the ends of lines, with changes of interest between. */
static void test_lone_writes ( void** state )
{
   const SizeT at = 100000, len = 2000;
   SP_(readable).lo = (Addr)memory;
   SP_(readable).hi = (Addr)memory + SIZE - 1;
   n_words = 0;
   for (UInt i = 0; i < 20000; i++) {
      store(at - 100 + any(len + 200), 1 << any(4), 60);
      if (any(50) == 0)
         add(at, len, SP_CLASS_STACK);
      else if (interest[at / SP_LINE_SIZE] > 0 && any(50) == 0)
         drop(at, len);
      if (any(300) == 0)
         SP_(mark_lone_write)();
      if (any(3) > 0)
         flush((Addr)live_from);
      if (any(100) == 0)
         flush_and_compare();
   }
   assert_true(n_puts > 1000);
   assert_true(n_words > 1000);
   SP_(readable).lo = SP_(readable).hi = 0;
}

/* Its bytes alone are compared, but where the rest of its line may have
   changed too: there, as after every mark, the line. */
static void test_lone_write_alone ( void** state )
{
   const UWord lone = ((Addr)memory + 8192) | 4UL << SP_LONE_SHIFT;
   add(8192, 64, SP_CLASS_DATA);
   flush_and_compare();
   memory[8192 + 1] = memory[8192 + 40] = 1;
   SP_(lone_write) = lone;
   flush((Addr)live_from);       // no shadow yet
   assert_int_equal(n_bytes, 2);
   memory[8192 + 1] = memory[8192 + 40] = 2;
   SP_(lone_write) = lone;
   flush((Addr)live_from);
   assert_int_equal(n_bytes, 3);
   SP_(changed_unmarked)((Addr)memory + 8192 + 40, 1);
   SP_(lone_write) = lone;
   flush((Addr)live_from);
   assert_int_equal(n_bytes, 4);
   assert_int_equal(image[8192 + 40], 2);
}

/* More dirty lines than the list holds: an early flush. */
static void test_many_lines ( void** state )
{
   add(0, SIZE, SP_CLASS_DATA);
   for (UInt round = 0; round < 2; round++) {
      for (SizeT at = 0; at < SIZE; at += SP_LINE_SIZE) {
         SP_(dirty_mark)((Addr)memory + at, 1);
         memory[at] = round + 1;
      }
      flush_and_compare();
   }
   assert_int_equal(n_puts, 2 * N_LINES);
}

/* One store over many lines and chunks. */
static void test_long_store ( void** state )
{
   add(1000, 300000, SP_CLASS_OTHER);
   store(1000, 300000, 100);
   flush_and_compare();
   clear(0, 131072);
   n_bytes = 0;
   store(0, 131072, 100);
   flush((Addr)live_from);
   assert_int_equal(n_bytes, 0);
   add(1000, 64, SP_CLASS_OTHER);
   flush_and_compare();
   assert_true(n_bytes > 100);
}

/* Interest counts, but not beyond 255, where it sticks until it is cleared. */
static void test_counts ( void** state )
{
   for (UInt i = 0; i < 300; i++)
      add(4096, 64, SP_CLASS_DATA);
   for (UInt i = 0; i < 299; i++)
      drop(4096, 64);
   store(4096, 8, 100);
   flush_and_compare();
   clear(4096, 64);
   n_puts = 0;
   store(4096, 8, 100);
   flush((Addr)live_from);
   SP_(interest_drop)((Addr)memory + 4096, 64);   // once too often
   assert_int_equal(n_puts, 0);
}

/* A fresh block is zero to the reader: what differs from zero is put. */
static void test_shadow_zero ( void** state )
{
   add(70000, 1000, SP_CLASS_HEAP);
   store(70000, 1000, 100);
   flush_and_compare();
   drop(70000, 1000);
   SP_(shadow_zero)((Addr)memory + 70000, 1000);
   memset(image + 70000, 0, 1000);
   add(70000, 1000, SP_CLASS_HEAP);
   flush_and_compare();
   SP_(shadow_zero)((Addr)memory, SIZE);
   memset(image, 0, SIZE);
   SP_(dirty_mark)((Addr)memory, SIZE);
   flush_and_compare();
}

/* Below the stack pointer nothing is put; it is when it is live again and
   written to. */
static void test_dead_stack ( void** state )
{
   add(1 << 20, 1 << 16, SP_CLASS_STACK);
   flush_and_compare();
   live_from = memory + (1 << 20) + (1 << 15);
   n_puts = 0;
   SP_(dirty_mark)((Addr)memory + (1 << 20), 64);
   memory[1 << 20] = 5;
   flush((Addr)live_from);
   assert_int_equal(n_puts, 0);
   live_from = memory;
   SP_(dirty_mark)((Addr)memory + (1 << 20), 64);
   memory[(1 << 20) + 1] = 6;
   flush_and_compare();
   assert_int_equal(image[1 << 20], 5);
}

static void test_forget ( void** state )
{
   add(0, 4096, SP_CLASS_DATA);
   flush_and_compare();
   n_puts = 0;
   store(0, 4096, 100);
   assert_true(SP_(n_dirty) > 0);
   SP_(memory_forget)();
   flush((Addr)live_from);
   assert_int_equal(n_puts, 0);
   SP_(dirty_mark)((Addr)memory, 4096);
   flush_and_compare();
   assert_true(n_puts > 0);
}

/* Memory that cannot be read is left alone until it can be again. */
static void test_guarded ( void** state )
{
   add(0, 3 * 4096, SP_CLASS_DATA);
   flush_and_compare();
   store(4096, 100, 7);
   hidden = memory + 4096;
   hidden_end = hidden + 4096;
   SP_(guard)((Addr)hidden, 4096);
   mprotect(hidden, 4096, PROT_NONE);
   n_puts = 0;
   flush((Addr)live_from);
   assert_int_equal(n_puts, 0);
   mprotect(hidden, 4096, PROT_READ | PROT_WRITE);
   SP_(dirty_mark)((Addr)hidden, 4096);
   hidden = hidden_end = NULL;
   flush_and_compare();
   assert_true(n_puts > 0);
}

/* Ranges of no length and those that wrap do nothing. */
static void test_odd_ranges ( void** state )
{
   SP_(interest_add)((Addr)memory, 0, SP_CLASS_DATA);
   SP_(interest_add)((Addr)memory, ~0UL - 100, SP_CLASS_DATA);
   SP_(dirty_mark)((Addr)memory, 0);
   store(0, 64, 100);
   flush((Addr)live_from);
   assert_int_equal(n_puts, 0);
   SP_(interest_add)(~0UL - 0xfff, 0xfff, SP_CLASS_OTHER);
   SP_(interest_clear)(~0UL - 0xfff, 0xfff);
}

/*--------------------------------------------------------------------*/
/*--- Definedness                                                  ---*/
/*--------------------------------------------------------------------*/

static void change_definedness ( SizeT at, SizeT len )
{
   Addr a = (Addr)memory + at;
   UChar vbits[32];
   switch (any(5)) {
      case 0:  SP_(make_undefined)(a, len); break;
      case 1:  SP_(make_noaccess)(a, len);  break;
      case 2:
         SP_(make_undefined)(a, len);
         for (SizeT i = 0; i < sizeof vbits; i++)
            vbits[i] = any(2) ? any(256) : 0;
         SP_(set_vbits)(a, vbits, len < sizeof vbits ? len : sizeof vbits);
         break;
      default: SP_(make_defined)(a, len);   break;
   }
}

/* The reader has the V bits of each byte, and the value of what of it is
   defined. */
static void compare_definedness ( void )
{
   flush((Addr)live_from);
   for (SizeT i = 0; i < SIZE; i++) {
      UChar vbits = SP_(byte_vbits)((Addr)memory + i);
      if (image_vbits[i] != vbits)
         fail_msg("V bits of byte %zu", i);
      if (vbits != 0xff && image[i] != (memory[i] & ~vbits))
         fail_msg("value of byte %zu", i);
   }
}

static void begin_definedness ( enum sp_memory_class class )
{
   SP_(shadow_init)(True);
   SP_(memory_undefined) = True;
   SP_(make_defined)((Addr)memory, SIZE);
   memset(image_vbits, 0, SIZE);
   add(0, SIZE, class);
}

static int end_definedness ( void** state )
{
   SP_(make_noaccess)((Addr)memory & ~(SP_VA_CHUNK_SIZE - 1),
                      SIZE + SP_VA_CHUNK_SIZE);
   SP_(memory_undefined) = False;
   return tear_down(state);
}

static void test_definedness ( void** state )
{
   begin_definedness(SP_CLASS_DATA);
   for (UInt i = 0; i < 4000; i++) {
      SizeT len = any(200) + 1, at = any(SIZE - 400);
      if (any(3) > 0)
         change_definedness(at, len);
      store(at + any(200), any(100) + 1, 50);
      if (i % 100 == 0)
         compare_definedness();
   }
   compare_definedness();
   n_puts = 0;
   SP_(dirty_mark)((Addr)memory, SIZE);
   compare_definedness();
   assert_int_equal(n_puts, 0);
}

/* A fresh block is undefined to the reader without a word, and defined bytes
   of it are told even if they are what was there. */
static void test_fresh_block ( void** state )
{
   begin_definedness(SP_CLASS_HEAP);
   compare_definedness();
   SP_(make_undefined)((Addr)memory + 64, 100);
   SP_(shadow_state)((Addr)memory + 64, 100, SP_VA_UNDEFINED);
   memset(image_vbits + 64, 0xff, 100);
   n_puts = 0;
   compare_definedness();
   assert_int_equal(n_puts, 0);
   SP_(make_defined)((Addr)memory + 70, 10);
   compare_definedness();
   assert_int_equal(n_puts, 1);
}

/* Lines that follow each other are one range. */
static void test_undefined_range ( void** state )
{
   begin_definedness(SP_CLASS_DATA);
   compare_definedness();
   n_puts = 0;
   SP_(make_undefined)((Addr)memory + 30, 1000);
   compare_definedness();
   assert_int_equal(n_puts, 1);
}

#define TEST_DEFINEDNESS(f) \
   cmocka_unit_test_setup_teardown(f, set_up, end_definedness)
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main ( void )
{
   const struct CMUnitTest tests[] = {
      TEST(test_no_interest),
      TEST(test_runs),
      TEST(test_put_once),
      TEST(test_random),
      TEST(test_lone_writes),
      TEST(test_lone_write_alone),
      TEST(test_many_lines),
      TEST(test_long_store),
      TEST(test_counts),
      TEST(test_shadow_zero),
      TEST(test_dead_stack),
      TEST(test_forget),
      TEST(test_guarded),
      TEST(test_odd_ranges),
      TEST_DEFINEDNESS(test_definedness),
      TEST_DEFINEDNESS(test_fresh_block),
      TEST_DEFINEDNESS(test_undefined_range),
   };
   return cmocka_run_group_tests(tests, NULL, NULL);
}
