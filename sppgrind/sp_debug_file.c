/* Separate and compressed debug information; see sp_debug_file.h.

   The places are those of gdb and of the core: by build-id below
   /usr/lib/debug, then .gnu_debuglink's name beside the object, in .debug/
   there, below /usr/lib/debug, and below --extra-debuginfo-path. */

#include "sp_debug_file.h"

#include "pub_tool_libcfile.h"
#include "pub_tool_vki.h"
#include "sp_core.h"

#define DEBUG_ROOT "/usr/lib/debug"
#define LINE_MAX   (1UL << 30)        // bytes of a decompressed line table

Bool SP_(file_read)(void* ctx, ULong offset, void* to, SizeT len)
{
   Int fd = *(Int*)ctx;
   if (offset > (1ULL << 62) || len > (1UL << 30)
       || VG_(lseek)(fd, offset, VKI_SEEK_SET) != (Off64T)offset)
      return False;
   for (UChar* p = to; len > 0; ) {
      Int n = VG_(read)(fd, p, len);
      if (n <= 0)
         return False;
      p += n;
      len -= n;
   }
   return True;
}

/*--------------------------------------------------------------------*/
/*--- Finding the file                                             ---*/
/*--------------------------------------------------------------------*/

/* The checksum of .gnu_debuglink: CRC-32, as in zlib. */
static UInt crc_of_file ( Int fd )
{
   static UInt table[256];
   static UChar buf[16384];
   UInt crc = 0xffffffff;
   for (UInt i = 0; table[255] == 0 && i < 256; i++) {
      UInt c = i;
      for (UInt bit = 0; bit < 8; bit++)
         c = c & 1 ? 0xedb88320 ^ (c >> 1) : c >> 1;
      table[i] = c;
   }
   VG_(lseek)(fd, 0, VKI_SEEK_SET);
   for (Int n; (n = VG_(read)(fd, buf, sizeof buf)) > 0; )
      for (Int i = 0; i < n; i++)
         crc = table[(crc ^ buf[i]) & 255] ^ (crc >> 8);
   return ~crc;
}

static Bool is_file_of ( const struct sp_elf* elf, Int fd,
                         const struct sp_elf* found )
{
   if (!found->has_debug_info)
      return False;
   if (elf->build_id_len > 0 && found->build_id_len > 0)
      return elf->build_id_len == found->build_id_len
             && VG_(memcmp)(elf->build_id, found->build_id,
                            elf->build_id_len) == 0;
   return crc_of_file(fd) == elf->debug_crc;
}

static Bool is_regular ( Int fd )
{
   struct vg_stat st;
   return VG_(fstat)(fd, &st) == 0 && VKI_S_ISREG(st.mode);
}

static Bool try ( const HChar* path, const struct sp_elf* elf,
                  struct sp_elf* found )
{
   Int fd = VG_(fd_open)(path, VKI_O_RDONLY | VKI_O_NONBLOCK, 0);
   if (fd < 0)
      return False;
   Bool ok = is_regular(fd) && SP_(elf_read)(SP_(file_read), &fd, found)
             && is_file_of(elf, fd, found);
   VG_(close)(fd);
   return ok;
}

static Bool build_id_place ( HChar* path, const struct sp_elf* elf )
{
   if (elf->build_id_len < 2)
      return False;
   path += VG_(sprintf)(path, DEBUG_ROOT "/.build-id/%02x/", elf->build_id[0]);
   for (UInt i = 1; i < elf->build_id_len; i++)
      path += VG_(sprintf)(path, "%02x", elf->build_id[i]);
   VG_(sprintf)(path, ".debug");
   return True;
}

/* The place number i for an object in the directory dir; False: no more. */
static Bool link_place ( HChar* path, UInt i, const HChar* dir,
                         const HChar* name )
{
   const HChar* extra = VG_(clo_extra_debuginfo_path);
   switch (i) {
      case 0: VG_(sprintf)(path, "%s/%s", dir, name);              return True;
      case 1: VG_(sprintf)(path, "%s/.debug/%s", dir, name);       return True;
      case 2: VG_(sprintf)(path, DEBUG_ROOT "%s/%s", dir, name);   return True;
      case 3:
         if (extra != NULL)
            VG_(sprintf)(path, "%s%s/%s", extra, dir, name);
         return extra != NULL;
   }
   return False;
}

HChar* SP_(debug_file_find)(const HChar* path, const struct sp_elf* elf,
                            struct sp_elf* found)
{
   const HChar* extra = VG_(clo_extra_debuginfo_path);
   SizeT room = VG_(strlen)(path) + sizeof elf->debug_link
                + 2 * SP_BUILD_ID_MAX + (extra ? VG_(strlen)(extra) : 0) + 64;
   HChar* at = VG_(malloc)("sp.debug_file.path", room);
   HChar* dir = VG_(strdup)("sp.debug_file.dir", path);
   HChar* slash = VG_(strrchr)(dir, '/');
   Bool ok = build_id_place(at, elf) && try(at, elf, found);
   if (slash != NULL)
      *slash = '\0';
   if (elf->debug_link[0] != '\0'
       && VG_(strchr)(elf->debug_link, '/') == NULL)
      for (UInt i = 0; !ok && link_place(at, i, dir, elf->debug_link); i++)
         ok = try(at, elf, found);
   VG_(free)(dir);
   if (ok)
      return at;
   VG_(free)(at);
   return NULL;
}

/*--------------------------------------------------------------------*/
/*--- The line table                                               ---*/
/*--------------------------------------------------------------------*/

static SizeT decompress ( enum sp_compression how, UChar* to, SizeT to_len,
                          const UChar* from, SizeT from_len )
{
   const Int zlib_header = 1, whole = 4;      // flags of tinfl.c
   switch (how) {
      case SP_ZLIB:
         return tinfl_decompress_mem_to_mem(to, to_len, from, from_len,
                                            zlib_header | whole);
      case SP_ZSTD:
         return ZSTD_decompress(to, to_len, from, from_len);
      case SP_PLAIN:
      case SP_UNKNOWN_COMPRESSION:
         break;
   }
   return 0;
}

/* Takes the bytes of the section as they are in the file. */
static UChar* plain_bytes ( const struct sp_elf* elf, UChar* raw, SizeT* size )
{
   if (elf->line_compression == SP_PLAIN)
      return raw;
   SizeT wanted = elf->line_plain_size;
   UChar* plain = NULL;
   /* Neither format makes less than a thousandth out of it. */
   if (wanted > 0 && wanted <= LINE_MAX && wanted / 4096 <= *size) {
      plain = VG_(malloc)("sp.debug_file.plain", wanted);
      if (decompress(elf->line_compression, plain, wanted, raw, *size)
             != wanted) {
         VG_(free)(plain);
         plain = NULL;
      }
   }
   VG_(free)(raw);
   *size = wanted;
   return plain;
}

UChar* SP_(debug_line_read)(const HChar* path, const struct sp_elf* elf,
                            SizeT* size)
{
   struct vg_stat st;
   Int fd = VG_(fd_open)(path, VKI_O_RDONLY, 0);
   UChar* raw = NULL;
   *size = elf->line_size;
   if (fd < 0)
      return NULL;
   if (*size > 0 && VG_(fstat)(fd, &st) == 0 && *size <= (ULong)st.size) {
      raw = VG_(malloc)("sp.debug_file.line", *size);
      if (!SP_(file_read)(&fd, elf->line_offset, raw, *size)) {
         VG_(free)(raw);
         raw = NULL;
      }
   }
   VG_(close)(fd);
   return raw != NULL ? plain_bytes(elf, raw, size) : NULL;
}
