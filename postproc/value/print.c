/* What printers share; see print.h. */
#include "value/layout.h"
#include <endian.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { BASES_MAX = 16, ALIGN_MAX = 64 };

/* In files that do not tell: base classes are anonymous members, or carry their class's name. */
static bool is_base(const struct type_member *m, const struct type *t)
{
	return m->is_base || !m->name || (t->tag && strcmp(m->name, t->tag) == 0) ||
	       strcmp(m->name, t->name) == 0;
}

static bool find_member(const struct part *of, const char *name, size_t len, unsigned depth,
			struct part *to)
{
	const struct type *t = type_strip(of->type);

	for (size_t i = 0; i < t->n_members; i++) {
		const struct type_member *m = &t->member[i];
		if (m->name && strncmp(m->name, name, len) == 0 && !m->name[len]) {
			*to = (struct part){ type_of_member(m), of->addr + m->offset };
			return true;
		}
	}
	for (size_t i = 0; i < t->n_members && depth < BASES_MAX; i++) {
		const struct type_member *m = &t->member[i];
		struct part base = { type_of_member(m), of->addr + m->offset };
		if (is_base(m, type_strip(base.type)) &&
		    find_member(&base, name, len, depth + 1, to))
			return true;
	}
	return false;
}

bool part_find(const struct part *of, const char *path, struct part *to)
{
	struct part at = *of;

	for (;;) {
		size_t len = strcspn(path, ".");
		if (!find_member(&at, path, len, 0, &at))
			return false;
		if (!path[len])
			break;
		path += len + 1;
	}
	*to = at;
	return true;
}

bool printer_part(const struct printer *p, const char *path, struct part *to)
{
	struct part whole = { p->type, p->addr };

	if (p->layout && p->layout->type == p->type)
		return layout_find(p->layout, path, p->addr, to);
	return part_find(&whole, path, to);
}

bool type_is_called(const struct type *t, const char *prefix)
{
	static const char *const space[] = { "std::", "__gnu_cxx::", "__1::", "__cxx1998::" };

	t = type_strip(t);
	const char *name = t->tag ? t->tag : "";
	for (size_t i = 0; i < sizeof space / sizeof space[0]; i++)
		if (strncmp(name, space[i], strlen(space[i])) == 0)
			name += strlen(space[i]);
	return strncmp(name, prefix, strlen(prefix)) == 0;
}

bool part_base(const struct part *of, const char *prefix, struct part *to)
{
	const struct type *t = type_strip(of->type);

	for (size_t i = 0; i < t->n_members; i++) {
		const struct type *base = type_strip(type_of_member(&t->member[i]));
		if (is_base(&t->member[i], base) && type_is_called(base, prefix)) {
			*to = (struct part){ base, of->addr + t->member[i].offset };
			return true;
		}
	}
	return false;
}

bool read_number(struct printer *p, uint64_t addr, size_t size, uint64_t *to)
{
	uint64_t little_endian = 0;
	uint8_t bits[WORD];

	if (size > WORD || job_copy(p->j, addr, &little_endian, size) < size)
		return false;
	if (job_undefined(p->j, addr, bits, size)) {
		p->j->met_undefined = true;
		return false;
	}
	*to = le64toh(little_endian);
	return true;
}

bool read_word(struct printer *p, uint64_t addr, uint64_t *to)
{
	return read_number(p, addr, WORD, to);
}

bool peek_word(struct printer *p, uint64_t addr, uint64_t *to)
{
	bool before = p->j->met_undefined, known = read_word(p, addr, to);

	p->j->met_undefined = before;
	return known;
}

bool part_number(struct printer *p, const struct part *of, uint64_t *to)
{
	const struct type *t = type_strip(of->type);
	bool is_number = t->kind == TYPE_INT || t->kind == TYPE_POINTER || t->kind == TYPE_BOOL ||
			 t->kind == TYPE_CHAR || t->kind == TYPE_ENUM;

	return is_number && t->size >= 1 && t->size <= WORD &&
	       read_number(p, of->addr, (size_t)t->size, to);
}

bool pointer_part(struct printer *p, const char *path, const struct type **target,
			 uint64_t *to)
{
	struct part part;

	if (!printer_part(p, path, &part) || type_strip(part.type)->kind != TYPE_POINTER ||
	    !part_number(p, &part, to))
		return false;
	*target = type_target(type_strip(part.type));
	return true;
}

bool printer_number(struct printer *p, const char *path, uint64_t *to)
{
	struct part part;

	return printer_part(p, path, &part) && part_number(p, &part, to);
}

const struct type *argument_type(const struct type *t, size_t i)
{
	t = type_strip(t);
	if (i >= t->n_arguments || t->argument[i].is_value)
		return NULL;
	return type_of_argument(&t->argument[i]);
}

