/* Where the debug information of an object is: in the object's own file, or
   in a separate one; plain, or compressed. */

#ifndef SP_DEBUG_FILE_H
#define SP_DEBUG_FILE_H

#include "sp_basics.h"
#include "sp_elf.h"

/* An sp_elf_reader; ctx is the address of a file descriptor. */
Bool SP_(file_read)(void* ctx, ULong offset, void* to, SizeT len);

/* The separate file that belongs to the object at path, and what is in it;
   to be freed.  NULL: there is none.  It is looked for as by the core, whose
   answers about lines come from the same file. */
HChar* SP_(debug_file_find)(const HChar* path, const struct sp_elf* elf,
                            struct sp_elf* found);

/* The line table of the file at path; to be freed.  NULL: none that can be
   read. */
UChar* SP_(debug_line_read)(const HChar* path, const struct sp_elf* elf,
                            SizeT* size);

#endif
