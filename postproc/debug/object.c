/* Objects: opening, closing, and the look-ups that people ask for. */
#include "debug/object.h"
#include "base/mem.h"
#include "debug/debug_file.h"
#include "debug/demangle.h"
#include "debug/dw_die.h"
#include <stdlib.h>
#include <string.h>

struct object *object_open(const char *path, const char **why)
{
	struct arena *arena = arena_new();
	struct elf_file *elf = elf_file_open(path, arena, why);

	if (!elf) {
		arena_free(arena);
		return NULL;
	}
	struct object *o = mem_alloc(sizeof *o);
	o->arena = arena;
	o->elf = elf;
	o->path = arena_strdup(arena, path);
	if (!elf_file_has_section(elf, ".debug_info"))
		o->debug_elf = debug_file_open(elf, arena);
	return o;
}

void object_close(struct object *o)
{
	if (!o)
		return;
	object_drop_units(o);
	elf_file_close(o->common_elf);
	elf_file_close(o->debug_elf);
	elf_file_close(o->elf);
	map_free(&o->importers);
	map_free(&o->types);
	map_free(&o->referred);
	contexts_free(o);
	map_free(&o->tags);
	map_free(&o->constants);
	map_free(&o->strings);
	map_free(&o->global_at);
	free(o->globals.v);
	free(o->lines);
	free(o->sources);
	arena_free(o->arena);
	free(o);
}

const char *object_path(const struct object *o)
{
	return o->path;
}

const char *object_build_id(const struct object *o)
{
	return elf_file_build_id(o->elf);
}

size_t object_read(const struct object *o, uint64_t addr, void *to, size_t len)
{
	return elf_file_read(o->elf, addr, to, len);
}

uint64_t object_tls_size(const struct object *o)
{
	return elf_file_tls_size(o->elf);
}

/* A stripped file's own symbols are only those for linking. */
const char *object_symbol(struct object *o, uint64_t addr, uint64_t *offset)
{
	const char *name = o->debug_elf ? elf_file_symbol(o->debug_elf, addr, offset) : NULL;

	if (!name)
		name = elf_file_symbol(o->elf, addr, offset);
	return name ? demangle_symbol(o->arena, name) : NULL;
}

bool object_is_stub(const struct object *o, uint64_t addr)
{
	return elf_file_is_stub(o->elf, addr);
}

const char *object_stub_name(struct object *o, uint64_t addr)
{
	const char *name = elf_file_stub_symbol(o->elf, addr);

	return name ? demangle_symbol(o->arena, name) : NULL;
}

uint64_t object_symbol_named(struct object *o, const char *name)
{
	uint64_t addr = o->debug_elf ? elf_file_symbol_named(o->debug_elf, name) : 0;

	return addr ? addr : elf_file_symbol_named(o->elf, name);
}

const struct line_row *object_line(struct object *o, uint64_t addr)
{
	struct unit *u = unit_at(o, addr);
	const struct row *row = u ? unit_line(u, addr) : NULL;

	return row ? &row->r : NULL;
}

const struct line_row *object_last_line(struct object *o, uint64_t addr)
{
	struct unit *u = unit_at(o, addr);
	const struct row *row = u ? unit_last_line(u, addr) : NULL;

	return row ? &row->r : NULL;
}

bool object_has_statement(struct object *o, uint64_t addr, const char *file, unsigned line)
{
	struct unit *u = unit_at(o, addr);

	return u && file && unit_has_statement(u, addr, file, line);
}

/* Of one address: as in their unit's table, where they lie one behind the other. */
static int compare_lines(const void *a, const void *b)
{
	const struct row *x = *(const struct row *const *)a, *y = *(const struct row *const *)b;

	if (x->r.addr != y->r.addr)
		return x->r.addr < y->r.addr ? -1 : 1;
	return x < y ? -1 : x > y;
}

static void read_lines(struct object *o)
{
	const struct row **all = NULL;
	size_t n = 0, room = 0;

	units_need(o);
	for (size_t i = 0; i < o->n_units; i++) {
		struct unit *u = &o->unit[i];
		unit_read_lines(u);
		if (n + u->n_rows > room) {
			room = 2 * (n + u->n_rows);
			all = mem_grow(all, room, sizeof *all);
		}
		for (size_t j = 0; j < u->n_rows; j++)
			if (!u->row[j].end)
				all[n++] = &u->row[j];
	}
	if (n)
		qsort(all, n, sizeof *all, compare_lines);
	o->lines = mem_grow(NULL, n, sizeof *o->lines);
	o->n_lines = n;
	for (size_t i = 0; i < n; i++)
		o->lines[i] = all[i]->r;
	free(all);
}

