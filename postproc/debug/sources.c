/* The source files of an object: each unit's own, then those that have lines (headers). */
#include "base/mem.h"
#include "debug/dw_object.h"
#include <stdlib.h>

static void add(struct object *o, struct map *seen, const char *file)
{
	uint64_t key = (uintptr_t)file;          /* interned: equal texts are one pointer */

	if (!file || !file[0] || map_get(seen, key))
		return;
	map_put(seen, key, o);
	if (!(o->n_sources & (o->n_sources - 1)))        /* full at each power of two */
		o->sources = mem_grow(o->sources, o->n_sources ? 2 * o->n_sources : 1,
				      sizeof *o->sources);
	o->sources[o->n_sources++] = file;
}

static void read_sources(struct object *o)
{
	struct map seen = { 0 };

	units_need(o);
	for (size_t i = 0; i < o->n_units; i++)
		add(o, &seen, unit_name(&o->unit[i]));
	for (size_t i = 0; i < o->n_units; i++) {
		struct unit *u = &o->unit[i];
		unit_read_lines(u);
		for (size_t j = 0; j < u->n_rows; j++)
			add(o, &seen, u->row[j].r.file);
	}
	map_free(&seen);
}

const char *const *object_sources(struct object *o, size_t *count)
{
	if (!o->sources_read)
		read_sources(o);
	o->sources_read = true;
	*count = o->n_sources;
	return o->sources;
}
