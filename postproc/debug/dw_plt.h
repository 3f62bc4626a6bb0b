/* What the stubs of the procedure linkage table lead to.  Private to dw_elf.c. */
#ifndef DEBUG_DW_PLT_H
#define DEBUG_DW_PLT_H
#include <libelf.h>
#include <stddef.h>
#include <stdint.h>

/* The word of the global offset table that the stub at addr jumps through; code: what is there, len
 * bytes.  0: no stub that is known. */
uint64_t plt_slot(const uint8_t *code, size_t len, uint64_t addr);
/* The symbol whose address the dynamic linker puts at slot; NULL: none. */
const char *plt_slot_symbol(Elf *elf, uint64_t slot);
#endif
