/* Reader of ELF headers; see sp_elf.h.  Field offsets are those of the
   System V gABI, chapters 4 and 5, ELFCLASS64. */

#include "sp_elf.h"

#define EHDR_SIZE   64
#define PHDR_SIZE   56
#define SHDR_SIZE   64
#define PT_LOAD     1
#define PT_DYNAMIC  2
#define PT_INTERP   3
#define PT_NOTE     4
#define PT_TLS      7
#define PT_GNU_EH_FRAME 0x6474e550
#define NT_GNU_BUILD_ID 3
#define SHT_NOBITS  8
#define SHF_COMPRESSED 0x800
#define SYMBOL_SIZE 24
#define SYMBOLS_MAX (64UL << 20)   // bytes of symbols, and of their names
#define NAMES_MAX   65536          // bytes of section names looked at
#define NOTES_MAX   4096           // bytes of one note segment looked at
#define HEADERS_MAX 4096           // entries of a table looked at

static UShort u16 ( const UChar* p ) { UShort x; VG_(memcpy)(&x, p, 2); return x; }
static UInt   u32 ( const UChar* p ) { UInt x;   VG_(memcpy)(&x, p, 4); return x; }
static ULong  u64 ( const UChar* p ) { ULong x;  VG_(memcpy)(&x, p, 8); return x; }

struct file { sp_elf_reader read; void* ctx; UChar header[EHDR_SIZE]; };

static Bool is_ours ( const UChar* h )
{
   return VG_(memcmp)(h, "\177ELF\2\1", 6) == 0;
}

/* The notes of one segment: name size, descriptor size, type, then both,
   each padded to four bytes. */
static void find_build_id ( const UChar* note, SizeT len, struct sp_elf* elf )
{
   while (len >= 12) {
      ULong name_len = u32(note), desc_len = u32(note + 4);
      ULong desc_at = 12 + VG_ROUNDUP(name_len, 4);
      ULong total = desc_at + VG_ROUNDUP(desc_len, 4);
      if (total > len)
         return;
      if (u32(note + 8) == NT_GNU_BUILD_ID && name_len == 4
          && VG_(memcmp)(note + 12, "GNU", 4) == 0
          && desc_len <= SP_BUILD_ID_MAX) {
         elf->build_id_len = desc_len;
         VG_(memcpy)(elf->build_id, note + desc_at, desc_len);
         return;
      }
      note += total;
      len -= total;
   }
}

static void read_note ( struct file* f, ULong offset, ULong size,
                        struct sp_elf* elf )
{
   UChar* note;
   if (size > NOTES_MAX || elf->build_id_len > 0)
      return;
   note = VG_(malloc)("sp.elf.note", size);
   if (f->read(f->ctx, offset, note, size))
      find_build_id(note, size, elf);
   VG_(free)(note);
}

static struct sp_elf_load load_of ( const UChar* ph )
{
   return (struct sp_elf_load){ .vaddr = u64(ph + 16), .filesz = u64(ph + 32),
                                .memsz = u64(ph + 40),
                                .flags = u32(ph + 4) & 7 };
}

static void read_segment ( struct file* f, const UChar* ph, struct sp_elf* elf )
{
   switch (u32(ph)) {
      case PT_LOAD:
         if (elf->n_loads < SP_ELF_LOADS_MAX)
            elf->load[elf->n_loads++] = load_of(ph);
         break;
      case PT_GNU_EH_FRAME:
         elf->frames = load_of(ph);
         break;
      case PT_DYNAMIC:
         elf->dynamic = u64(ph + 16);
         break;
      case PT_INTERP:
         elf->has_interpreter = True;
         break;
      case PT_NOTE:
         read_note(f, u64(ph + 8), u64(ph + 32), elf);
         break;
      case PT_TLS:
         elf->tls = (struct sp_elf_tls)
            { .vaddr = u64(ph + 16), .filesz = u64(ph + 32),
              .memsz = u64(ph + 40), .align = u64(ph + 48) };
         break;
   }
}

static void read_segments ( struct file* f, struct sp_elf* elf )
{
   UChar ph[PHDR_SIZE];
   ULong offset = u64(f->header + 32);
   UInt  size = u16(f->header + 54), n = u16(f->header + 56);

   if (size < PHDR_SIZE)
      return;
   for (UInt i = 0; i < n && i < HEADERS_MAX; i++)
      if (f->read(f->ctx, offset + (ULong)i * size, ph, sizeof ph))
         read_segment(f, ph, elf);
}

/* A compressed section begins with a header of one of two kinds. */
enum { CHDR_SIZE = 24, ZDEBUG_SIZE = 12, ELFCOMPRESS_ZLIB = 1,
       ELFCOMPRESS_ZSTD = 2 };

static void note_line_header ( struct sp_elf* elf, UInt len,
                               enum sp_compression how, ULong plain_size )
{
   if (elf->line_size < len)
      how = SP_UNKNOWN_COMPRESSION;
   elf->line_offset += len;
   elf->line_size = how == SP_UNKNOWN_COMPRESSION ? 0 : elf->line_size - len;
   elf->line_compression = how;
   elf->line_plain_size = plain_size;
}

/* ELF's own: Elf64_Chdr. */
static void read_chdr ( struct file* f, struct sp_elf* elf )
{
   UChar h[CHDR_SIZE];
   Bool ok = f->read(f->ctx, elf->line_offset, h, sizeof h);
   note_line_header(elf, sizeof h,
                    !ok                          ? SP_UNKNOWN_COMPRESSION
                    : u32(h) == ELFCOMPRESS_ZLIB ? SP_ZLIB
                    : u32(h) == ELFCOMPRESS_ZSTD ? SP_ZSTD
                    : SP_UNKNOWN_COMPRESSION, ok ? u64(h + 8) : 0);
}

