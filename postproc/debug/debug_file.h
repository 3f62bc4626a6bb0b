/* Debug information kept in a file of its own, as distributions ship it. */
#ifndef DEBUG_DEBUG_FILE_H
#define DEBUG_DEBUG_FILE_H
#include "debug/dw_elf.h"

/* The open file that belongs to the stripped file e at path, or NULL. */
struct elf_file *debug_file_open(const struct elf_file *e, const char *path, struct arena *a);
#endif
