/* Runs inside the program, before its own code: makes standard output
   unbuffered, so that text appears at the step that wrote it.  Linked into
   vgpreload_sppgrind-*.so beside the core's malloc replacement. */

#include "sppgrind.h"

struct _IO_FILE;
extern struct _IO_FILE* stdout __attribute__((weak));
extern int setvbuf (struct _IO_FILE*, char*, int, unsigned long)
   __attribute__((weak));

#define IO_NOT_BUFFERED 2            /* _IONBF of <stdio.h> */

static void __attribute__((constructor)) unbuffer (void)
{
   if (setvbuf == 0 || &stdout == 0 || stdout == 0)
      return;
   if (VALGRIND_DO_CLIENT_REQUEST_EXPR(0,
          _VG_USERREQ__SPPGRIND_UNBUFFERED_STDIO, 0, 0, 0, 0, 0))
      setvbuf(stdout, 0, IO_NOT_BUFFERED, 0);
}
