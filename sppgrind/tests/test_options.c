/* Unit tests of sp_options.c: the table, good and bad values. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "host.h"
#include "sp_leak.h"
#include "sp_options.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const HChar* trace_file ( Word i )
{
   return *(const HChar**)VG_(indexXA)(SP_(opt).trace_file, i);
}

/* The option is ours, and good or not. */
static void assert_parsed ( const HChar* arg, Bool good )
{
   host_bad_options = 0;
   assert_true(SP_(options_process)(arg));
   assert_int_equal(host_bad_options, good ? 0 : 1);
}

static void test_defaults ( void** state )
{
   assert_string_equal(SP_(opt).out_file, "sppgrind.out.%p");
   assert_int_equal(SP_(opt).out_fd, -1);
   assert_true(SP_(opt).trace);
   assert_true(SP_(opt).profile);
   assert_int_equal(VG_(sizeXA)(SP_(opt).trace_file), 0);
   assert_int_equal(SP_(opt).max_steps, 0);
   assert_false(SP_(opt).exit_at_max);
   assert_true(SP_(opt).unbuffered_stdio);
}

static void test_text ( void** state )
{
   assert_parsed("--sppgrind-out-file=a=b", True);
   assert_string_equal(SP_(opt).out_file, "a=b");
   assert_parsed("--sppgrind-out-file=", False);
}

static void assert_period ( const HChar* arg, ULong instructions,
                            ULong seconds )
{
   assert_parsed(arg, True);
   assert_true(SP_(opt).dump_every.instructions == instructions);
   assert_true(SP_(opt).dump_every.nanoseconds == seconds * 1000000000);
}

static void test_period ( void** state )
{
   assert_period("--dump-every=10000000", 10000000, 0);
   assert_period("--dump-every=2s", 0, 2);
   assert_period("--dump-every=0", 0, 0);
   assert_parsed("--dump-every=", False);
   assert_parsed("--dump-every=s", False);
   assert_parsed("--dump-every=2m", False);
   assert_parsed("--dump-every=-1", False);
   assert_parsed("--dump-every=99999999999999999999", False);
   assert_parsed("--dump-every=99999999999s", False);
   assert_period("--dump-every=0", 0, 0);
}

static void test_globs ( void** state )
{
   assert_parsed("--trace-file=*.c", True);
   assert_parsed("--trace-file=main.cpp", True);
   assert_int_equal(VG_(sizeXA)(SP_(opt).trace_file), 2);
   assert_string_equal(trace_file(0), "*.c");
   assert_string_equal(trace_file(1), "main.cpp");
   assert_parsed("--trace-file=", False);
}

static void test_other_names ( void** state )
{
   assert_parsed("--source-filename=main.c", True);
   assert_string_equal(trace_file(0), "main.c");
   assert_parsed("--trace-filename=out", True);
   assert_string_equal(SP_(opt).out_file, "out");
   assert_parsed("--trace-filename=", False);
}

static void test_undef ( void** state )
{
   assert_true(SP_(opt).undef);
   assert_parsed("--undef-value-errors=no", True);
   assert_false(SP_(opt).undef);
   assert_parsed("--undef=yes", True);
   assert_true(SP_(opt).undef);
}

static void test_yes_no ( void** state )
{
   static const HChar* const bad[] = {
      "--trace=", "--trace=y", "--trace=yess", "--trace=No", "--trace=1"
   };
   assert_parsed("--trace=no", True);
   assert_false(SP_(opt).trace);
   assert_parsed("--trace=yes", True);
   assert_true(SP_(opt).trace);
   assert_true(SP_(opt).profile);
   assert_parsed("--unbuffered-stdio=no", True);
   assert_false(SP_(opt).unbuffered_stdio);
   for (UInt i = 0; i < COUNT(bad); i++)
      assert_parsed(bad[i], False);
}

static void test_one_of ( void** state )
{
   assert_int_equal(SP_(opt).errors, SP_ERRORS_TRACED);
   assert_parsed("--errors=all", True);
   assert_int_equal(SP_(opt).errors, SP_ERRORS_ALL);
   assert_parsed("--errors=no", True);
   assert_int_equal(SP_(opt).errors, SP_ERRORS_NO);
   assert_parsed("--errors=traced", True);
   assert_int_equal(SP_(opt).errors, SP_ERRORS_TRACED);
   assert_parsed("--errors=", False);
   assert_parsed("--errors=al", False);
   assert_parsed("--errors=all|no", False);
}

