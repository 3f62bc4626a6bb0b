/* An ELF file without its DWARF: loadable bytes, symbols, build-id.  The only header besides
 * dw_wrap.h behind which a library for object files is seen. */
#ifndef DEBUG_DW_ELF_H
#define DEBUG_DW_ELF_H
#include "base/arena.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct elf_file;

/* NULL and *why: unreadable, or no ELF file of this machine. */
struct elf_file *elf_file_open(const char *path, struct arena *arena, const char **why);
void elf_file_close(struct elf_file *e);
const char *elf_file_path(const struct elf_file *e);
int elf_file_fd(const struct elf_file *e);
size_t elf_file_read(const struct elf_file *e, uint64_t addr, void *to, size_t len);
uint64_t elf_file_tls_size(const struct elf_file *e);
/* In an executable segment, and not at the address 0 that linkers give to discarded code. */
bool elf_file_is_code(const struct elf_file *e, uint64_t addr);
bool elf_file_is_loaded(const struct elf_file *e, uint64_t addr);
const char *elf_file_build_id(const struct elf_file *e);
bool elf_file_has_section(const struct elf_file *e, const char *name);
/* Its bytes, decompressed, until the file is closed; false: none, or not to be read. */
bool elf_file_section(const struct elf_file *e, const char *name, const uint8_t **p, size_t *len);
/* Contents of .gnu_debuglink: a file name, and the CRC-32 of that file; NULL: none. */
const char *elf_file_debug_link(const struct elf_file *e, uint32_t *crc);
/* Contents of .gnu_debugaltlink: a file name, and in hex the build-id of what is meant; NULL: none. */
const char *elf_file_alt_link(const struct elf_file *e, const char **build_id);
/* In a section of the procedure linkage table: .plt, .plt.sec, .plt.got. */
bool elf_file_is_stub(const struct elf_file *e, uint64_t addr);
/* The symbol that the stub at addr leads to; NULL: unknown. */
const char *elf_file_stub_symbol(const struct elf_file *e, uint64_t addr);
/* The data symbol of this object that others see at exactly addr, and where one of that name is;
 * NULL, false: none. */
const char *elf_file_export_at(struct elf_file *e, uint64_t addr);
bool elf_file_export(struct elf_file *e, const char *name, uint64_t *addr);
/* The symbol of code or data that covers addr, and how far into it that is; or NULL. */
const char *elf_file_symbol(struct elf_file *e, uint64_t addr, uint64_t *offset);
/* The address of that symbol; 0: none. */
uint64_t elf_file_symbol_named(struct elf_file *e, const char *name);
#endif
