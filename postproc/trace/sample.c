/* Values of scalars as bytes; see sample.h. */
#include "trace/sample.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { X87_BYTES = 10, ROOM_FIRST = 8 };

bool sample_is_scalar(const struct type *t)
{
	switch (t->kind) {
	case TYPE_INT:
	case TYPE_CHAR:
	case TYPE_BOOL:
	case TYPE_ENUM:
	case TYPE_POINTER:
		return t->size >= 1 && t->size <= SAMPLE_BYTES;
	case TYPE_FLOAT:
		return t->size == 4 || t->size == 8 || (t->size == SAMPLE_BYTES && !t->is_float128);
	case TYPE_VOID:
	case TYPE_COMPLEX:
	case TYPE_REFERENCE:
	case TYPE_MEMBER_POINTER:
	case TYPE_ARRAY:
	case TYPE_STRUCT:
	case TYPE_UNION:
	case TYPE_TYPEDEF:
	case TYPE_QUALIFIED:
	case TYPE_FUNCTION:
	case TYPE_UNKNOWN:
		return false;
	}
	return false;
}

static size_t bytes_of(const struct type *t)
{
	return t->kind == TYPE_FLOAT && t->size == SAMPLE_BYTES ? X87_BYTES : (size_t)t->size;
}

static bool take_memory(struct sample *s, const struct memory *m, uint64_t addr, size_t len)
{
	uint8_t bits[SAMPLE_BYTES];

	return m->read(m->ctx, addr, s->byte, len) == len &&
	       !(m->undefined && m->undefined(m->ctx, addr, bits, len));
}

static void put_float(struct sample *s, long double f, uint64_t size)
{
	float single = (float)f;
	double real = (double)f;

	if (size == sizeof single)
		memcpy(s->byte, &single, sizeof single);
	else if (size == sizeof real)
		memcpy(s->byte, &real, sizeof real);
	else
		memcpy(s->byte, &f, X87_BYTES);
}

bool sample_take(struct sample *s, struct decoder *d, const struct type *t,
		 const struct location *at, const struct frame_state *f)
{
	*s = (struct sample){ { 0 } };
	if (at->kind == LOCATION_MEMORY)
		return take_memory(s, &d->memory, at->addr, bytes_of(t));
	const struct value *v = value_in(d, t, at, f);
	switch (v->kind) {
	case VALUE_INT:
	case VALUE_CHAR:
	case VALUE_BOOL:
	case VALUE_ENUM:
	case VALUE_POINTER:
		memcpy(s->byte, &v->i, bytes_of(t));
		return true;
	case VALUE_FLOAT:
		put_float(s, v->f, t->size);
		return true;
	case VALUE_COMPLEX:
	case VALUE_STRUCT:
	case VALUE_ARRAY:
	case VALUE_STRING:
	case VALUE_RAW:
	case VALUE_UNINITIALIZED:
	case VALUE_UNALLOCATED:
	case VALUE_ABSENT:
		return false;
	}
	return false;
}

bool sample_is_same(const struct sample *a, const struct sample *b)
{
	return memcmp(a->byte, b->byte, SAMPLE_BYTES) == 0;
}

static long double real_of(const struct sample *s, const struct type *t)
{
	float single;
	double real;
	long double extended = 0;

	memcpy(&single, s->byte, sizeof single);
	memcpy(&real, s->byte, sizeof real);
	memcpy(&extended, s->byte, X87_BYTES);
	return t->size == sizeof single ? single : t->size == sizeof real ? real : extended;
}

bool sample_is_number(const struct sample *s, const struct type *t)
{
	return t->kind != TYPE_FLOAT || !isnan(real_of(s, t));
}

static __int128 integer_of(const struct sample *s, const struct type *t)
{
	unsigned unused = (unsigned)(SAMPLE_BYTES - t->size) * 8;
	unsigned __int128 bits;

	memcpy(&bits, s->byte, sizeof bits);
	bits <<= unused;
	return t->is_signed ? (__int128)bits >> unused : (__int128)(bits >> unused);
}

/* Not a number is neither smaller nor larger than anything. */
int sample_compare(const struct sample *a, const struct sample *b, const struct type *t)
{
	if (t->kind == TYPE_FLOAT) {
		long double x = real_of(a, t), y = real_of(b, t);
		return (x > y) - (x < y);
	}
	__int128 x = integer_of(a, t), y = integer_of(b, t);
	return (x > y) - (x < y);
}

const struct value *sample_value(const struct sample *s, struct decoder *d, const struct type *t)
{
	struct sample *kept = arena_alloc(d->arena, sizeof *kept);
	struct location at = { .kind = LOCATION_BLOCK, .byte = kept->byte, .len = SAMPLE_BYTES };

	*kept = *s;
	return value_in(d, t, &at, NULL);
}

/* ---- sets ---- */

/* What is longer than a word is told apart by its hash. */
static uint64_t key_of(const struct sample *s)
{
	uint64_t low, high;

	memcpy(&low, s->byte, sizeof low);
	memcpy(&high, s->byte + sizeof low, sizeof high);
	return low ^ high * UINT64_C(0x9e3779b97f4a7c15);
}

/* Where the key is, or is to be. */
static uint64_t *place_of(const struct sample_set *set, uint64_t key)
{
	size_t i = (size_t)(key * UINT64_C(0x9e3779b97f4a7c15) >> 32) & (set->room - 1);

	while (set->slot[i] && set->slot[i] != key)
		i = (i + 1) & (set->room - 1);
	return &set->slot[i];
}

static bool grow(struct sample_set *set, size_t *budget)
{
	struct sample_set larger = { .room = set->room ? 2 * set->room : ROOM_FIRST };

	if (*budget < larger.room)
		return false;
	*budget -= larger.room;
	larger.slot = mem_alloc(larger.room * sizeof *larger.slot);
	for (size_t i = 0; i < set->room; i++)
		if (set->slot[i])
			*place_of(&larger, set->slot[i]) = set->slot[i];
	*budget += set->room;
	free(set->slot);
	set->slot = larger.slot;
	set->room = larger.room;
	return true;
}

void sample_set_add(struct sample_set *set, const struct sample *s, size_t limit, size_t *budget)
{
	uint64_t key = key_of(s);
	bool is_there = key ? set->room && *place_of(set, key) : set->has_zero;

	if (is_there || set->is_full)
		return;
	set->is_full = set->n == limit || (2 * (set->n + 1) > set->room && !grow(set, budget));
	if (set->is_full)
		return;
	set->n++;
	if (key)
		*place_of(set, key) = key;
	else
		set->has_zero = true;
}
