/* Classes that were asked for; see layout.h. */
#include "value/layout.h"
#include "base/map.h"
#include "base/mem.h"
#include "value/printers.h"
#include <stdlib.h>

struct layouts { struct map by_type; };

struct layouts *layouts_new(void)
{
	return mem_alloc(sizeof(struct layouts));
}

void layouts_free(struct layouts *l)
{
	uint64_t type;
	void *layout;

	for (size_t i = 0; map_next(&l->by_type, &i, &type, &layout); )
		free(layout);
	map_free(&l->by_type);
	free(l);
}

struct layout *layout_of(struct layouts *l, const struct type *t)
{
	struct layout *known;

	if (!l || t->kind != TYPE_STRUCT)
		return NULL;
	known = map_get(&l->by_type, (uint64_t)(uintptr_t)t);
	if (!known) {
		known = mem_alloc(sizeof *known);
		*known = (struct layout){ .type = t, .row = printer_row_of(t) };
		map_put(&l->by_type, (uint64_t)(uintptr_t)t, known);
	}
	return known;
}

bool layout_find(struct layout *l, const char *path, uint64_t addr, struct part *to)
{
	struct part whole = { l->type, 0 };
	struct layout_part *k = l->known;

	while (k < l->known + l->n_known && k->path != path)
		k++;
	if (k == l->known + LAYOUT_PARTS) {
		whole.addr = addr;
		return part_find(&whole, path, to);
	}
	if (k == l->known + l->n_known) {
		k->path = path;
		if (!part_find(&whole, path, &k->part))
			k->part.type = NULL;
		l->n_known++;
	}
	if (k->part.type)
		*to = (struct part){ k->part.type, addr + k->part.addr };
	return k->part.type;
}
