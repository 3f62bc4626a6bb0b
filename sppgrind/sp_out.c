/* The stream's destination; see sp_out.h. */

#include "sp_out.h"

#include "pub_tool_aspacemgr.h"
#include "pub_tool_libcfile.h"
#include "pub_tool_libcproc.h"
#include "pub_tool_libcsignal.h"
#include "pub_tool_options.h"
#include "pub_tool_vki.h"
#include "pub_tool_vkiscnums.h"
#include "sp_core.h"
#include "sp_options.h"

#define ROOM (SP_BLOCK_HEADER_SIZE + SP_BLOCK_PAYLOAD_MAX)

static Int    fd = -1;
static Bool   is_regular;
static HChar* file_name;         // for messages
static Off64T end_of_blocks;     // regular file: where the next block starts
static Off64T reserved;          // regular file: its size, zeros at the end

/* Regular file: the mapping, page-aligned, and where in the file it starts;
   of a long recording for some blocks at a time. */
static Addr   window;
static SizeT  window_len;
static Off64T window_start;
#define BLOCKS_AHEAD 16
#define LONG_FILE    (16 * ROOM)

enum { LOCK_EX_NB = 2 | 4 };     // flock's; vki has no names for them

/* Zeros to reserve disk space with, or the block of a pipe. */
static UChar  plain[ROOM];

static SysRes ftruncate_fd ( Off64T size )
{
   return VG_(do_syscall)(__NR_ftruncate, fd, size, 0, 0, 0, 0, 0, 0);
}

static void give_up ( const HChar* what )
{
   VG_(umsg)("warning: cannot write %s (%s); recording ends here, "
             "the program goes on\n", file_name, what);
   SP_(out_close)();
}

/* A reader that has gone must not kill the program with SIGPIPE, nor its
   limit on the size of files with SIGXFSZ. */
static Int write_quietly ( const UChar* p, Int len )
{
   vki_sigset_t deadly, before;
   vki_siginfo_t info;

   VG_(sigemptyset)(&deadly);
   VG_(sigaddset)(&deadly, VKI_SIGPIPE);
   VG_(sigaddset)(&deadly, VKI_SIGXFSZ);
   VG_(sigprocmask)(VKI_SIG_BLOCK, &deadly, &before);
   Int n = VG_(write)(fd, p, len);
   if (n == -VKI_EPIPE || n == -VKI_EFBIG)
      VG_(sigtimedwait_zero)(&deadly, &info);
   VG_(sigprocmask)(VKI_SIG_SETMASK, &before, NULL);
   return n;
}

static Bool write_all ( const UChar* p, UInt len )
{
   while (len > 0) {
      Int n = write_quietly(p, len);
      if (n == -VKI_EINTR)
         continue;
      if (n <= 0) {
         give_up(n == -VKI_ENOSPC ? "no space left on device"
                 : n == -VKI_EPIPE ? "the reader has gone"
                 : n == -VKI_EFBIG ? "file too large" : "write error");
         return False;
      }
      p += n;
      len -= n;
   }
   return True;
}

/* The core itself ends the program only while it reads the options. */
static void refuse_fd ( const HChar* why )
{
   VG_(fmsg_bad_option)("--sppgrind-out-fd", "%s", why);
   VG_(exit)(1);
}

/* A child that is traced too finds its parent's option, but what is open as
   this descriptor may be a file of the program's own. */
static Bool open_fd ( Int out_fd )
{
   struct vg_stat st;
   if (VG_(clo_trace_children))
      refuse_fd("children cannot share a descriptor: use "
                "--sppgrind-out-file with --trace-children=yes\n");
   if (VG_(fstat)(out_fd, &st) != 0)
      refuse_fd("it is not open\n");
   file_name = VG_(strdup)("sp.out.name", "the output descriptor");
   fd = VG_(safe_fd)(out_fd);
   return True;
}

static Bool exists_as_device ( const HChar* name )
{
   struct vg_stat st;
   return !sr_isError(VG_(stat)(name, &st)) && !VKI_S_ISREG(st.mode);
}

/* To truncate the file under another recorder's mapping would kill it.  Not
   fcntl's locks: the core opens and closes the file once more. */
static Bool is_locked_by_another ( void )
{
   SysRes r = VG_(do_syscall)(__NR_flock, fd, LOCK_EX_NB, 0, 0, 0, 0, 0, 0);
   return sr_isError(r) && sr_Err(r) == VKI_EAGAIN;
}

