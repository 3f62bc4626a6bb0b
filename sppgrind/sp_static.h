/* Static executables.  Nothing can be preloaded into them, so what the
   preloaded library does elsewhere is done here: the program's malloc and
   its relatives, found by their symbols, are replaced where their code is
   translated, and standard output is made unbuffered.

   A program whose symbols were stripped keeps its own malloc, and its heap
   is not recorded. */

#ifndef SP_STATIC_H
#define SP_STATIC_H

#include "libvex.h"
#include "sp_basics.h"
#include "sp_elf.h"

/* The program is static and has these symbols. */
void SP_(static_executable)(sp_elf_reader read, void* ctx,
                            const struct sp_elf* elf, PtrdiffT bias);

/* The program is about to run its first instruction. */
void SP_(static_starts)(void);

/* The function of the heap that begins at ip: what SP_(on_static_call) takes.
   0: none. */
UInt SP_(static_function_at)(Addr ip);

/* Does what the function does; a, b and c are its arguments. */
VG_REGPARM(0) UWord SP_(on_static_call)(UWord function, UWord a, UWord b,
                                        UWord c);

#endif