static const struct type *alias_of(const struct type *t, const char *name)
{
	for (size_t i = 0; i < t->n_aliases; i++)
		if (strcmp(t->alias[i].name, name) == 0)
			return type_of_alias(&t->alias[i]);
	return NULL;
}

const struct type *element_type(const struct type *t, size_t i)
{
	const struct type *argument = argument_type(t, i), *pointer;

	t = type_strip(t);
	if (argument || (argument = alias_of(t, "value_type")))
		return argument;
	pointer = alias_of(t, "pointer");
	if (!pointer)
		pointer = alias_of(t, "reference");
	return pointer ? type_target(type_strip(pointer)) : NULL;
}

/* As the ABI for x86-64 has it: a scalar as its size, an aggregate as its most demanding part. */
static uint64_t alignment(const struct type *t, unsigned depth)
{
	uint64_t most = 1;

	t = type_strip(t);
	if (t->kind == TYPE_ARRAY)
		return depth < BASES_MAX ? alignment(type_target(t), depth + 1) : 1;
	if (t->kind == TYPE_COMPLEX)
		return t->size / 2 ? t->size / 2 : 1;
	if (t->kind != TYPE_STRUCT && t->kind != TYPE_UNION)
		return t->size && t->size <= ALIGN_MAX && !(t->size & (t->size - 1)) ? t->size : 1;
	for (size_t i = 0; i < t->n_members && depth < BASES_MAX; i++) {
		uint64_t a = alignment(type_of_member(&t->member[i]), depth + 1);
		most = a > most ? a : most;
	}
	return most;
}

uint64_t aligned_to(const struct type *t, uint64_t offset)
{
	uint64_t a = alignment(t, 0);

	return (offset + a - 1) / a * a;
}

bool has_room(struct printer *p, uint64_t addr, uint64_t bytes)
{
	struct decoder *d = p->j->d;
	uint64_t end;
	uint8_t byte;

	if (!bytes)
		return true;
	if (!addr || __builtin_add_overflow(addr, bytes, &end))
		return false;
	if (d->room && d->room(d->room_ctx, addr) < bytes)
		return false;
	return job_look(p->j, addr, bytes) ||
	       (job_copy(p->j, addr, &byte, 1) == 1 && job_copy(p->j, end - 1, &byte, 1) == 1);
}

bool not_constructed(struct printer *p)
{
	p->out->summary = NULL;
	decode_absent(p->j, p->out, "not constructed");
	return true;
}

bool summarise(struct printer *p, const char *fmt, ...)
{
	va_list ap;
	char text[256];

	if (!strchr(fmt, '%')) {
		p->out->summary = fmt;
		return true;
	}
	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	p->out->summary = arena_strdup(p->j->d->arena, text);
	return true;
}

/* Elements lie away from the container. */
void print_element(struct printer *p, struct value *out, const struct type *t, uint64_t addr)
{
	struct job *j = p->j;
	uint64_t from = j->from, end = j->end;

	job_set_extent(j, t, 1, addr);
	j->depth++;
	decode(j, out, t, addr);
	j->depth--;
	j->from = from;
	j->end = end;
}

struct value *print_fields(struct printer *p, size_t n)
{
	struct job *j = p->j;
	struct value *child = NULL;

	p->out->kind = VALUE_STRUCT;
	p->out->cut = n;
	if (!may_enter(j) || j->nodes < n)
		return NULL;
	child = arena_array(j->d->arena, n, sizeof *child);
	j->nodes -= n;
	p->out->child = child;
	p->out->n_children = n;
	p->out->cut = 0;
	return child;
}

void print_content(struct printer *p, const char *name, const struct type *t, uint64_t addr)
{
	struct value *child = print_fields(p, 1);

	if (!child)
		return;
	print_element(p, child, t, addr);
	child->name = name;
}

const char *code_at(struct printer *p, uint64_t addr)
{
	struct decoder *d = p->j->d;
	const char *name = d->code_name && addr ? d->code_name(d->code_ctx, addr, d->arena) : NULL;

	return name ? arena_printf(d->arena, "<%s>", name) : NULL;
}

void show_pointer(struct printer *p, uint64_t to, const struct type *pointee)
{
	p->out->kind = VALUE_POINTER;
	p->out->i = to;
	p->out->pointee = pointee;
}

bool become(struct printer *p, const struct part *part)
{
	struct value *out = p->out;
	const struct type *type = out->type;

	decode(p->j, out, part->type, part->addr);
	if (out->kind == VALUE_POINTER && !out->pointee)
		out->pointee = type_target(type_strip(part->type));
	out->type = type;
	return true;
}
