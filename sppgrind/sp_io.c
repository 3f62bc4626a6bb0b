/* Input, output, exit, exec and fork; see sp_io.h. */

#include "sp_io.h"

#include "pub_tool_vki.h"
#include "pub_tool_vkiscnums.h"
#include "sp_end.h"
#include "sp_memory.h"
#include "sp_profile.h"
#include "sp_stack.h"
#include "sp_step.h"
#include "sp_stream.h"

/* Bytes of one OUTPUT or INPUT record. */
#define PIECE 16384

static void put_bytes ( enum sp_record_tag tag, UInt fd, const UChar* p,
                        SizeT len )
{
   while (len > 0) {
      UInt n = len < PIECE ? len : PIECE;
      if (!SP_(record_begin)(tag, 10 + n))
         return;
      SP_(record_number)(fd);
      SP_(record_bytes)(p, n);
      SP_(record_end)();
      p += n;
      len -= n;
   }
}

/* An INPUT of no bytes: there was no more. */
static void put_end_of_input ( void )
{
   if (!SP_(record_begin)(SP_REC_INPUT, 10))
      return;
   SP_(record_number)(0);
   SP_(record_end)();
}

/* The first len bytes that an iovec array describes. */
static void put_vector ( enum sp_record_tag tag, UInt fd,
                         const struct vki_iovec* v, UInt count, SizeT len )
{
   for (UInt i = 0; i < count && len > 0; i++) {
      SizeT n = v[i].iov_len < len ? v[i].iov_len : len;
      put_bytes(tag, fd, v[i].iov_base, n);
      len -= n;
   }
}

static Bool is_output ( UWord fd ) { return fd == 1 || fd == 2; }
static Bool is_input  ( UWord fd ) { return fd == 0; }

static void transferred ( UInt number, const UWord* args, SizeT len )
{
   switch (number) {
      case __NR_write: case __NR_pwrite64:
         if (is_output(args[0]) && SP_(event_begins)())
            put_bytes(SP_REC_OUTPUT, args[0], (const UChar*)args[1], len);
         break;
      case __NR_writev: case __NR_pwritev:
         if (is_output(args[0]) && SP_(event_begins)())
            put_vector(SP_REC_OUTPUT, args[0],
                       (const struct vki_iovec*)args[1], args[2], len);
         break;
      case __NR_read: case __NR_pread64:
         if (is_input(args[0]) && SP_(event_begins)()) {
            put_bytes(SP_REC_INPUT, args[0], (const UChar*)args[1], len);
            if (len == 0 && args[2] > 0)
               put_end_of_input();
         }
         break;
      case __NR_readv: case __NR_preadv:
         if (is_input(args[0]) && SP_(event_begins)())
            put_vector(SP_REC_INPUT, args[0],
                       (const struct vki_iovec*)args[1], args[2], len);
         break;
   }
}

static void forked ( UInt number, const UWord* args, UWord child )
{
   Bool is_fork = number == __NR_fork || number == __NR_vfork
                  || (number == __NR_clone && !(args[0] & VKI_CLONE_THREAD));
   if (is_fork && child > 0 && SP_(event_begins)())
      SP_(put_number)(SP_REC_FORK, child);
}

void SP_(io_post_syscall)(ThreadId tid, UInt number, UWord* args, UInt n_args,
                          SysRes result)
{
   if (sr_isError(result)) {
      if (number == __NR_execve || number == __NR_execveat)
         SP_(stream_resume)();
      return;
   }
   forked(number, args, sr_Res(result));
   transferred(number, args, sr_Res(result));
}

/* Its profile is whole although the limit of steps may have been reached, or
   this is a forked child that has a stream by now. */
static void about_to_exec ( const HChar* path )
{
   if (!SP_(event_begins)() && !SP_(stream_is_open)())
      return;
   SP_(profile_put)();
   if (!SP_(record_begin)(SP_REC_EXEC, PIECE))
      return;
   SizeT len = VG_(strlen)(path);
   SP_(record_string)(path, len < PIECE - 10 ? len : PIECE - 10);
   SP_(record_end)();
   SP_(stream_settle)();
}

/* Calls that may take long: a reader of a pipe should have everything that
   happened before them. */
static Bool may_wait ( UInt number )
{
   switch (number) {
      case __NR_read: case __NR_readv: case __NR_nanosleep:
      case __NR_clock_nanosleep: case __NR_poll: case __NR_ppoll:
      case __NR_select: case __NR_pselect6: case __NR_epoll_wait:
      case __NR_epoll_pwait: case __NR_futex: case __NR_wait4:
      case __NR_waitid: case __NR_pause: case __NR_rt_sigsuspend:
      case __NR_rt_sigtimedwait: case __NR_accept: case __NR_accept4:
      case __NR_connect: case __NR_recvfrom: case __NR_recvmsg:
      case __NR_flock:
         return True;
   }
   return False;
}

/* A thread's own exit says nothing of the program's, unless it is the last. */
static Bool ends_the_program ( UInt number )
{
   return number == __NR_exit_group
          || (number == __NR_exit && SP_(n_threads) == 1);
}

/* After these, memory that was written since the last step may be gone. */
static Bool may_take_memory ( UInt number )
{
   switch (number) {
      case __NR_mmap: case __NR_munmap: case __NR_mremap: case __NR_mprotect:
      case __NR_pkey_mprotect: case __NR_madvise: case __NR_brk:
      case __NR_shmat: case __NR_shmdt:
         return True;
   }
   return False;
}

void SP_(io_pre_syscall)(ThreadId tid, UInt number, UWord* args, UInt n_args)
{
   if (ends_the_program(number))
      SP_(end_exit_code)(args[0]);
   else if (number == __NR_execve && args[0] != 0)
      about_to_exec((const HChar*)args[0]);
   else if (number == __NR_execveat && args[1] != 0)
      about_to_exec((const HChar*)args[1]);
   else if (may_take_memory(number) && SP_(writer).n_steps > 0)
      SP_(memory_flush)(SP_(stack_pointer)());
   else if (may_wait(number))
      SP_(stream_flush)();
}
