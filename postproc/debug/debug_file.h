/* Debug information kept in a file of its own, as distributions ship it. */
#ifndef DEBUG_DEBUG_FILE_H
#define DEBUG_DEBUG_FILE_H
#include "debug/dw_elf.h"

/* The open file that belongs to the stripped file e, or NULL. */
struct elf_file *debug_file_open(const struct elf_file *e, struct arena *a);
/* The open file that dwz has put there what e has in common with other files; or NULL: e refers to
 * none (*name is NULL then), or the one it means is not there. */
struct elf_file *debug_file_open_common(const struct elf_file *e, struct arena *a, const char **name);
#endif
