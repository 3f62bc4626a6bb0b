/* Unit tests of sp_stream.c and sp_out.c: what the writer writes, the reader
   of the post-processor reads.  Each recording is made by a child process,
   so that it can be killed like the tool. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "host.h"
#include "sp_options.h"
#include "sp_out.h"
#include "sp_stream.h"
#include "stream/reader.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

struct sp_options SP_(opt);

/*--------------------------------------------------------------------*/
/*--- Random operations                                            ---*/
/*--------------------------------------------------------------------*/

enum op_kind { STEP, MEMORY, CALL, ALLOC, NUMBER, BUILT, N_KINDS };

#define BYTES_MAX 20000

/* The same seed gives the same operations: to write, and to expect. */
struct op {
   enum op_kind kind;
   ULong a, b, c;
   UInt  class, len;
   UChar bytes[BYTES_MAX];
};

struct source { unsigned long seed; ULong addr[4]; };

static ULong any ( struct source* s )
{
   return host_random(&s->seed);
}

/* A number of any length in bits, often short. */
static ULong number ( struct source* s )
{
   return any(s) >> any(s) % 64;
}

static void next_memory ( struct source* s, struct op* op )
{
   static const ULong steps[] = { 0, 1, 4, 8, 64, -8, -4096 };
   op->class = any(s) % 4;
   if (any(s) % 4 == 0)
      s->addr[op->class] = number(s);
   else
      s->addr[op->class] += steps[any(s) % COUNT(steps)];
   op->a = s->addr[op->class];
   op->len = 1 + any(s) % (any(s) % 8 ? 8 : 100);
   if (any(s) % 200 == 0)
      op->len = 1 + any(s) % BYTES_MAX;
   for (UInt i = 0; i < op->len; i++)
      op->bytes[i] = any(s);
   s->addr[op->class] += op->len - 1 - (op->len - 1) % SP_MEMORY_LONG_MAX;
}

static void next_op ( struct source* s, struct op* op )
{
   op->kind = any(s) % N_KINDS;
   if (any(s) % 2)
      op->kind = STEP;
   switch (op->kind) {
      case STEP:
         op->a = any(s) % 8 ? any(s) % 100 : (UInt)number(s);
         break;
      case MEMORY:
         next_memory(s, op);
         break;
      case BUILT:
         op->len = any(s) % (any(s) % 50 ? 300 : BYTES_MAX);
         /* fallthrough */
      case CALL: case ALLOC: case NUMBER: case N_KINDS:
         op->a = number(s);
         op->b = number(s);
         op->c = number(s);
   }
}

static void put_built ( const struct op* op )
{
   UChar bytes[BYTES_MAX];
   memset(bytes, 'x', sizeof bytes);
   if (!SP_(record_begin)(SP_REC_OUTPUT, 10 + op->len))
      return;
   SP_(record_number)(op->a);
   SP_(record_bytes)(bytes, op->len);
   SP_(record_end)();
}

static void put ( const struct op* op )
{
   ULong field[] = { op->a, op->b, op->c, 16 };
   switch (op->kind) {
      case STEP:   sp_put_step(op->a);                                 break;
      case MEMORY: SP_(put_memory)(op->class, op->a, op->bytes, op->len); break;
      case CALL:   SP_(put_call)(op->a, op->b);                        break;
      case ALLOC:  SP_(put_numbers)(SP_REC_ALLOC, 4, field);           break;
      case NUMBER: SP_(put_number)(SP_REC_RETURN, op->a);              break;
      case BUILT:  put_built(op);                                      break;
      case N_KINDS:                                                    break;
   }
}

static void put_ops ( struct source* s, UInt n )
{
   static struct op op;
   for (UInt i = 0; i < n; i++) {
      next_op(s, &op);
      put(&op);
   }
}

/*--------------------------------------------------------------------*/
/*--- Reading them back                                            ---*/
/*--------------------------------------------------------------------*/

static void read_one ( struct reader* r, struct record* rec, UInt tag )
{
   uint64_t offset;
   if (!reader_next(r, rec))
      fail_msg("%s", reader_error(r, &offset));
   assert_int_equal(rec->tag, tag);
}

