/* Headers of the units of a section (DWARF 5, 7.5.1). */
#ifndef DEBUG_DW_HEADER_H
#define DEBUG_DW_HEADER_H
#include "debug/dw_elf.h"
#include "debug/dw_form.h"

enum unit_state { UNIT_UNSEEN, UNIT_WHOLE, UNIT_DAMAGED };       /* see dw_tree.c */

struct die_end { uint64_t die, end; };       /* from the unit's start on */

struct tree_unit {
	uint64_t start, die, end;        /* offsets: of its header, its first DIE, behind it */
	uint64_t abbrev_offset;
	struct form_sizes sizes;
	enum unit_state state;
	uint8_t *begins;                 /* bit n: a DIE begins at start + n */
	struct die_end *ends; size_t n_ends;     /* of DIEs that do not say it of their children */
};

struct unit_headers { struct bytes section; struct tree_unit *v; size_t n; };

/* Up to the first that is not whole. */
void unit_headers_read(struct unit_headers *us, const struct elf_file *e, const char *name,
		       bool in_types);
#endif
