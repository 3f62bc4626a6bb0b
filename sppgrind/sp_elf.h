/* What the tool needs of an ELF file: segments, build-id, thread-local
   storage, where the tables of lines and of frames are.  64-bit little-endian files only.  The file is hostile: every
   offset is checked against what the file gives. */

#ifndef SP_ELF_H
#define SP_ELF_H

#include "sp_basics.h"

#define SP_ELF_LOADS_MAX   16
#define SP_BUILD_ID_MAX    64
#define SP_DEBUG_LINK_MAX  256

struct sp_elf_load {
   Addr  vaddr;
   SizeT filesz, memsz;           // memsz - filesz bytes of zeros follow
   UInt  flags;                   // PF_R 4, PF_W 2, PF_X 1
};

enum sp_compression { SP_PLAIN, SP_ZLIB, SP_ZSTD, SP_UNKNOWN_COMPRESSION };

struct sp_elf_tls { Addr vaddr; SizeT filesz, memsz, align; };

struct sp_elf {
   UInt  n_loads;
   struct sp_elf_load load[SP_ELF_LOADS_MAX];
   struct sp_elf_tls tls;         // memsz 0: none
   struct sp_elf_load frames;     // .eh_frame_hdr; memsz 0: none
   Bool  has_interpreter;         // it is linked dynamically
   ULong symbols_offset, symbols_size, strings_offset, strings_size;
   Addr  dynamic;                 // of the dynamic section; 0: none
   UInt  build_id_len;
   UChar build_id[SP_BUILD_ID_MAX];
   ULong line_offset, line_size;     // .debug_line in the file; size 0: none
   enum sp_compression line_compression;
   ULong line_plain_size;            // as it says, if compressed
   Bool  has_location_lists;         // variables that move about
   Bool  has_debug_info;             // .debug_info
   HChar debug_link[SP_DEBUG_LINK_MAX];   // .gnu_debuglink; "": none
   UInt  debug_crc;                  // of the file that it names
};

/* Reads len bytes at offset; False if the file does not have them. */
typedef Bool (*sp_elf_reader)(void* ctx, ULong offset, void* to, SizeT len);

/* False: no ELF file of this machine.  Damaged tables give what is whole. */
Bool SP_(elf_read)(sp_elf_reader read, void* ctx, struct sp_elf* elf);

/* All symbols that have a place in the file: value is their link-time
   address. */
void SP_(elf_symbols)(sp_elf_reader read, void* ctx, const struct sp_elf* elf,
                      void (*visit)(void* visitor, const HChar* name,
                                    Addr value),
                      void* visitor);

#endif
