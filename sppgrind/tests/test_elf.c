/* Unit tests of sp_elf.c: readelf as the witness, and damaged files. */

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

#define COUNT(array) (sizeof(array) / sizeof *(array))

struct file { UChar* p; unsigned long len; };

static Bool read_file ( void* ctx, ULong offset, void* to, SizeT len )
{
   const struct file* file = ctx;
   if (offset > file->len || len > file->len - offset)
      return False;
   memcpy(to, file->p + offset, len);
   return True;
}

/* Many functions make a .debug_line that is worth compressing. */
static void compile ( char* path, SizeT room, const char* flags )
{
   char command[15000];
   snprintf(path, room, "%s/program", host_directory());
   snprintf(command, sizeof command,
            "{ for i in $(seq 60); do"
            " echo \"int f$i(void) { return $i; }\"; done"
            "; echo 'int data[1000] = { 1 }; int main(void) { return *data; }'"
            "; } >%s.c && cc %s -o %s %s.c", path, flags, path, path);
   if (system(command) != 0)
      fail_msg("%s", command);
}

static struct file read_elf ( const char* path, struct sp_elf* elf )
{
   struct file file;
   file.p = host_read_file(path, &file.len);
   assert_true(SP_(elf_read)(read_file, &file, elf));
   return file;
}

static char* readelf ( const char* options, const char* path )
{
   char command[6000];
   snprintf(command, sizeof command, "readelf -W %s %s", options, path);
   char* text = host_output_of(command);
   assert_non_null(text);
   return text;
}

/*--------------------------------------------------------------------*/
/*--- readelf as the witness                                       ---*/
/*--------------------------------------------------------------------*/

static void compare_build_id ( const char* path, const struct sp_elf* elf )
{
   char hex[2 * SP_BUILD_ID_MAX + 1] = "", given[2 * SP_BUILD_ID_MAX + 1] = "";
   char* text = readelf("-n", path);
   const char* at = strstr(text, "Build ID: ");
   for (UInt i = 0; i < elf->build_id_len; i++)
      sprintf(hex + 2 * i, "%02x", elf->build_id[i]);
   if (at != NULL)
      sscanf(at + 10, "%128[0-9a-f]", given);
   assert_string_equal(hex, given);
   free(text);
}

static UInt flags_of ( const char* s )
{
   UInt flags = 0;
   for (; *s != '\0' && strncmp(s, "0x", 2) != 0; s++)
      flags |= *s == 'R' ? 4 : *s == 'W' ? 2 : *s == 'E' ? 1 : 0;
   return flags;
}

/* "  LOAD   0x000000 0x0000000000000000 0x... 0x000628 0x000628 R   0x1000" */
static void compare_loads ( const char* path, const struct sp_elf* elf )
{
   char *text = readelf("-l", path), *save;
   UInt n = 0;
   for (char* line = strtok_r(text, "\n", &save); line != NULL;
        line = strtok_r(NULL, "\n", &save)) {
      unsigned long vaddr, memsz;
      int end = 0;
      if (sscanf(line, " LOAD %*x %lx %*x %*x %lx %n", &vaddr, &memsz, &end)
          < 2)
         continue;
      assert_true(n < elf->n_loads);
      assert_int_equal(elf->load[n].vaddr, vaddr);
      assert_int_equal(elf->load[n].memsz, memsz);
      assert_int_equal(elf->load[n].flags, flags_of(line + end));
      n++;
   }
   assert_int_equal(n, elf->n_loads);
   assert_true(n > 0);
   free(text);
}

/* "  [28] .debug_line  PROGBITS  0000000000000000 0030c2 000056 00 ..." */
static void compare_lines ( const char* path, const struct sp_elf* elf )
{
   char* text = readelf("-S", path);
   unsigned long offset = 0, size = 0;
   const char* at = strstr(text, " .debug_line ");
   if (at != NULL)
      assert_int_equal(
         sscanf(at, " .debug_line %*s %*x %lx %lx", &offset, &size), 2);
   assert_int_equal(elf->line_offset, offset);
   assert_int_equal(elf->line_size, size);
   free(text);
}

static void compare ( const char* path )
{
   struct sp_elf elf;
   struct file file = read_elf(path, &elf);
   compare_build_id(path, &elf);
   compare_loads(path, &elf);
   compare_lines(path, &elf);
   free(file.p);
}

