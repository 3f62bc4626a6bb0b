/* The symbols of code and data of an ELF file in order of address.  Private to elf_*.c. */
#ifndef DEBUG_DW_SYMBOLS_H
#define DEBUG_DW_SYMBOLS_H
#include <libelf.h>
#include <stddef.h>
#include <stdint.h>

struct elf_symbol { uint64_t addr, size; const char *name; int rank; };
struct elf_symbols { struct elf_symbol *v; size_t n; };

/* From .symtab, else .dynsym; names live as long as elf. */
void elf_symbols_read(struct elf_symbols *s, Elf *elf);
/* A symbol of size 0 (hand-written assembly) reaches up to the next. */
const struct elf_symbol *elf_symbols_find(const struct elf_symbols *s, uint64_t addr);
/* Data that other objects may use, or may have instead of their own: from .dynsym. */
void elf_exports_read(struct elf_symbols *s, Elf *elf);
const struct elf_symbol *elf_symbols_named(const struct elf_symbols *s, const char *name);
void elf_symbols_free(struct elf_symbols *s);
#endif
