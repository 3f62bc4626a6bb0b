/* Unit tests of sp_lines.c: line programs written by hand, damaged ones, and
   those of compilers with readelf as the witness. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "host.h"
#include "sp_elf.h"
#include "sp_lines.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define BYTES(s) (const UChar*)s, sizeof s - 1

/*--------------------------------------------------------------------*/
/*--- Writing                                                      ---*/
/*--------------------------------------------------------------------*/

struct section { UChar byte[4096]; SizeT len; };

static void add ( struct section* s, const void* p, SizeT n )
{
   assert_true(s->len + n <= sizeof s->byte);
   memcpy(s->byte + s->len, p, n);
   s->len += n;
}

static void add_fixed ( struct section* s, ULong x, UInt size )
{
   add(s, &x, size);
}

struct header {
   UInt version, offset_size, min_length, line_range, opcode_base;
   Int  line_base;
   Bool default_is_stmt;
};

static const struct header usual = {
   .version = 4, .offset_size = 4, .min_length = 1, .line_range = 14,
   .opcode_base = 13, .line_base = -5, .default_is_stmt = True
};

static void add_header_rest ( struct section* s, const struct header* h )
{
   static const UChar operands[] = { 0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1, 2, 0 };
   add_fixed(s, h->min_length, 1);
   if (h->version >= 4)
      add_fixed(s, 1, 1);
   add_fixed(s, h->default_is_stmt, 1);
   add_fixed(s, h->line_base, 1);
   add_fixed(s, h->line_range, 1);
   add_fixed(s, h->opcode_base, 1);
   if (h->opcode_base > 0)
      add(s, operands, h->opcode_base - 1);
   add(s, "tables of files", 15); // not looked at
}

/* One unit: the header, then the program. */
static void add_unit ( struct section* s, const struct header* h,
                       const UChar* program, SizeT len )
{
   struct section head = { .len = 0 };
   SizeT prefix = 2 + (h->version >= 5 ? 2 : 0) + h->offset_size;
   add_header_rest(&head, h);
   if (h->offset_size == 8)
      add_fixed(s, 0xffffffff, 4);
   add_fixed(s, prefix + head.len + len, h->offset_size);
   add_fixed(s, h->version, 2);
   if (h->version >= 5)
      add_fixed(s, 8, 2);
   add_fixed(s, head.len, h->offset_size);
   add(s, head.byte, head.len);
   add(s, program, len);
}

/* A copy of its exact size, so that a read past its end is found. */
static void read_exactly ( struct sp_lines* lines, const UChar* p, SizeT len )
{
   UChar* copy = malloc(len);
   memcpy(copy, p, len);
   SP_(lines_read)(lines, copy, len);
   free(copy);
}

/* The rows of a program behind the header h; rows ends with 0. */
static void assert_rows ( const struct header* h, const UChar* program,
                          SizeT len, const Addr* rows )
{
   struct section s = { .len = 0 };
   struct sp_lines lines = { .n_rows = 0 };
   UInt n = 0;
   add_unit(&s, h, program, len);
   read_exactly(&lines, s.byte, s.len);
   for (; rows[n] != 0; n++) {
      assert_true(n < lines.n_rows);
      assert_int_equal(lines.row[n], rows[n]);
      assert_true(SP_(lines_has)(&lines, rows[n]));
   }
   assert_int_equal(lines.n_rows, n);
   SP_(lines_free)(&lines);
   assert_false(SP_(lines_has)(&lines, rows[0]));
}

#define ROWS(...) ((const Addr[]){ __VA_ARGS__, 0 })
#define SET_1000 "\0\x09\x02\0\x10\0\0\0\0\0\0"
#define SET_2000 "\0\x09\x02\0\x20\0\0\0\0\0\0"
#define END "\0\x01\x01"

/*--------------------------------------------------------------------*/
/*--- Programs                                                     ---*/
/*--------------------------------------------------------------------*/

/* copy; special 0x4c: address + 4, line + 2; advance_pc 3, copy;
   const_add_pc: + 17, copy; fixed_advance_pc 0x100, copy. */
#define MANY SET_1000 "\x01\x4c\x02\x03\x01\x08\x01\x09\0\x01\x01" END
static const Addr many[] = { 0x1000, 0x1004, 0x1007, 0x1018, 0x1118, 0 };

static void test_versions ( void** state )
{
   for (UInt version = 2; version <= 5; version++)
      for (UInt size = 4; size <= 8; size += 4) {
         struct header h = usual;
         h.version = version;
         h.offset_size = size;
         assert_rows(&h, BYTES(MANY), many);
      }
}

