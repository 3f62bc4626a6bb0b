/* Client requests of sppgrind, for programs that want to be recorded in
   part.  Includes only valgrind.h; the requests do nothing, in a handful of
   instructions, when the program does not run under sppgrind.

   This file may be copied into any program, under any licence: it is in the
   public domain. */

#ifndef SPPGRIND_H
#define SPPGRIND_H

#include "valgrind.h"

/* This enum comprises an ABI: never change a value. */
typedef enum {
   VG_USERREQ__SPPGRIND_START_RECORDING = VG_USERREQ_TOOL_BASE('S', 'P'),
   VG_USERREQ__SPPGRIND_STOP_RECORDING,
   /* The preloaded object's own: should standard output be unbuffered? */
   _VG_USERREQ__SPPGRIND_UNBUFFERED_STDIO
} Vg_SppgrindClientRequest;

/* Steps are recorded again from the next source line on.  Returns nothing;
   without a stop before it, it has no effect. */
#define SPPGRIND_START_RECORDING                                        \
   VALGRIND_DO_CLIENT_REQUEST_STMT(VG_USERREQ__SPPGRIND_START_RECORDING, \
                                   0, 0, 0, 0, 0)

/* No steps are recorded until SPPGRIND_START_RECORDING.  Heap, output and
   input still are, so that the state is right when recording goes on. */
#define SPPGRIND_STOP_RECORDING                                         \
   VALGRIND_DO_CLIENT_REQUEST_STMT(VG_USERREQ__SPPGRIND_STOP_RECORDING,  \
                                   0, 0, 0, 0, 0)

#endif