const struct line_row *object_lines(struct object *o, size_t *count)
{
	if (!o->lines_read)
		read_lines(o);
	o->lines_read = true;
	*count = o->n_lines;
	return o->lines;
}

static struct function_entry *entry_at(struct unit *u, uint64_t addr)
{
	if (!u)
		return NULL;
	unit_load_functions(u);
	const struct range *r = ranges_find(&u->functions, addr);
	if (!r) {
		unit_load_nested(u);
		r = ranges_find(&u->functions, addr);
	}
	return r ? r->what : NULL;
}

const struct function *object_function(struct object *o, uint64_t addr)
{
	struct unit *u = unit_at(o, addr);
	struct function_entry *e = entry_at(u, addr);

	return e ? function_read(u, e) : NULL;
}

const struct type *object_function_class(struct object *o, uint64_t addr)
{
	struct function_entry *e = entry_at(unit_at(o, addr), addr);
	Dwarf_Die die = e ? dw_die(o->dw, e->die) : NULL;
	uint64_t class = die ? die_class(o, die) : 0;

	dw_free(die);
	return class ? type_resolve(type_ref_of(o, class)) : NULL;
}

/* By the full name, too, which is made only of what may be it. */
static bool has_name(struct unit *u, struct function_entry *e, const char *name)
{
	size_t len = strlen(name), own = strlen(e->name);

	if (!strcmp(e->name, name))
		return true;
	if (len < own || strcmp(name + len - own, e->name) != 0)
		return false;
	const struct function *f = function_read(u, e);
	return f && !strcmp(f->name, name);
}

const struct function *object_function_named(struct object *o, const char *name)
{
	units_need(o);
	for (size_t i = 0; i < o->n_units; i++) {
		struct unit *u = &o->unit[i];
		unit_load_functions(u);
		for (struct function_entry *e = u->first_function; e; e = e->next)
			if (e->name && has_name(u, e, name))
				return function_read(u, e);
	}
	return NULL;
}

const struct variable *object_globals(struct object *o, size_t *count)
{
	units_load_data(o);
	*count = o->globals.n;
	return o->globals.v;
}

const struct type *object_complete_type(struct object *o, const struct type *declared)
{
	static const char *const word[] = { "struct ", "union ", "class " };
	const char *full = declared->name;
	uint64_t die;

	for (size_t i = 0; i < sizeof word / sizeof *word; i++)
		if (!strncmp(full, word[i], strlen(word[i])))
			full += strlen(word[i]);
	die = tag_find_named(o, declared->tag, full, declared->kind == TYPE_UNION ? DW_TAG_union_type :
			     DW_TAG_structure_type);
	return die ? type_resolve(type_ref_of(o, die)) : NULL;
}

bool variable_moved(const struct variable *v, struct object *executable, uint64_t *distance)
{
	uint64_t own, there;
	const char *name;

	if (v->kind != VARIABLE_GLOBAL || v->object == executable ||
	    where_is_thread_local(v->where) || !where_is_static(v->where, &own))
		return false;
	name = elf_file_export_at(v->object->elf, own);
	if (!name || !elf_file_export(executable->elf, name, &there))
		return false;
	*distance = there - own;
	return true;
}

uint64_t text_hash_of(const char *s, size_t len)
{
	uint64_t h = UINT64_C(0xcbf29ce484222325);

	for (size_t i = 0; i < len; i++)
		h = (h ^ (unsigned char)s[i]) * UINT64_C(0x100000001b3);
	return h;
}

uint64_t text_hash(const char *s)
{
	return text_hash_of(s, strlen(s));
}

struct interned { struct interned *next; char s[]; };

const char *object_intern(struct object *o, const char *s)
{
	uint64_t h = text_hash(s);
	size_t len = strlen(s) + 1;
	struct interned *first = map_get(&o->strings, h);

	for (struct interned *i = first; i; i = i->next)
		if (!strcmp(i->s, s))
			return i->s;
	struct interned *new = arena_alloc(o->arena, sizeof *new + len);
	new->next = first;
	memcpy(new->s, s, len);
	map_put(&o->strings, h, new);
	return new->s;
}