static void test_unknown_versions ( void** state )
{
   struct header h = usual;
   h.version = 1;
   assert_rows(&h, BYTES(MANY), ROWS(0));
   h.version = 6;
   assert_rows(&h, BYTES(MANY), ROWS(0));
}

/* const_add_pc is special opcode 255 without its line. */
static void test_line_range ( void** state )
{
   struct header h = usual;
   h.line_range = 11;
   assert_rows(&h, BYTES(SET_1000 "\x01\x08\x01\x3a\xff" END),
               ROWS(0x1000, 0x1016, 0x101a, 0x1030));
}

static void test_min_length ( void** state )
{
   struct header h = usual;
   h.min_length = 4;
   assert_rows(&h, BYTES(MANY),
               ROWS(0x1000, 0x1010, 0x101c, 0x1060, 0x1160));
}

/* Only rows with is_stmt count; negate_stmt turns it over, and the end of
   the sequence sets it as at the start. */
static void test_is_stmt ( void** state )
{
   struct header h = usual;
   assert_rows(&h, BYTES(SET_1000 "\x01\x06\x02\x01\x01\x06\x02\x01\x01\x06"
                         END SET_1000 "\x02\x07\x01" END),
               ROWS(0x1000, 0x1002, 0x1007));
   h.default_is_stmt = False;
   assert_rows(&h, BYTES(SET_1000 "\x01\x06\x02\x01\x01" END), ROWS(0x1001));
}

/* Line 0 is code of no line; special 0x11: line - 1. */
static void test_line_zero ( void** state )
{
   assert_rows(&usual, BYTES(SET_1000 "\x03\x7f\x01\x02\x01\x03\x05\x01" END),
               ROWS(0x1001));
   assert_rows(&usual, BYTES(SET_1000 "\x11\x02\x01\x12\x02\x01\x13" END),
               ROWS(0x1002));
}

/* An end_sequence is no row of its own. */
static void test_end_sequence ( void** state )
{
   assert_rows(&usual, BYTES(SET_1000 "\x01\x02\x10" END), ROWS(0x1000));
}

/* Code that the linker dropped is at 0, 1 or -1. */
static void test_dropped_code ( void** state )
{
   assert_rows(&usual, BYTES(
      "\0\x09\x02\0\0\0\0\0\0\0\0" "\x01\x02\x40\x01" END
      "\0\x09\x02\x01\0\0\0\0\0\0\0" "\x01\x02\x40\x01" END
      "\0\x09\x02\xff\xff\xff\xff\xff\xff\xff\xff" "\x01" END
      SET_1000 "\x01" END), ROWS(0x1000));
}

/* Rows come sorted, and each address once. */
static void test_order ( void** state )
{
   assert_rows(&usual, BYTES(
      "\0\x09\x02\0\x20\0\0\0\0\0\0" "\x01\x01\x02\x02\x01" END
      SET_1000 "\x01" END),
               ROWS(0x1000, 0x2000, 0x2002));
}

/* A standard opcode of the future: its operands are skipped by the header's
   counts; one in the place of a special opcode is one when opcode_base says. */
static void test_unknown_standard ( void** state )
{
   struct header h = usual;
   h.opcode_base = 15;
   assert_rows(&h, BYTES(SET_1000 "\x0d\x81\x01\x05\x0e\x01" END),
               ROWS(0x1000));
   h.opcode_base = 10;
   h.line_base = 0;
   assert_rows(&h, BYTES(SET_1000 "\x0a" END), ROWS(0x1000));
   h.opcode_base = 1;             // all but the extended ones are special
   assert_rows(&h, BYTES(SET_1000 "\x01\x0f" END), ROWS(0x1000, 0x1001));
}

static void test_unknown_extended ( void** state )
{
   assert_rows(&usual, BYTES(
      SET_1000 "\0\x05\x80" "abcd" "\x01\0\x02\x04\x01\x02\x01\x01" END),
      ROWS(0x1000, 0x1001));
}

/* The other standard opcodes change nothing that counts here: set_file,
   set_column, set_basic_block, set_prologue_end, set_epilogue_begin,
   set_isa. */
static void test_ignored_opcodes ( void** state )
{
   assert_rows(&usual, BYTES(
      SET_1000 "\x04\x81\x01\x05\x01\x07\x0a\x0b\x0c\x01\x01" END),
      ROWS(0x1000));
}