static void test_readelf ( void** state )
{
   static const char* const flags[] = {
      "-g", "-g -no-pie", "-g -static", "-O2", "-g -Wl,--build-id=md5",
      "-g -Wl,--build-id=none", "-g -shared -fPIC", "-s",
      "-g -Wl,--build-id=0x0102030405060708"
   };
   for (UInt i = 0; i < COUNT(flags); i++) {
      char path[5000];
      compile(path, sizeof path, flags[i]);
      compare(path);
   }
}

/* The libraries that this program has, too. */
static void test_libraries ( void** state )
{
   char* text = host_output_of("ldd /proc/self/exe");
   if (text == NULL)
      skip();
   char* save;
   for (char* word = strtok_r(text, " \t\n", &save); word != NULL;
        word = strtok_r(NULL, " \t\n", &save))
      if (word[0] == '/')
         compare(word);
   free(text);
}

static void test_debug_info ( void** state )
{
   static const struct {
      const char* flags; Bool debug, lines; enum sp_compression how;
   } rows[] = {
      { "-g", True, True, SP_PLAIN }, { "-g0", False, False, SP_PLAIN },
      { "-g -s", False, False, SP_PLAIN },
      { "-g -gz=zlib", True, True, SP_ZLIB },
      { "-g -gz=zlib-gnu", True, True, SP_ZLIB }
   };
   ULong plain_size = 0;
   for (UInt i = 0; i < COUNT(rows); i++) {
      char path[5000];
      struct sp_elf elf;
      compile(path, sizeof path, rows[i].flags);
      struct file file = read_elf(path, &elf);
      assert_int_equal(elf.has_debug_info, rows[i].debug);
      assert_int_equal(elf.line_size > 0, rows[i].lines);
      assert_int_equal(elf.line_compression, rows[i].how);
      if (i == 0)
         plain_size = elf.line_size;
      if (elf.line_compression == SP_ZLIB)
         assert_int_equal(elf.line_plain_size, plain_size);
      free(file.p);
   }
}

/* zlib's crc32 of the file is what objcopy has written. */
static void test_debug_link ( void** state )
{
   char path[5000], command[21000];
   struct sp_elf elf;
   compile(path, sizeof path, "-g");
   snprintf(command, sizeof command,
            "objcopy --only-keep-debug %s %s.dbg && objcopy --strip-debug"
            " --add-gnu-debuglink=%s.dbg %s && python3 -c 'import sys, zlib;"
            " print(zlib.crc32(open(sys.argv[1], \"rb\").read()))' %s.dbg",
            path, path, path, path, path);
   char* text = host_output_of(command);
   assert_non_null(text);
   struct file file = read_elf(path, &elf);
   assert_string_equal(elf.debug_link, "program.dbg");
   assert_int_equal(elf.debug_crc, strtoul(text, NULL, 10));
   assert_false(elf.has_debug_info);
   free(file.p);
   free(text);
}

static void note_main ( void* visitor, const HChar* name, Addr value )
{
   if (strcmp(name, "main") == 0)
      *(Addr*)visitor = value;
}

static void test_symbols ( void** state )
{
   char path[5000], command[6000];
   struct sp_elf elf;
   Addr found = 0;
   compile(path, sizeof path, "-g");
   snprintf(command, sizeof command, "nm %s | sed -n 's/ T main$//p'", path);
   char* text = host_output_of(command);
   struct file file = read_elf(path, &elf);
   SP_(elf_symbols)(read_file, &file, &elf, note_main, &found);
   assert_int_equal(found, strtoul(text, NULL, 16));
   assert_true(found != 0);
   free(file.p);
   free(text);
}

/*--------------------------------------------------------------------*/
/*--- Damaged files                                                ---*/
/*--------------------------------------------------------------------*/

static void assert_bounded ( const struct sp_elf* elf )
{
   assert_true(elf->n_loads <= SP_ELF_LOADS_MAX);
   assert_true(elf->build_id_len <= SP_BUILD_ID_MAX);
}

/* Cut at every byte of the headers, and spread over the rest.  The copy has
   its exact size, so that a read past its end is found. */
static void test_truncated ( void** state )
{
   char path[5000];
   struct sp_elf whole, elf;
   compile(path, sizeof path, "-g");
   struct file file = read_elf(path, &whole);
   for (unsigned long len = 0; len < file.len; len += len < 1500 ? 1 : 37) {
      struct file cut = { malloc(len), len };
      memcpy(cut.p, file.p, len);
      Bool good = SP_(elf_read)(read_file, &cut, &elf);
      assert_int_equal(good, len >= 64);
      assert_bounded(&elf);
      if (len >= 64 + 20 * 56)
         assert_int_equal(elf.n_loads, whole.n_loads);
      assert_int_equal(elf.line_size, 0);   // the section table is last
      free(cut.p);
   }
   free(file.p);
}