/* A long piece of memory is several records. */
static void read_memory ( struct reader* r, const struct op* op )
{
   struct record rec;
   for (UInt done = 0; done < op->len; done += rec.u.memory.bytes.len) {
      read_one(r, &rec, SP_REC_MEMORY);
      assert_int_equal(rec.u.memory.class, op->class);
      assert_int_equal(rec.u.memory.addr, op->a + done);
      assert_in_range(rec.u.memory.bytes.len, 1, op->len - done);
      assert_memory_equal(rec.u.memory.bytes.at, op->bytes + done,
                          rec.u.memory.bytes.len);
   }
}

static void read_alloc ( struct reader* r, const struct op* op )
{
   struct record rec;
   read_one(r, &rec, SP_REC_ALLOC);
   assert_int_equal(rec.u.alloc.addr, op->a);
   assert_int_equal(rec.u.alloc.size, op->b);
   assert_int_equal(rec.u.alloc.kind, op->c);
   assert_int_equal(rec.u.alloc.alignment, 16);
}

static void read_op ( struct reader* r, const struct op* op )
{
   struct record rec;
   switch (op->kind) {
      case STEP:
         read_one(r, &rec, SP_REC_STEP);
         assert_int_equal(rec.u.step.site, (UInt)op->a);
         break;
      case CALL:
         read_one(r, &rec, SP_REC_CALL);
         assert_int_equal(rec.u.call.arc, (UInt)op->a);
         assert_int_equal(rec.u.call.cfa_difference, op->b);
         break;
      case NUMBER:
         read_one(r, &rec, SP_REC_RETURN);
         assert_int_equal(rec.u.number, op->a);
         break;
      case BUILT:
         read_one(r, &rec, SP_REC_OUTPUT);
         assert_int_equal(rec.u.io.fd, op->a);
         assert_int_equal(rec.u.io.bytes.len, op->len);
         break;
      case MEMORY: read_memory(r, op); break;
      case ALLOC:  read_alloc(r, op);  break;
      case N_KINDS:                      break;
   }
}

static void read_ops ( struct reader* r, struct source* s, UInt n )
{
   static struct op op;
   for (UInt i = 0; i < n; i++) {
      next_op(s, &op);
      read_op(r, &op);
   }
}

static void read_end ( struct reader* r )
{
   struct record rec;
   uint64_t offset;
   read_one(r, &rec, SP_REC_END);
   assert_int_equal(rec.u.end.code, 3);
   assert_false(reader_next(r, &rec));
   assert_null(reader_error(r, &offset));
}

static void read_killed ( struct reader* r )
{
   struct record rec;
   uint64_t offset;
   assert_false(reader_next(r, &rec));
   assert_non_null(reader_error(r, &offset));
   assert_string_equal(reader_error(r, &offset), "the recording stops here: "
                       "the program or the recorder was killed");
}

/*--------------------------------------------------------------------*/
/*--- Recordings                                                   ---*/
/*--------------------------------------------------------------------*/

#define SEED 0x123456789

static char file[5000];

static int set_up ( void** state )
{
   snprintf(file, sizeof file, "%s/stream", host_directory());
   SP_(opt).out_file = file;
   SP_(opt).out_fd = -1;
   signal(SIGPIPE, SIG_IGN);
   return 0;
}

static void put_end ( void )
{
   ULong field[] = { SP_END_EXIT, 3, SP_(writer).n_steps, 0, 0, 0 };
   SP_(put_numbers)(SP_REC_END, 6, field);
   SP_(stream_close)();
}

/* Runs make in a child; the reader of what it wrote to the file. */
static int record ( void (*make)(void) )
{
   int status;
   pid_t pid = fork();
   if (pid == 0) {
      if (!SP_(stream_open)())
         _exit(9);
      make();
      _exit(0);
   }
   assert_int_equal(waitpid(pid, &status, 0), pid);
   return status;
}

static struct reader* open_file ( FILE** in )
{
   *in = fopen(file, "rb");
   assert_non_null(*in);
   return reader_open(*in);
}