static void test_several_units ( void** state )
{
   struct section s = { .len = 0 };
   struct sp_lines lines = { .n_rows = 0 };
   struct header odd = usual;
   odd.version = 77;
   add_unit(&s, &usual, BYTES(SET_1000 "\x01" END));
   add_unit(&s, &odd, BYTES("anything"));
   odd.version = 5;
   odd.offset_size = 8;
   add_unit(&s, &odd, BYTES("\0\x09\x02\0\x30\0\0\0\0\0\0" "\x01" END));
   read_exactly(&lines, s.byte, s.len);
   assert_int_equal(lines.n_rows, 2);
   assert_int_equal(lines.row[1], 0x3000);
   SP_(lines_free)(&lines);
}

/*--------------------------------------------------------------------*/
/*--- Hostile sections                                             ---*/
/*--------------------------------------------------------------------*/

static void test_bad_headers ( void** state )
{
   struct header h = usual;
   h.line_range = 0;
   assert_rows(&h, BYTES(MANY), ROWS(0));
   h = usual;
   h.opcode_base = 0;
   assert_rows(&h, BYTES(MANY), ROWS(0));
}

/* Cut at every byte: never more than the whole has, nor any other. */
static void test_truncated ( void** state )
{
   struct section s = { .len = 0 };
   struct header h = usual;
   h.version = 5;
   add_unit(&s, &usual, BYTES(MANY));
   SizeT first = s.len;
   add_unit(&s, &h, BYTES(MANY));
   for (SizeT len = 0; len <= s.len; len++) {
      struct sp_lines lines = { .n_rows = 0 };
      read_exactly(&lines, s.byte, len);
      assert_int_equal(lines.n_rows, len < first ? 0 : 5);
      SP_(lines_free)(&lines);
   }
}

/* Cut at every byte inside its unit, whose length says so; alone, and with
   another unit behind it. */
static void test_truncated_unit ( void** state )
{
   for (SizeT len = 0; len < sizeof MANY; len++) {
      struct section s = { .len = 0 };
      struct sp_lines lines = { .n_rows = 0 };
      add_unit(&s, &usual, (const UChar*)MANY, len);
      read_exactly(&lines, s.byte, s.len);
      assert_true(lines.n_rows <= 5);
      add_unit(&s, &usual, BYTES(SET_1000 "\x02\x50\x01" END));
      read_exactly(&lines, s.byte, s.len);
      assert_true(SP_(lines_has)(&lines, 0x1050));
      SP_(lines_free)(&lines);
   }
}

static void test_huge_lengths ( void** state )
{
   static const struct { SizeT at; UInt size; } fields[] = {
      { 0, 4 },                   // of the unit
      { 6, 4 },                   // of the header
      { 35 + 6 + 1, 1 },          // of the first extended opcode
   };
   static const ULong values[] = { 0, 1, 0x7fffffff, 0xfffffffe, 0xffffffff };
   for (UInt i = 0; i < COUNT(fields); i++)
      for (UInt v = 0; v < COUNT(values); v++) {
         struct section s = { .len = 0 };
         struct sp_lines lines = { .n_rows = 0 };
         add_unit(&s, &usual, BYTES(MANY));
         memcpy(s.byte + fields[i].at, &values[v], fields[i].size);
         read_exactly(&lines, s.byte, s.len);
         SP_(lines_free)(&lines);
      }
   struct section wide = { .len = 0 };
   struct sp_lines lines = { .n_rows = 0 };
   add(&wide, "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x04\0", 14);
   read_exactly(&lines, wide.byte, wide.len);
   assert_int_equal(lines.n_rows, 0);
}

/* Numbers of any length and size: they wrap, and nothing overflows. */
static void test_huge_numbers ( void** state )
{
   assert_rows(&usual, BYTES(SET_1000
      "\x03\xff\xff\xff\xff\xff\xff\xff\xff\xff\x00"
      "\x03\xff\xff\xff\xff\xff\xff\xff\xff\xff\x00"
      "\x02\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x7f"
      "\x01\x20" END), ROWS(0xfff, 0x1000));
}

/* Random changes; the sanitizers and the clock are the judges. */
static void test_random_damage ( void** state )
{
   unsigned long seed = 1;
   for (UInt round = 0; round < 20000; round++) {
      struct section s = { .len = 0 };
      struct sp_lines lines = { .n_rows = 0 };
      struct header h = usual;
      h.version = 2 + round % 4;
      h.offset_size = round % 8 < 4 ? 4 : 8;
      add_unit(&s, &h, BYTES(MANY));
      add_unit(&s, &h, BYTES(MANY));
      for (UInt i = 0; i < 1 + round % 3; i++)
         s.byte[host_random(&seed) % s.len] = host_random(&seed);
      read_exactly(&lines, s.byte, s.len);
      for (UInt i = 1; i < lines.n_rows; i++)
         assert_true(lines.row[i - 1] < lines.row[i]);
      SP_(lines_free)(&lines);
   }
}

