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

struct dw_tree_child {
	uint64_t offset, end;            /* of the DIE; behind it and all in it */
	unsigned tag;
	bool is_declaration, has_const_value;
	bool has_code;                   /* an address, or ranges */
	const char *name;                /* NULL: none, or one of a form that is not read here */
};

/* The children of a DIE in a list that the caller frees; NULL: there is none. */
struct dw_tree_child *dw_tree_children(struct dw_tree *t, uint64_t offset, bool in_types, size_t *n);
#endif