static void close_file ( struct reader* r, FILE* in )
{
   reader_close(r);
   fclose(in);
}

#define MANY 60000

static void make_whole ( void )
{
   struct source s = { .seed = SEED };
   put_ops(&s, MANY);
   put_end();
}

static void read_whole ( struct reader* r )
{
   struct source s = { .seed = SEED };
   read_ops(r, &s, MANY);
   read_end(r);
}

static void test_file ( void** state )
{
   FILE* in;
   assert_int_equal(record(make_whole), 0);
   struct reader* r = open_file(&in);
   read_whole(r);
   assert_true(reader_offset(r) > 10 * SP_BLOCK_PAYLOAD_MAX);
   close_file(r, in);
}

/* Read by another process while it is written, block by block. */
static void test_pipe ( void** state )
{
   int fd[2];
   assert_int_equal(pipe(fd), 0);
   pid_t pid = fork();
   if (pid == 0) {
      close(fd[0]);
      SP_(opt).out_fd = fd[1];
      SP_(stream_open)();
      make_whole();
      _exit(0);
   }
   close(fd[1]);
   FILE* in = fdopen(fd[0], "rb");
   struct reader* r = reader_open(in);
   read_whole(r);
   close_file(r, in);
   assert_int_equal(waitpid(pid, NULL, 0), pid);
}

/* Every length of a stream's last block that a kill can leave. */
static UInt n_before_kill;

static void make_killed ( void )
{
   struct source s = { .seed = SEED };
   put_ops(&s, n_before_kill);
   raise(SIGKILL);
}

static void test_killed ( void** state )
{
   static const UInt counts[] = { 0, 1, 2, 3, 10, 100, 3000, 20000 };
   for (UInt i = 0; i < COUNT(counts); i++) {
      struct source s = { .seed = SEED };
      FILE* in;
      n_before_kill = counts[i];
      assert_true(WIFSIGNALED(record(make_killed)));
      struct reader* r = open_file(&in);
      read_ops(r, &s, counts[i]);
      read_killed(r);
      close_file(r, in);
   }
}

/* An exec that fails: the file was whole in between, and then goes on. */
static void make_settled ( void )
{
   struct source s = { .seed = SEED };
   put_ops(&s, 1000);
   SP_(stream_settle)();
   SP_(put_number)(SP_REC_THREAD, 1);   // into nothing
   SP_(stream_resume)();
   put_ops(&s, 1000);
   put_end();
}

static void test_settled ( void** state )
{
   struct source s = { .seed = SEED };
   FILE* in;
   assert_int_equal(record(make_settled), 0);
   struct reader* r = open_file(&in);
   read_ops(r, &s, 2000);
   read_end(r);
   close_file(r, in);
}

static void make_exec ( void )
{
   SP_(record_begin)(SP_REC_EXEC, 100);
   SP_(record_string)("/bin/true", 9);
   SP_(record_end)();
   SP_(stream_settle)();
   raise(SIGKILL);
}

static void test_exec ( void** state )
{
   struct record rec;
   uint64_t offset;
   FILE* in;
   record(make_exec);
   struct reader* r = open_file(&in);
   read_one(r, &rec, SP_REC_EXEC);
   assert_int_equal(rec.u.path.len, 9);
   assert_memory_equal(rec.u.path.at, "/bin/true", 9);
   assert_false(reader_next(r, &rec));
   assert_null(reader_error(r, &offset));
   close_file(r, in);
}

/* A forked child forgets the stream: what it does is not in its parent's. */
static void make_forked ( void )
{
   struct source s = { .seed = SEED };
   put_ops(&s, 500);
   pid_t pid = fork();
   if (pid == 0) {
      SP_(stream_abandon)();
      put_ops(&s, 100000);
      put_end();
      _exit(0);
   }
   waitpid(pid, NULL, 0);
   put_ops(&s, 500);
   put_end();
}

static void test_forked ( void** state )
{
   struct source s = { .seed = SEED };
   FILE* in;
   assert_int_equal(record(make_forked), 0);
   struct reader* r = open_file(&in);
   read_ops(r, &s, 1000);
   read_end(r);
   close_file(r, in);
}

