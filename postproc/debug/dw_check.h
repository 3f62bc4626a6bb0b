/* Debug information that must not be given to libdwarf. */
#ifndef DEBUG_DW_CHECK_H
#define DEBUG_DW_CHECK_H
#include "debug/dw_elf.h"

/* NULL, or what is wrong: static text. */
const char *dw_check(const struct elf_file *e);
#endif
