/* Structs, unions and arrays.
 *
 * Everything that makes a tree grow is here, and takes its nodes from the job's budget before it
 * allocates them: limits per array bound no product of nested arrays. */
#include "value/decode.h"
#include <string.h>

/* However deep the caller's limit: recursion must end before the stack does. */
enum { DEPTH_MAX = 200, ANONYMOUS_MAX = 32, NESTED_MAX = 32 };

bool may_enter(const struct job *j)
{
	return j->depth < j->d->limits.depth && j->depth < DEPTH_MAX;
}

static uint64_t smaller(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

static bool array_count(const struct job *j, const struct type *array, uint64_t *count)
{
	if (array->count_known) {
		*count = array->count;
		return true;
	}
	if (!array->count_expr || !j->f)
		return false;
	j->d->asked_frame = true;
	return type_array_count(array, j->f, count);
}

/* An array's own size is computed, because a VLA in it has a size only in its frame. */
bool type_bytes(const struct job *j, const struct type *t, uint64_t *size)
{
	uint64_t elements = 1, count;

	for (int i = 0; i < NESTED_MAX; i++) {
		t = type_strip(t);
		if (t->kind != TYPE_ARRAY)
			return !t->incomplete && !__builtin_mul_overflow(elements, t->size, size);
		if (!array_count(j, t, &count) ||
		    __builtin_mul_overflow(elements, count, &elements))
			return false;
		t = type_target(t);
	}
	return false;
}

/* Bytes from the member's offset on that belong to it. */
static uint64_t member_bytes(const struct job *j, const struct type_member *m)
{
	uint64_t size;

	if (m->bit_size)
		return ((uint64_t)m->bit_offset + m->bit_size + 7) / 8;
	return type_bytes(j, type_of_member(m), &size) ? size : 0;
}

/* A virtual base lies in the whole object, of which owner may be a part. */
static bool fits(const struct job *j, const struct type *owner, const struct type_member *m)
{
	if (m->place)
		return true;
	return m->offset <= owner->size && member_bytes(j, m) <= owner->size - m->offset;
}

/* The struct or union whose members stand in place of m itself; NULL: m is shown. */
static const struct type *in_place(const struct job *j, const struct type *owner,
				   const struct type_member *m)
{
	if (m->name || m->bit_size || !fits(j, owner, m))
		return NULL;
	const struct type *t = type_strip(type_of_member(m));
	if (!j->d->raw && value_is_container(j->d, t))
		return NULL;             /* a base class that is shown as a container */
	return t->kind == TYPE_STRUCT || t->kind == TYPE_UNION ? t : NULL;
}

/* One pass over the members of a struct and of its anonymous members; without out it counts.
 * `left` bounds the visits, not the results: anonymous members may lead in circles. */
struct walk { struct job *j; struct value *out; uint64_t left, shown, cut; };

static void put_virtual_base(struct job *j, struct value *out, const struct type_member *m,
			     uint64_t addr)
{
	uint64_t offset;

	if (!j->literal && type_member_offset(m, addr, &j->memory, &offset))
		decode(j, out, out->type, addr + offset);
	else
		decode_absent(j, out, "its place, a virtual base's, is not known");
}

/* It is in the object once, whatever number of bases lead to it, and is shown with the first. */
static bool is_shown_already(const struct job *j, const struct type_member *m)
{
	const struct type *t = type_strip(type_of_member(m));

	for (unsigned i = 0; m->place && i < j->n_virtual_bases; i++)
		if (j->virtual_base[i] == t)
			return true;
	return false;
}

static void note_virtual_base(struct job *j, const struct type_member *m)
{
	if (j->n_virtual_bases < VIRTUAL_BASES)
		j->virtual_base[j->n_virtual_bases++] = type_strip(type_of_member(m));
}

static void put_member(struct walk *w, const struct type *owner, const struct type_member *m,
		       uint64_t addr)
{
	struct value *out = w->out ? &w->out[w->shown] : NULL;

	w->shown++;
	if (!out)
		return;
	out->type = type_of_member(m);
	out->name = m->name || m->bit_size ? m->name : type_strip(out->type)->tag;
	if (m->place)
		note_virtual_base(w->j, m);
	w->j->in_derived = m->is_base;
	if (!fits(w->j, owner, m))
		decode_absent(w->j, out, "it lies outside its struct");
	else if (m->place)
		put_virtual_base(w->j, out, m, addr);
	else if (m->bit_size)
		decode_bit_field(w->j, out, m, addr);
	else
		decode(w->j, out, out->type, addr);
	w->j->in_derived = false;
}

static void walk_members(struct walk *w, const struct type *t, uint64_t addr, unsigned depth)
{
	for (size_t i = 0; i < t->n_members; i++) {
		const struct type_member *m = &t->member[i];
		const struct type *inner = depth < ANONYMOUS_MAX ? in_place(w->j, t, m) : NULL;

		if (!w->left) {
			w->cut += t->n_members - i;
			return;
		}
		w->left--;
		if (is_shown_already(w->j, m))
			continue;
		if (inner)
			walk_members(w, inner, addr + m->offset, depth + 1);
		else
			put_member(w, t, m, addr + m->offset);
	}
}

static void put_struct(struct job *j, struct value *out, const struct type *t, uint64_t addr)
{
	struct walk count = { .j = j, .left = j->nodes }, fill = count;

	out->kind = VALUE_STRUCT;
	if (addr + t->size < addr) {
		decode_absent(j, out, "it does not fit in memory");
		return;
	}
	if (!may_enter(j)) {
		out->cut = t->n_members;
		return;
	}
	walk_members(&count, t, addr, 0);
	j->nodes = count.left;
	fill.out = arena_array(j->d->arena, count.shown, sizeof *fill.out);
	j->depth++;
	walk_members(&fill, t, addr, 0);
	j->depth--;
	out->child = fill.out;
	out->n_children = fill.shown;
	out->cut = fill.cut;
}

/* Each object that is no base class has virtual bases of its own. */
void decode_struct(struct job *j, struct value *out, const struct type *t, uint64_t addr)
{
	const struct type *around[VIRTUAL_BASES];
	unsigned n = j->n_virtual_bases;
	bool is_part = j->in_derived;

	j->in_derived = false;
	if (is_part) {
		put_struct(j, out, t, addr);
		return;
	}
	memcpy(around, j->virtual_base, n * sizeof *around);
	j->n_virtual_bases = 0;
	put_struct(j, out, t, addr);
	memcpy(j->virtual_base, around, n * sizeof *around);
	j->n_virtual_bases = n;
}

static void set_string(struct job *j, struct value *out, const struct type *element, uint64_t addr,
		       uint64_t count)
{
	unsigned width = text_width(element);

	if (count && width == 1)
		text_read_string(j, out, &j->memory, addr, count);
	else if (count && width)
		text_read_wide(j, out, &j->memory, addr, count, width);
}

/* Whether count elements lie between addr and the end of the address space. */
static bool fits_in_memory(uint64_t addr, uint64_t count, uint64_t each)
{
	uint64_t size, end;

	return !__builtin_mul_overflow(count, each, &size) &&
	       (!size || !__builtin_add_overflow(addr, size - 1, &end));
}

size_t begin_elements(struct job *j, struct value *out, uint64_t count, struct value **child)
{
	uint64_t shown = 0;

	if (may_enter(j))
		shown = smaller(smaller(count, j->d->limits.elements), j->nodes);
	*child = arena_array(j->d->arena, shown, sizeof **child);
	out->kind = VALUE_ARRAY;
	out->child = *child;
	out->n_children = (size_t)shown;
	out->cut = count - shown;
	j->nodes -= shown;
	return (size_t)shown;
}

void decode_elements(struct job *j, struct value *out, const struct type *element, uint64_t addr,
		     uint64_t count)
{
	struct value *child;
	uint64_t each;

	if (!type_bytes(j, element, &each)) {
		decode_absent(j, out, "the size of its elements is unknown");
		return;
	}
	if (!fits_in_memory(addr, count, each)) {
		decode_absent(j, out, "it does not fit in memory");
		return;
	}
	size_t shown = begin_elements(j, out, count, &child);
	j->depth++;
	for (size_t i = 0; i < shown; i++)
		decode(j, &child[i], element, addr + i * each);
	j->depth--;
	set_string(j, out, element, addr, count);
}

void decode_array(struct job *j, struct value *out, const struct type *t, uint64_t addr)
{
	uint64_t count;

	if (array_count(j, t, &count)) {
		decode_elements(j, out, type_target(t), addr, count);
		return;
	}
	out->kind = VALUE_ARRAY;
	out->cut = VALUE_CUT_UNKNOWN;
}
