/* The program's ELF objects, and which of their code is stepped through. */

#ifndef SP_OBJECTS_H
#define SP_OBJECTS_H

#include "sp_basics.h"

/* Looks for objects that were mapped since the last call and puts them. */
void SP_(objects_update)(void);
/* Puts all, for a stream that has none yet, those gone too. */
void SP_(objects_put)(void);
/* By its path, an object is the system's, or Valgrind's. */
Bool SP_(is_system_object)(const HChar* path);
/* [a, a + size) was unmapped: puts the objects that went with it. */
void SP_(objects_unmapped)(Addr a, SizeT size);

/* The id of the step that begins at this instruction; 0: none does.  For
   translation time: it looks debug information up. */
UInt SP_(site_at)(Addr ip);

/* The object that an address is in. */
struct sp_whereabouts {
   UInt     object;               // its id; 0: none, and so is the rest
   PtrdiffT bias;                 // run time minus link time
   const struct sp_elf* elf;
};
struct sp_whereabouts SP_(whereabouts)(Addr a);

/* What kind of code is there. */
enum sp_code {
   SP_CODE_UNTRACED,
   SP_CODE_IN_MEMORY,             // traced; variables are in memory
   SP_CODE_IN_REGISTERS           // traced; they may be in registers
};
enum sp_code SP_(code_at)(Addr ip);

/* Whether errors in it are the program's: in traced code, but not in what a
   static executable has of libraries.  Looks debug information up there. */
Bool SP_(is_own_code)(Addr ip);

/* True once some code was found that is stepped through. */
Bool SP_(any_site)(void);
/* The program's own object has line information. */
Bool SP_(main_has_debug_info)(void);
/* The name of the file where it says that it has it; "": none. */
const HChar* SP_(main_debug_link)(void);

#endif
