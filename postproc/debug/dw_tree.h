/* The trees of DIEs of .debug_info and .debug_types, checked before libdwarf walks them. */
#ifndef DEBUG_DW_TREE_H
#define DEBUG_DW_TREE_H
#include "debug/dw_elf.h"

struct dw_tree;

struct dw_tree *dw_tree_new(const struct elf_file *e);
void dw_tree_free(struct dw_tree *t);

/* Whether a DIE begins at this offset, in a unit that is whole.  Its unit is walked through the
 * first time one of its DIEs is asked for. */
bool dw_tree_has(struct dw_tree *t, uint64_t offset, bool in_types);
#endif