/* GNU's older one: "ZLIB", then the size with the high byte first. */
static void read_zdebug ( struct file* f, struct sp_elf* elf )
{
   UChar h[ZDEBUG_SIZE];
   ULong size = 0;
   Bool ok = f->read(f->ctx, elf->line_offset, h, sizeof h)
             && VG_(memcmp)(h, "ZLIB", 4) == 0;
   for (UInt i = 4; ok && i < sizeof h; i++)
      size = size << 8 | h[i];
   note_line_header(elf, sizeof h, ok ? SP_ZLIB : SP_UNKNOWN_COMPRESSION,
                    size);
}

static void note_lines ( struct file* f, const UChar* sh, Bool zdebug,
                         struct sp_elf* elf )
{
   elf->line_offset = u64(sh + 24);
   elf->line_size = u64(sh + 32);
   elf->line_compression = SP_PLAIN;
   if (zdebug)
      read_zdebug(f, elf);
   else if (u64(sh + 8) & SHF_COMPRESSED)
      read_chdr(f, elf);
}

/* A file name, padded to four bytes, and the checksum. */
static void note_link ( struct file* f, const UChar* sh, struct sp_elf* elf )
{
   UChar raw[SP_DEBUG_LINK_MAX];
   ULong size = u64(sh + 32);
   if (size < 8 || size > sizeof raw
       || !f->read(f->ctx, u64(sh + 24), raw, size))
      return;
   VG_(memcpy)(elf->debug_link, raw, size - 4);      // zeros follow
   elf->debug_crc = u32(raw + size - 4);
}

static void note_section ( struct file* f, const UChar* sh, const HChar* name,
                           struct sp_elf* elf )
{
   if (u32(sh + 4) == SHT_NOBITS)
      return;
   if (VG_STREQ(name, ".debug_line") || VG_STREQ(name, ".zdebug_line"))
      note_lines(f, sh, name[1] == 'z', elf);
   if (VG_STREQ(name, ".gnu_debuglink"))
      note_link(f, sh, elf);
   if (VG_STREQ(name, ".symtab")) {
      elf->symbols_offset = u64(sh + 24);
      elf->symbols_size = u64(sh + 32);
   }
   if (VG_STREQ(name, ".strtab")) {
      elf->strings_offset = u64(sh + 24);
      elf->strings_size = u64(sh + 32);
   }
   if (VG_STREQ(name, ".debug_loc") || VG_STREQ(name, ".debug_loclists")
       || VG_STREQ(name, ".zdebug_loc") || VG_STREQ(name, ".zdebug_loclists"))
      elf->has_location_lists = True;
   if (VG_STREQ(name, ".debug_info") || VG_STREQ(name, ".zdebug_info"))
      elf->has_debug_info = True;
}

static void read_sections ( struct file* f, struct sp_elf* elf )
{
   UChar  sh[SHDR_SIZE];
   ULong  offset = u64(f->header + 40);
   UInt   size = u16(f->header + 58), n = u16(f->header + 60);
   UInt   names_index = u16(f->header + 62);

   if (size < SHDR_SIZE
       || !f->read(f->ctx, offset + (ULong)names_index * size, sh, sizeof sh))
      return;
   ULong names_len = u64(sh + 32);
   if (names_len > NAMES_MAX)
      return;
   HChar* names = VG_(malloc)("sp.elf.names", names_len + 1);
   names[names_len] = '\0';
   if (f->read(f->ctx, u64(sh + 24), names, names_len))
      for (UInt i = 0; i < n && i < HEADERS_MAX; i++)
         if (f->read(f->ctx, offset + (ULong)i * size, sh, sizeof sh)
             && u32(sh) < names_len)
            note_section(f, sh, names + u32(sh), elf);
   VG_(free)(names);
}

Bool SP_(elf_read)(sp_elf_reader read, void* ctx, struct sp_elf* elf)
{
   struct file f = { .read = read, .ctx = ctx };

   VG_(memset)(elf, 0, sizeof *elf);
   if (!read(ctx, 0, f.header, sizeof f.header) || !is_ours(f.header))
      return False;
   read_segments(&f, elf);
   read_sections(&f, elf);
   return True;
}

static UChar* read_all ( sp_elf_reader read, void* ctx, ULong offset,
                         ULong size )
{
   if (size == 0 || size > SYMBOLS_MAX)
      return NULL;
   UChar* p = VG_(malloc)("sp.elf.symbols", size + 1);
   p[size] = '\0';
   if (read(ctx, offset, p, size))
      return p;
   VG_(free)(p);
   return NULL;
}

void SP_(elf_symbols)(sp_elf_reader read, void* ctx, const struct sp_elf* elf,
                      void (*visit)(void* visitor, const HChar* name,
                                    Addr value),
                      void* visitor)
{
   UChar* symbols = read_all(read, ctx, elf->symbols_offset,
                             elf->symbols_size);
   UChar* names = read_all(read, ctx, elf->strings_offset,
                           elf->strings_size);
   ULong n = symbols && names ? elf->symbols_size / SYMBOL_SIZE : 0;
   for (ULong i = 0; i < n; i++) {
      const UChar* symbol = symbols + i * SYMBOL_SIZE;
      if (u16(symbol + 6) != 0 && u32(symbol) < elf->strings_size)
         visit(visitor, (const HChar*)names + u32(symbol), u64(symbol + 8));
   }
   VG_(free)(symbols);
   VG_(free)(names);
}