/*--------------------------------------------------------------------*/
/*--- readelf as the witness                                       ---*/
/*--------------------------------------------------------------------*/

static const char fixture[] =
   "#include <stdio.h>\n"
   "static int twice(int x) { return 2 * x; }\n"
   "static int sum(int n)\n"
   "{\n"
   "   int s = 0;\n"
   "   for (int i = 0; i < n; i++) s += twice(i);\n"
   "   while (n > 0) n--;\n"
   "   return s;\n"
   "}\n"
   "int main(void)\n"
   "{\n"
   "   for (int i = 0; i < 3; i++)\n"
   "      printf(\"%d\\n\", sum(i));\n"
   "   return 0;\n"
   "}\n";

static Bool read_memory ( void* ctx, ULong offset, void* to, SizeT len )
{
   const struct { const UChar* p; unsigned long len; }* file = ctx;
   if (offset > file->len || len > file->len - offset)
      return False;
   memcpy(to, file->p + offset, len);
   return True;
}

static struct sp_lines read_rows_of ( const char* path )
{
   struct { UChar* p; unsigned long len; } file;
   struct sp_lines lines = { .n_rows = 0 };
   struct sp_elf elf;
   file.p = host_read_file(path, &file.len);
   assert_true(SP_(elf_read)(read_memory, &file, &elf));
   assert_true(elf.line_size > 0);
   assert_true(elf.has_debug_info);
   read_exactly(&lines, file.p + elf.line_offset, elf.line_size);
   free(file.p);
   return lines;
}

/* One line of readelf's: "file.c  12  0x1139  [view]  x"; with x, where
   is_stmt is set, but at the end of a sequence "-" is the line. */
static Bool is_stmt_row ( char* line, Addr* a )
{
   char* word[8];
   UInt n = 0;
   for (char* w = strtok(line, " \t"); w != NULL && n < 8;
        w = strtok(NULL, " \t"))
      word[n++] = w;
   if (n < 4 || strcmp(word[n - 1], "x") != 0 || strncmp(word[2], "0x", 2) != 0)
      return False;
   *a = strtoul(word[2], NULL, 16);
   return atoi(word[1]) > 0;
}

/* Every row of readelf's is one of ours; how many they are, each address
   once. */
static UInt check_rows ( const struct sp_lines* lines, char* text )
{
   Bool* seen = calloc(lines->n_rows, sizeof *seen);
   UInt n = 0;
   char* save;
   Addr a;
   for (char* line = strtok_r(text, "\n", &save); line != NULL;
        line = strtok_r(NULL, "\n", &save)) {
      if (!is_stmt_row(line, &a))
         continue;
      assert_true(SP_(lines_has)(lines, a));
      for (UInt i = 0; i < lines->n_rows; i++)
         if (lines->row[i] == a && !seen[i]) {
            seen[i] = True;
            n++;
         }
   }
   free(seen);
   return n;
}

static void compare_with_readelf ( const char* compiler, const char* flags )
{
   char command[10000], path[5000];
   snprintf(path, sizeof path, "%s/fixture", host_directory());
   snprintf(command, sizeof command, "%s %s -o %s %s.c", compiler, flags, path,
            path);
   if (system(command) != 0)
      fail_msg("%s", command);
   snprintf(command, sizeof command,
            "readelf --debug-dump=decodedline -W %s 2>&1", path);
   char* text = host_output_of(command);
   assert_non_null(text);
   struct sp_lines lines = read_rows_of(path);
   UInt n = check_rows(&lines, text);
   assert_true(n >= 3);
   assert_int_equal(n, lines.n_rows);
   SP_(lines_free)(&lines);
   free(text);
}

static void write_fixture ( void )
{
   char path[5000];
   snprintf(path, sizeof path, "%s/fixture.c", host_directory());
   FILE* out = fopen(path, "w");
   fputs(fixture, out);
   fclose(out);
}

