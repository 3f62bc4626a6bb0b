/* Units: an index of their code, made when the first of them is looked for. */
#include "base/mem.h"
#include "debug/debug_file.h"
#include "debug/dw_die.h"
#include "debug/path.h"
#include <stdlib.h>
#include <string.h>

static void add_unit(void *ctx, Dwarf_Die die)
{
	struct object *o = ctx;

	if (!(o->n_units & (o->n_units - 1)))            /* full at each power of two */
		o->unit = mem_grow(o->unit, o->n_units ? 2 * o->n_units : 1, sizeof *o->unit);
	struct unit *u = &o->unit[o->n_units++];
	*u = (struct unit){
		.object = o,
		.die = dw_key(o->dw, die),
		.name = dw_string(o->dw, die, DW_AT_name),
		.dir = dw_string(o->dw, die, DW_AT_comp_dir),
		.version = dw_version(die),
	};
	dw_low_pc(o->dw, die, &u->base);
	o->n_split += dw_has(o->dw, die, DW_AT_dwo_name) || dw_has(o->dw, die, DW_AT_GNU_dwo_name);
}

static void add_unit_range(void *ctx, uint64_t low, uint64_t high)
{
	struct unit *u = ctx;

	if (!elf_file_is_code(u->object->elf, low))
		return;
	u->has_ranges = true;
	ranges_add(&u->object->units, low, high, u);
}

/* Only once the array of units no longer moves may ranges point into it. */
static void index_unit(struct unit *u)
{
	Dwarf_Die die = dw_unit_die(u->object->dw, u->die);

	u->last_function = &u->first_function;
	if (die)
		dw_each_range(u->object->dw, die, u->base, add_unit_range, u);
	dw_free(die);
}

/* What it refers to there is absent without it. */
static void open_common(struct object *o, const struct elf_file *from)
{
	const char *name;
	struct dw *common;

	o->common_elf = debug_file_open_common(from, o->arena, &name);
	if (!name)
		return;
	common = o->common_elf ? dw_open(o->common_elf, o->arena) : NULL;
	if (common)
		dw_set_common(o->dw, common);
	else
		o->problem = arena_printf(o->arena, "%s, with a part of its debug information, cannot be read",
					  name);
}

static bool read_units(struct object *o, const struct elf_file *from)
{
	o->dw = dw_open(from, o->arena);
	if (!o->dw)
		return false;
	open_common(o, from);
	dw_each_unit(o->dw, add_unit, o);
	for (size_t i = 0; i < o->n_units; i++)
		index_unit(&o->unit[i]);
	ranges_sort(&o->units);
	if (o->n_split && o->n_split == o->n_units)
		o->problem = "debug information is in .dwo files (compile without -gsplit-dwarf)";
	return o->n_units || dw_problem(o->dw);
}

void units_need(struct object *o)
{
	if (o->units_read)
		return;
	o->units_read = true;
	if (!read_units(o, o->debug_elf ? o->debug_elf : o->elf))
		o->problem = "no debug information (compile with -g)";
}

void object_drop_units(struct object *o)
{
	for (size_t i = 0; i < o->n_units; i++) {
		ranges_free(&o->unit[i].functions);
		free(o->unit[i].file);
		free(o->unit[i].row);
	}
	free(o->unit);
	ranges_free(&o->units);
	dw_close(o->dw);
}

const char *object_problem(struct object *o)
{
	units_need(o);
	return o->problem || !o->dw ? o->problem : dw_problem(o->dw);
}

const char *unit_name(struct unit *u)
{
	if (!u->name)
		return NULL;
	char *path = path_join(u->dir, u->name);
	const char *kept = object_intern(u->object, path);
	free(path);
	return kept;
}

/* gcc lists its options there; the last level counts. */
static bool says_optimised(const char *producer)
{
	bool optimised = false;

	if (strncmp(producer, "GNU", 3) != 0)
		return false;
	for (const char *o = strstr(producer, " -O"); o; o = strstr(o + 1, " -O"))
		optimised = o[3] != '0';
	return optimised;
}

bool unit_is_optimised(struct unit *u)
{
	if (u->producer_read)
		return u->optimised;
	u->producer_read = true;
	Dwarf_Die die = dw_unit_die(u->object->dw, u->die);
	const char *producer = die ? dw_string(u->object->dw, die, DW_AT_producer) : NULL;
	u->optimised = producer && says_optimised(producer);
	dw_free(die);
	return u->optimised;
}

struct unit *unit_of_die(struct object *o, uint64_t key)
{
	size_t low = 0, high = o->n_units;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (o->unit[mid].die < key)
			low = mid + 1;
		else
			high = mid;
	}
	return low < o->n_units && o->unit[low].die == key ? &o->unit[low] : NULL;
}

/* A unit that does not say where its code is is asked for its functions. */
static struct unit *ask_all(struct object *o, uint64_t addr)
{
	for (size_t i = 0; i < o->n_units; i++) {
		struct unit *u = &o->unit[i];
		if (u->has_ranges)
			continue;
		unit_load_functions(u);
		if (ranges_find(&u->functions, addr))
			return u;
	}
	return NULL;
}

struct unit *unit_at(struct object *o, uint64_t addr)
{
	const struct range *r;

	units_need(o);
	r = ranges_find(&o->units, addr);
	return r ? r->what : ask_all(o, addr);
}
