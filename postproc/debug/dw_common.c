/* DIEs of two files: the object's, and what dwz -m has put into one that several objects have in
 * common (.gnu_debugaltlink).
 *
 * A DIE does not tell which libdwarf context it is of, and most calls need not know.  So those of
 * the common file are noted by their address when they come; an address that comes again, for a DIE
 * of the other file, is forgotten. */
#include "debug/dw_private.h"

void dw_came_from(struct dw *d, Dwarf_Die die, const struct dw *side)
{
	if (!d->common || !die)
		return;
	if (side == d)
		map_del(&d->of_common, (uintptr_t)die);
	else
		map_put(&d->of_common, (uintptr_t)die, d->common);
}

struct dw *dw_side(struct dw *d, Dwarf_Die die)
{
	struct dw *common = d->common ? map_get(&d->of_common, (uintptr_t)die) : NULL;

	return common ? common : d;
}

/* "Tied" is what libdwarf calls a file where it looks for such strings. */
void dw_set_common(struct dw *d, struct dw *common)
{
	Dwarf_Error e = NULL;

	d->common = common;
	dw_ok(d, dwarf_set_tied_dbg(d->dbg, common->dbg, &e), e);
}
