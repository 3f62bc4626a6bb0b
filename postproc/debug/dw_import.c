/* Partial units: what dwz (and link-time optimisation) has moved out of the units that import them.
 * They do not all say their language, which is then that of a unit that imports them.
 *
 * dwz's common file has units of other programs too: only those count that are imported, maybe by
 * way of others, by one of the object's own. */
#include "debug/dw_die.h"

enum { CHAIN_MAX = 8 };          /* of imports of imports */

/* Imports come before all else in a unit. */
static void note_imports(struct object *o, struct unit *u)
{
	Dwarf_Die unit = dw_die(o->dw, u->die);
	Dwarf_Die d = unit ? dw_child(o->dw, unit) : NULL;

	u->imports_noted = true;
	for (; d && dw_tag(o->dw, d) == DW_TAG_imported_unit; d = dw_next(o->dw, d)) {
		uint64_t key = dw_ref(o->dw, d, DW_AT_import);
		if (!map_get(&o->importers, key))
			map_put(&o->importers, key, u);
	}
	dw_free(d);
	dw_free(unit);
}

static bool is_common(const struct unit *u)
{
	return u->die & DW_COMMON;
}

/* Each pass notes those of units that the one before has reached. */
static void read_imports(struct object *o)
{
	bool again = true;

	while (again) {
		again = false;
		for (size_t i = 0; i < o->n_units; i++) {
			struct unit *u = &o->unit[i];
			if (u->imports_noted || (is_common(u) && !map_get(&o->importers, u->die)))
				continue;
			note_imports(o, u);
			again = true;
		}
	}
}

static struct unit *importer_of(struct object *o, uint64_t unit)
{
	if (!o->imports_read)
		read_imports(o);
	o->imports_read = true;
	return map_get(&o->importers, unit);
}

bool unit_is_foreign(struct unit *u)
{
	return is_common(u) && !importer_of(u->object, u->die);
}

uint64_t unit_language(struct object *o, uint64_t key)
{
	uint64_t language = 0;

	for (int i = 0; key && i < CHAIN_MAX; i++) {
		Dwarf_Die unit = dw_die(o->dw, key);
		bool is_partial = unit && dw_tag(o->dw, unit) == DW_TAG_partial_unit;
		if (unit)
			language = die_number(o, unit, DW_AT_language);
		dw_free(unit);
		if (language || !is_partial)
			break;
		struct unit *importer = importer_of(o, key);
		key = importer ? importer->die : 0;
	}
	return language;
}
