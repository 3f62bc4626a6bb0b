/* What libdwarf gets to see of a file: the sections that are left to it, as dw_elf.h has them. */
#ifndef DEBUG_DW_ACCESS_H
#define DEBUG_DW_ACCESS_H
#include "debug/dw_private.h"

struct dw_access;

/* NULL: no DWARF there, or none that libdwarf reads.  The file must stay open. */
struct dw_access *dw_access_open(const struct elf_file *elf, Dwarf_Debug *dbg);
void dw_access_close(struct dw_access *a, Dwarf_Debug dbg);
#endif