static Bool open_file ( const HChar* format )
{
   file_name = VG_(expand_file_name)("--sppgrind-out-file", format);
   /* Nobody could miss the reader of a FIFO that we opened for reading too. */
   SysRes r = exists_as_device(file_name)
                 ? VG_(open)(file_name, VKI_O_WRONLY, 0)
                 : VG_(open)(file_name, VKI_O_CREAT | VKI_O_RDWR,
                             VKI_S_IRUSR | VKI_S_IWUSR | VKI_S_IRGRP
                                | VKI_S_IROTH);
   if (sr_isError(r)) {
      VG_(umsg)("error: cannot create %s; nothing is recorded\n", file_name);
      return False;
   }
   fd = VG_(safe_fd)(sr_Res(r));
   if (is_locked_by_another()) {
      VG_(umsg)("error: another process records into %s; of this one nothing "
                "is recorded (with %%p in its name, each has its own)\n",
                file_name);
      SP_(out_abandon)();
      return False;
   }
   (void)ftruncate_fd(0);
   return True;
}

Bool SP_(out_open)(const UChar* header, UInt size)
{
   struct vg_stat st;

   if (SP_(opt).out_fd >= 0 ? !open_fd(SP_(opt).out_fd)
                            : !open_file(SP_(opt).out_file))
      return False;
   /* Only a file that we made ourselves is ours to map and truncate: a
      descriptor may be shared, or opened for appending. */
   is_regular = SP_(opt).out_fd < 0 && VG_(fstat)(fd, &st) == 0
                && VKI_S_ISREG(st.mode);
   end_of_blocks = reserved = size;
   return write_all(header, size);
}

static Bool reserve ( Off64T size )
{
   if (VG_(lseek)(fd, reserved, VKI_SEEK_SET) != reserved)
      return False;
   if (!write_all(plain, size - reserved))
      return False;
   reserved = size;
   return True;
}

/* As much as there is: if the disk is full, the block at hand will say so
   when its turn comes. */
static void reserve_ahead ( void )
{
   for (UInt i = 0; i < BLOCKS_AHEAD; i++) {
      Int n = write_quietly(plain, ROOM);
      if (n > 0)
         reserved += n;
      if (n != ROOM)
         return;
   }
}

static void unmap ( void )
{
   if (window != 0)
      VG_(am_munmap_valgrind)(window, window_len);
   window = 0;
}

static UChar* in_window ( void )
{
   return (UChar*)window + (end_of_blocks - window_start);
}

static UChar* map_block ( void )
{
   if (window != 0 && end_of_blocks + ROOM <= reserved)
      return in_window();
   unmap();
   if (!reserve(end_of_blocks + ROOM))
      return NULL;
   if (end_of_blocks > LONG_FILE)
      reserve_ahead();
   window_start = VG_PGROUNDDN(end_of_blocks);
   window_len = VG_PGROUNDUP(reserved) - window_start;
   SysRes r = VG_(am_shared_mmap_file_float_valgrind)
                 (window_len, VKI_PROT_READ | VKI_PROT_WRITE, fd,
                  window_start);
   if (sr_isError(r)) {
      is_regular = False;     // a file system without shared mappings
      (void)ftruncate_fd(end_of_blocks);
      VG_(lseek)(fd, end_of_blocks, VKI_SEEK_SET);
      return plain;
   }
   window = sr_Res(r);
   return in_window();
}

UChar* SP_(out_block)(void)
{
   if (fd < 0)
      return NULL;
   return is_regular ? map_block() : plain;
}

void SP_(out_block_done)(UInt size)
{
   if (fd < 0)
      return;
   if (!is_regular) {
      write_all(plain, size);
      return;
   }
   end_of_blocks += size;
}

Bool SP_(out_is_live)(void)
{
   return is_regular;
}

void SP_(out_settle)(void)
{
   if (fd < 0 || !is_regular)
      return;
   unmap();                   // what is mapped behind the end is gone
   (void)ftruncate_fd(end_of_blocks);
   reserved = end_of_blocks;
}

void SP_(out_abandon)(void)
{
   if (fd < 0)
      return;
   unmap();
   VG_(close)(fd);
   fd = -1;
}

void SP_(out_close)(void)
{
   SP_(out_settle)();
   SP_(out_abandon)();
}
