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
/* Whether a unit's own DIE begins there: the unit is not walked through for that. */
bool dw_tree_is_unit(struct dw_tree *t, uint64_t offset, bool in_types);

/* A child as it is listed without libdwarf, for walks over all there is. */
struct dw_child_entry {
	uint64_t die, end;               /* where it begins; behind it and all in it */
	unsigned tag;
	bool is_declaration, has_const_value;
	bool has_code;                   /* an address, or ranges */
	const char *name;                /* of a class, union or enum; NULL: to be asked for */
};

/* The children of a DIE in a list that the caller frees; NULL: there is none. */
struct dw_child_entry *dw_tree_children(struct dw_tree *t, uint64_t offset, bool in_types,
					size_t *n);
#endif
