/* Abbreviations: what the DIEs of a unit look like (DWARF 5, 7.5.3). */
#ifndef DEBUG_DW_ABBREV_H
#define DEBUG_DW_ABBREV_H
#include "debug/dw_form.h"

/* before: of the attributes before it, if all up to it are of fixed size. */
struct abbrev_attr { uint64_t name; const struct form *form; struct form_extent before; };

struct abbrev {
	uint64_t code;
	unsigned tag;
	bool has_children;
	bool has_code, has_const_value;              /* by its attributes */
	const struct abbrev_attr *sibling, *name, *declaration;      /* NULL: none */
	const struct abbrev_attr *attr; size_t n;
	size_t n_fixed;                              /* attributes up to the first that is not */
	struct form_extent fixed;                    /* of those */
};

struct abbrevs;

/* The table that begins at an offset of .debug_abbrev; NULL: it is not whole. */
struct abbrevs *abbrevs_read(struct bytes section, uint64_t offset);
void abbrevs_free(struct abbrevs *as);
const struct abbrev *abbrevs_find(const struct abbrevs *as, uint64_t code);      /* NULL: none */

/* Takes a DIE's attributes off b. */
void abbrev_skip(const struct abbrev *a, struct bytes *b, const struct form_sizes *s);
/* What there is from one of them on, of a DIE whose attributes begin at b. */
struct bytes abbrev_at(const struct abbrev *a, const struct abbrev_attr *attr, struct bytes b,
		       const struct form_sizes *s);
#endif
