/* The core functions that the tool uses and that no pub_tool_*.h declares.
   They are in every libcoregrind that the tool is linked with; the
   prototypes are those of coregrind/pub_core_{aspacemgr,debuginfo,libcfile,
   libcsignal,syscall}.h in 3.27. */

#ifndef SP_CORE_H
#define SP_CORE_H

#include "sp_basics.h"
#include "pub_tool_debuginfo.h"
#include "pub_tool_vki.h"

/* A shared file mapping of the tool's own: what is stored there is in the
   file even if the process is killed by SIGKILL the next moment. */
extern SysRes VG_(am_shared_mmap_file_float_valgrind)
   ( SizeT length, UInt prot, Int fd, Off64T offset );

/* Moves a descriptor out of the program's range; closes the old one. */
extern Int VG_(safe_fd) ( Int oldfd );

/* Takes a pending signal of the set, if there is one. */
extern Int VG_(sigtimedwait_zero) ( const vki_sigset_t*, vki_siginfo_t* );

extern Int VG_(sigemptyset) ( vki_sigset_t* );
extern Int VG_(sigaddset) ( vki_sigset_t*, Int );

extern Bool VG_(clo_read_inline_info);
/* Full: a debugger may stop at each instruction and look at registers. */
typedef enum { Vg_VgdbNo, Vg_VgdbYes, Vg_VgdbFull } VgVgdb;
extern VgVgdb VG_(clo_vgdb);

extern Bool VG_(clo_trace_children);
extern const HChar* VG_(clo_extra_debuginfo_path);

/* The number of an object's symbols. */
extern Int VG_(DebugInfo_syms_howmany)( const DebugInfo* di );

/* How far an instruction is behind its function's first one. */
extern Bool VG_(get_inst_offset_in_function)( DiEpoch ep, Addr a,
                                              PtrdiffT* offset );

/* Of the libraries that the core reads compressed debug information with:
   the number of bytes made, or more than there is room for. */
extern SizeT tinfl_decompress_mem_to_mem ( void* to, SizeT to_len,
                                           const void* from, SizeT from_len,
                                           Int flags );
extern SizeT ZSTD_decompress ( void* to, SizeT to_len, const void* from,
                               SizeT from_len );

/* The bare system call: ftruncate and flock have no wrapper. */
extern SysRes VG_(do_syscall) ( UWord sysno, RegWord, RegWord, RegWord,
                                RegWord, RegWord, RegWord, RegWord, RegWord );

/* Ends the process with a signal; the tool wraps it (see sp_main.c). */
extern void VG_(kill_self) ( Int sigNo );

#endif