static void test_compilers ( void** state )
{
   static const char* const compilers[] = { "cc", "gcc", "clang" };
   static const char* const flags[] = {
      "-g -gdwarf-2 -O0", "-g -gdwarf-3 -O0", "-g -gdwarf-4 -O0",
      "-g -gdwarf-5 -O0", "-g -gdwarf-4 -O2", "-g -gdwarf-5 -O2"
   };
   UInt found = 0;
   write_fixture();
   for (UInt i = 0; i < COUNT(compilers); i++) {
      char command[100];
      snprintf(command, sizeof command, "command -v %s >/dev/null",
               compilers[i]);
      if (system(command) != 0)
         continue;
      found++;
      for (UInt k = 0; k < COUNT(flags); k++)
         compare_with_readelf(compilers[i], flags[k]);
   }
   assert_true(found > 0);
}

/* Of two rows of 0x1000 the core knows the last, which is no statement: of the
   statement's file, the one before, it knows the row of 0x1010.  Of the file
   of 0x1020's statement it knows none. */
static void test_files ( void** state )
{
   static const UChar program[] = SET_1000
      "\x04\x01\x01" "\x04\x02\x06\x01"                 // 0x1000: 1, then 2
      "\x02\x10\x03\x01\x04\x01\x06\x01"                 // 0x1010: 1
      "\x02\x10\x03\x01\x04\x03\x01" "\x04\x02\x06\x01" // 0x1020: 3, then 2
      END;
   struct section s = { .len = 0 };
   struct sp_lines lines = { .n_rows = 0 };
   add_unit(&s, &usual, program, sizeof program - 1);
   read_exactly(&lines, s.byte, s.len);
   assert_int_equal(lines.n_rows, 3);
   assert_int_equal(SP_(lines_same_file)(&lines, 0x1000), 0x1010);
   assert_int_equal(SP_(lines_same_file)(&lines, 0x1010), 0x1010);
   assert_int_equal(SP_(lines_same_file)(&lines, 0x1020), 0x1020);
   SP_(lines_free)(&lines);
}

/* The core takes the second row of a line for a part of the first, whatever
   their files, but not across the end of a sequence. */
static void test_files_of_one_line ( void** state )
{
   static const UChar program[] = SET_1000
      "\x04\x01\x01"                              // 0x1000: 1, line 1
      "\x02\x10\x04\x02\x01"                      // 0x1010: 2, line 1
      "\x02\x10\x03\x01\x01"                      // 0x1020: 2, line 2
      "\x02\x10\x04\x01\x01"                      // 0x1030: 1, line 2
      "\x02\x10\x01"                              // 0x1040: 1, line 2
      END SET_2000 "\x03\x01\x04\x03\x01"         // 0x2000: 3, line 2
      "\x02\x10\x03\x01\x04\x01\x01"              // 0x2010: 1, line 3
      "\x02\x10\x04\x03\x01" END;                 // 0x2020: 3, line 3
   struct section s = { .len = 0 };
   struct sp_lines lines = { .n_rows = 0 };
   add_unit(&s, &usual, program, sizeof program - 1);
   read_exactly(&lines, s.byte, s.len);
   assert_int_equal(SP_(lines_same_file)(&lines, 0x1000), 0x1000);
   assert_int_equal(SP_(lines_same_file)(&lines, 0x1010), 0x1020);
   assert_int_equal(SP_(lines_same_file)(&lines, 0x1020), 0x1020);
   assert_int_equal(SP_(lines_same_file)(&lines, 0x1030), 0x2010);
   assert_int_equal(SP_(lines_same_file)(&lines, 0x1040), 0x2010);
   assert_int_equal(SP_(lines_same_file)(&lines, 0x2020), 0x2000);
   SP_(lines_free)(&lines);
}

int main ( void )
{
   const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_versions),
      cmocka_unit_test(test_unknown_versions),
      cmocka_unit_test(test_line_range),
      cmocka_unit_test(test_min_length),
      cmocka_unit_test(test_is_stmt),
      cmocka_unit_test(test_line_zero),
      cmocka_unit_test(test_end_sequence),
      cmocka_unit_test(test_dropped_code),
      cmocka_unit_test(test_order),
      cmocka_unit_test(test_unknown_standard),
      cmocka_unit_test(test_unknown_extended),
      cmocka_unit_test(test_ignored_opcodes),
      cmocka_unit_test(test_several_units),
      cmocka_unit_test(test_bad_headers),
      cmocka_unit_test(test_truncated),
      cmocka_unit_test(test_truncated_unit),
      cmocka_unit_test(test_huge_lengths),
      cmocka_unit_test(test_huge_numbers),
      cmocka_unit_test(test_random_damage),
      cmocka_unit_test(test_files),
      cmocka_unit_test(test_files_of_one_line),
      cmocka_unit_test(test_compilers),
   };
   return cmocka_run_group_tests(tests, NULL, NULL);
}