/* A program header written by hand. */
static void put_segment ( UChar* p, UInt type, ULong offset, ULong size )
{
   memset(p, 0, 56);
   memcpy(p, &type, 4);
   memcpy(p + 8, &offset, 8);
   memcpy(p + 32, &size, 8);
}

/* More segments than are kept, and a build-id longer than any. */
static void test_too_much ( void** state )
{
   UChar bytes[64 + 40 * 56 + 200] = "\177ELF\2\1";
   static const UChar note[] = "\4\0\0\0\144\0\0\0\3\0\0\0GNU";
   static const UShort size_and_count[] = { 56, 40 };
   static const ULong table = 64, note_at = 64 + 40 * 56;
   struct file file = { bytes, sizeof bytes };
   struct sp_elf elf;
   memcpy(bytes + 32, &table, 8);
   memcpy(bytes + 54, size_and_count, 4);
   memcpy(bytes + note_at, note, sizeof note);
   for (UInt i = 0; i < 39; i++)
      put_segment(bytes + table + 56 * i, 1, 0, 0);
   put_segment(bytes + table + 56 * 39, 4, note_at, 200);
   assert_true(SP_(elf_read)(read_file, &file, &elf));
   assert_int_equal(elf.n_loads, SP_ELF_LOADS_MAX);
   assert_int_equal(elf.build_id_len, 0);
   bytes[note_at + 4] = SP_BUILD_ID_MAX;
   assert_true(SP_(elf_read)(read_file, &file, &elf));
   assert_int_equal(elf.build_id_len, SP_BUILD_ID_MAX);
}

static void test_no_elf ( void** state )
{
   static const char* const starts[] = {
      "", "\177ELF", "\177ELF\1\1", "\177ELF\2\2", "#!/bin/sh\n"
   };
   for (UInt i = 0; i < COUNT(starts); i++) {
      UChar bytes[200] = "";
      struct file file = { bytes, sizeof bytes };
      struct sp_elf elf;
      memcpy(bytes, starts[i], strlen(starts[i]));
      assert_false(SP_(elf_read)(read_file, &file, &elf));
      assert_int_equal(elf.n_loads, 0);
   }
}

/* Each byte of the header and of both tables is another. */
static void test_changed ( void** state )
{
   static const UChar changes[] = { 0x55, 0xff, 0x80, 0x01 };
   char path[5000];
   struct sp_elf elf;
   ULong sections;
   compile(path, sizeof path, "-g");
   struct file file = read_elf(path, &elf);
   memcpy(&sections, file.p + 40, 8);
   for (unsigned long at = 0; at < file.len; at++) {
      if (at == 1000)
         at = sections;
      for (UInt i = 0; i < COUNT(changes); i++) {
         file.p[at] ^= changes[i];
         SP_(elf_read)(read_file, &file, &elf);
         assert_bounded(&elf);
         file.p[at] ^= changes[i];
      }
   }
   free(file.p);
}

static void test_random_damage ( void** state )
{
   unsigned long seed = 1;
   char path[5000];
   struct sp_elf elf;
   compile(path, sizeof path, "-g");
   struct file file = read_elf(path, &elf);
   UChar* copy = malloc(file.len);
   memcpy(copy, file.p, file.len);
   for (UInt round = 0; round < 3000; round++) {
      for (UInt i = 0; i < 20; i++)
         file.p[6 + host_random(&seed) % 1000] = host_random(&seed);
      SP_(elf_read)(read_file, &file, &elf);
      assert_bounded(&elf);
      memcpy(file.p, copy, 1100);
   }
   free(copy);
   free(file.p);
}

int main ( void )
{
   const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_readelf),
      cmocka_unit_test(test_libraries),
      cmocka_unit_test(test_debug_info),
      cmocka_unit_test(test_debug_link),
      cmocka_unit_test(test_symbols),
      cmocka_unit_test(test_truncated),
      cmocka_unit_test(test_too_much),
      cmocka_unit_test(test_no_elf),
      cmocka_unit_test(test_changed),
      cmocka_unit_test(test_random_damage),
   };
   return cmocka_run_group_tests(tests, NULL, NULL);
}