/* Another process that would record into the same file is turned away. */
static void make_rivalled ( void )
{
   struct source s = { .seed = SEED };
   int status;
   put_ops(&s, 500);
   pid_t pid = fork();
   if (pid == 0) {
      SP_(stream_abandon)();
      _exit(SP_(stream_open)());
   }
   waitpid(pid, &status, 0);
   if (status != 0)
      _exit(1);
   put_ops(&s, 500);
   put_end();
}

static void test_rival ( void** state )
{
   struct source s = { .seed = SEED };
   FILE* in;
   assert_int_equal(record(make_rivalled), 0);
   struct reader* r = open_file(&in);
   read_ops(r, &s, 1000);
   read_end(r);
   close_file(r, in);
}

/* The disk is full: puts do nothing from there on, and the stream has whole
   blocks only. */
static void make_too_much ( void )
{
   struct source s = { .seed = SEED };
   struct rlimit limit = { 300000, 300000 };
   signal(SIGXFSZ, SIG_IGN);
   setrlimit(RLIMIT_FSIZE, &limit);
   put_ops(&s, MANY);
   if (SP_(stream_is_open)())
      _exit(1);
   put_end();
}

static void test_full_disk ( void** state )
{
   struct record rec;
   uint64_t offset;
   FILE* in;
   assert_int_equal(record(make_too_much), 0);
   struct reader* r = open_file(&in);
   while (reader_next(r, &rec))
      continue;
   assert_string_equal(reader_error(r, &offset),
                       "the recording stops here without an end record");
   assert_in_range(offset, 150000, 300000);
   close_file(r, in);
}

/* The reader of a pipe goes away. */
static void test_closed_pipe ( void** state )
{
   int fd[2], status;
   assert_int_equal(pipe(fd), 0);
   pid_t pid = fork();
   if (pid == 0) {
      close(fd[0]);
      SP_(opt).out_fd = fd[1];
      Bool opened = SP_(stream_open)();
      make_whole();
      _exit(opened || SP_(stream_is_open)());
   }
   close(fd[0]);
   close(fd[1]);
   assert_int_equal(waitpid(pid, &status, 0), pid);
   assert_int_equal(status, 0);
}

/* Flushing: a pipe's block is closed, a file's is where readers see it. */
static void make_flushed ( void )
{
   struct source s = { .seed = SEED };
   for (UInt i = 0; i < 300; i++) {
      put_ops(&s, 3);
      SP_(stream_flush)();
      SP_(stream_flush)();        // nothing to do
   }
   put_end();
}

static void test_flushed ( void** state )
{
   unsigned long len[2];
   for (UInt piped = 0; piped < 2; piped++) {
      struct source s = { .seed = SEED };
      FILE* in;
      int fd = open(file, O_CREAT | O_TRUNC | O_WRONLY, 0600);
      SP_(opt).out_fd = piped ? fd : -1;
      assert_int_equal(record(make_flushed), 0);
      close(fd);
      struct reader* r = open_file(&in);
      read_ops(r, &s, 900);
      read_end(r);
      len[piped] = reader_offset(r);
      close_file(r, in);
   }
   assert_true(len[1] > len[0] + 290 * SP_BLOCK_HEADER_SIZE);
}

static void test_cannot_open ( void** state )
{
   SP_(opt).out_file = "/nonexistent/stream";
   assert_int_equal(WEXITSTATUS(record(make_whole)), 9);
}

#define TEST(f) cmocka_unit_test_setup(f, set_up)

int main ( void )
{
   const struct CMUnitTest tests[] = {
      TEST(test_file),
      TEST(test_pipe),
      TEST(test_killed),
      TEST(test_settled),
      TEST(test_exec),
      TEST(test_forked),
      TEST(test_rival),
      TEST(test_full_disk),
      TEST(test_closed_pipe),
      TEST(test_flushed),
      TEST(test_cannot_open),
   };
   return cmocka_run_group_tests(tests, NULL, NULL);
}