static void test_sets ( void** state )
{
   assert_int_equal(SP_(opt).show_leak_kinds,
                    1 << SP_DEFINITE | 1 << SP_POSSIBLE);
   assert_parsed("--show-leak-kinds=reachable,indirect", True);
   assert_int_equal(SP_(opt).show_leak_kinds,
                    1 << SP_REACHABLE | 1 << SP_INDIRECT);
   assert_parsed("--leak-check-heuristics=newarray", True);
   assert_int_equal(SP_(opt).leak_heuristics, SP_NEWARRAY);
   assert_parsed("--leak-check-heuristics=definite", False);
}

static void test_bytes ( void** state )
{
   assert_int_equal(SP_(opt).malloc_fill, -1);
   assert_parsed("--malloc-fill=0xaf", True);
   assert_int_equal(SP_(opt).malloc_fill, 0xaf);
   assert_parsed("--malloc-fill=7", True);
   assert_int_equal(SP_(opt).malloc_fill, 7);
   assert_parsed("--malloc-fill=100", False);
   assert_parsed("--malloc-fill=", False);
   assert_parsed("--malloc-fill=x", False);
}

static void test_numbers ( void** state )
{
   static const HChar* const bad[] = {
      "--max-steps=", "--max-steps=-1", "--max-steps=x", "--max-steps=1x",
      "--max-steps=0x10", "--max-steps= 1", "--max-steps=1 ", "--max-steps=+1",
      "--max-steps=99999999999999999999", "--max-steps=18446744073709551617"
   };
   assert_parsed("--max-steps=1000000000000", True);
   assert_int_equal(SP_(opt).max_steps, 1000000000000);
   assert_parsed("--max-steps=007", True);
   assert_int_equal(SP_(opt).max_steps, 7);
   assert_parsed("--max-steps=0", True);
   assert_int_equal(SP_(opt).max_steps, 0);
   for (UInt i = 0; i < COUNT(bad); i++)
      assert_parsed(bad[i], False);
}

static void test_descriptor ( void** state )
{
   assert_parsed("--sppgrind-out-fd=3", True);
   assert_int_equal(SP_(opt).out_fd, 3);
   assert_parsed("--sppgrind-out-fd=2147483647", True);
   assert_int_equal(SP_(opt).out_fd, 2147483647);
   assert_parsed("--sppgrind-out-fd=2147483648", False);
   assert_parsed("--sppgrind-out-fd=-1", False);
   assert_parsed("--sppgrind-out-fd=none", False);
}

static void test_choice ( void** state )
{
   static const HChar* const bad[] = {
      "--at-max-steps=", "--at-max-steps=ex", "--at-max-steps=exit ",
      "--at-max-steps=cont", "--at-max-steps=continue|exit",
      "--at-max-steps=continued"
   };
   assert_parsed("--at-max-steps=exit", True);
   assert_true(SP_(opt).exit_at_max);
   assert_parsed("--at-max-steps=continue", True);
   assert_false(SP_(opt).exit_at_max);
   for (UInt i = 0; i < COUNT(bad); i++)
      assert_parsed(bad[i], False);
}

/* What is not in the table is the core's to judge, which knows --alignment. */
static void test_not_ours ( void** state )
{
   static const HChar* const others[] = {
      "--trace", "--trace-files=x", "--max-step=1", "--tracex=yes", "-", "",
      "--", "--TRACE=yes"
   };
   for (UInt i = 0; i < COUNT(others); i++)
      assert_false(SP_(options_process)(others[i]));
   assert_true(SP_(options_process)("--alignment=32"));
}

static int set_up ( void** state )
{
   SP_(options_init)();
   return 0;
}

static int tear_down ( void** state )
{
   VG_(deleteXA)(SP_(opt).trace_file);
   return 0;
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main ( void )
{
   const struct CMUnitTest tests[] = {
      TEST(test_defaults),
      TEST(test_text),
      TEST(test_period),
      TEST(test_globs),
      TEST(test_other_names),
      TEST(test_undef),
      TEST(test_yes_no),
      TEST(test_one_of),
      TEST(test_sets),
      TEST(test_bytes),
      TEST(test_numbers),
      TEST(test_descriptor),
      TEST(test_choice),
      TEST(test_not_ours),
   };
   return cmocka_run_group_tests(tests, NULL, NULL);
}
