/* What the files that wrap libdwarf share among themselves. */
#ifndef DEBUG_DW_PRIVATE_H
#define DEBUG_DW_PRIVATE_H
#include "base/map.h"
#include "debug/dw_bytes.h"
#include "debug/dw_wrap.h"

enum { DW_ADDRESS_SIZE = 8 };

/* Sections that are read here and not by libdwarf. */
enum dw_section {
	DW_LOC, DW_LOCLISTS, DW_RANGES, DW_RNGLISTS, DW_ADDR, DW_LINE, DW_LINE_STR, DW_STR,
	DW_N_SECTIONS };

/* What attributes of a unit's DIE say for the lists of all in it. */
struct dw_unit {
	uint64_t key;                    /* of its DIE */
	unsigned version;
	size_t offset_size;
	uint64_t low_pc, addr_base, loclists_base, rnglists_base;
};

struct dw {
	Dwarf_Debug dbg;
	const struct elf_file *elf;
	struct dw_access *access;
	struct dw_tree *tree;
	struct arena *texts;             /* of messages */
	const char *problem;
	struct bytes section[DW_N_SECTIONS];
	bool section_read[DW_N_SECTIONS];
	struct dw_unit unit;             /* that was last asked for */
	size_t spent;                    /* see dw_spend() */
	struct dw *common;               /* NULL: none */
	struct map of_common;            /* address of a DIE that is common's */
	size_t lines_run;                /* bytes of line tables that were read */
};

/* dw_common.c: which of the two files a DIE is of; noted when it comes from libdwarf. */
struct dw *dw_side(struct dw *d, Dwarf_Die die);
void dw_came_from(struct dw *d, Dwarf_Die die, const struct dw *side);

/* Frees a failed call's error object; true if it succeeded. */
bool dw_ok(struct dw *d, int result, Dwarf_Error e);
/* NULL: absent; else to be freed with dwarf_dealloc_attribute(). */
Dwarf_Attribute dw_attr(struct dw *d, Dwarf_Die die, unsigned at);
unsigned dw_form(struct dw *d, Dwarf_Attribute attr);

/* dw_section.c: what lists of ranges and of locations share */
struct bytes dw_section(struct dw *d, enum dw_section which);
const struct dw_unit *dw_unit_of(struct dw *d, Dwarf_Die die);   /* until asked for another's */
bool dw_section_offset(struct dw *d, Dwarf_Attribute attr, uint64_t *out);
/* Where an attribute's list begins, by its offset or its index. */
bool dw_list_at(struct dw *d, Dwarf_Attribute attr, enum dw_section old, enum dw_section new,
		const struct dw_unit *u, struct bytes *out);
bool dw_address(struct dw *d, const struct dw_unit *u, uint64_t index, uint64_t *out);
/* A crafted file can name one long list from every DIE: what is kept of lists is counted.
 * False, and damage: too much. */
bool dw_spend(struct dw *d, size_t entries);

/* Of one attribute's expressions. */
struct expressions {
	struct dw *dw;
	const struct dw_unit *unit;
	Dwarf_Die die;                   /* that has the attribute */
	struct arena *to;
	unsigned nesting;
	bool shared;                     /* other attributes may name the same: what is kept is counted */
};

/* dw_expr.c.  False: damaged, or an unknown operation. */
bool dw_expr(const struct expressions *x, struct bytes b, struct dw_op **out, size_t *n);

/* dw_resolve.c: replaces what names something by what it names. */
void dw_resolve(const struct expressions *x, struct dw_op *op);
#endif
