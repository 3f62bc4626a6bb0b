/* Which variables have changed; see changes.h. */
#include "trace/changes.h"

#include <stdlib.h>

#include "base/map.h"
#include "base/mem.h"

enum { UNUSED_MAX = 64 };                            /* steps after which a variable is forgotten */

struct seen { uint64_t hash, step; };

struct changes { struct map seen; uint64_t step; };

struct changes *changes_new(void)
{
	return mem_alloc(sizeof(struct changes));
}

static void forget_unused(struct changes *c)
{
	struct map kept = { 0 };
	uint64_t key;
	void *seen;

	for (size_t i = 0; map_next(&c->seen, &i, &key, &seen); ) {
		if (c->step - ((struct seen *)seen)->step < UNUSED_MAX)
			map_put(&kept, key, seen);
		else
			free(seen);
	}
	map_free(&c->seen);
	c->seen = kept;
}

void changes_begin_step(struct changes *c)
{
	if (++c->step % UNUSED_MAX == 0)
		forget_unused(c);
}

bool changes_note(struct changes *c, uint64_t owner, const struct variable *v,
		  const struct value *value)
{
	uint64_t key = (uint64_t)(uintptr_t)v + owner * UINT64_C(0x9e3779b97f4a7c15);
	uint64_t hash = value_hash(value);
	struct seen *seen = map_get(&c->seen, key);
	bool changed;

	if (!seen) {
		seen = mem_alloc(sizeof *seen);
		map_put(&c->seen, key, seen);
	}
	changed = seen->step && seen->step + 1 == c->step && seen->hash != hash;
	*seen = (struct seen){ hash, c->step };
	return changed;
}

void changes_free(struct changes *c)
{
	uint64_t key;
	void *seen;

	for (size_t i = 0; map_next(&c->seen, &i, &key, &seen); )
		free(seen);
	map_free(&c->seen);
	free(c);
}
