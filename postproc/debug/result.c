/* Where results are; see result.h.
 *
 * The ABI cuts a type into units of 8 bytes and gives each a class, by what it holds; classes of
 * members that share a unit are merged.  Integers go to rax and rdx, floating-point units to xmm0
 * and xmm1, the units of one vector stay together in one register, long double goes to st0.  All
 * else is in memory, whose address the caller gave and rax holds. */
#include "debug/result.h"

#include <string.h>

enum class { NO_CLASS, INTEGER, SSE, SSE_UP, X87, X87_UP, MEMORY };

enum { UNIT = 8, UNITS = 4, DEPTH = 32, NODES = 1000 };

struct classes {
	enum class of[UNITS];
	uint64_t size;                               /* of the whole */
	unsigned nodes;                              /* still allowed */
	bool unknown;                                /* a type that is not understood */
};

static enum class merge(enum class a, enum class b)
{
	if (a == b || b == NO_CLASS)
		return a;
	if (a == NO_CLASS)
		return b;
	if (a == MEMORY || b == MEMORY)
		return MEMORY;
	if (a == INTEGER || b == INTEGER)
		return INTEGER;
	if (a > SSE_UP || b > SSE_UP)
		return MEMORY;
	return SSE;
}

static void add(struct classes *c, uint64_t unit, enum class class)
{
	if (unit < UNITS)
		c->of[unit] = merge(c->of[unit], class);
}

/* What does not lie on its boundary makes the whole lie in memory. */
static void scalar(struct classes *c, uint64_t at, uint64_t size, enum class first, enum class rest)
{
	if (!size || size > c->size || at > c->size - size) {
		c->unknown = true;
		return;
	}
	if (at % size)
		first = rest = MEMORY;
	add(c, at / UNIT, first);
	for (uint64_t i = at / UNIT + 1; i * UNIT < at + size; i++)
		add(c, i, rest);
}

static void floating(struct classes *c, const struct type *t, uint64_t at, uint64_t size)
{
	if (size <= UNIT)
		scalar(c, at, size, SSE, SSE);
	else if (t->is_float128)
		scalar(c, at, size, SSE, SSE_UP);
	else
		scalar(c, at, size, X87, X87_UP);
}

static void classify(struct classes *c, const struct type *declared, uint64_t at, unsigned depth);

static void elements(struct classes *c, const struct type *t, uint64_t at, unsigned depth)
{
	const struct type *element = type_strip(type_target(t));

	if (t->is_vector) {
		scalar(c, at, t->size, SSE, SSE_UP);
		return;
	}
	for (uint64_t i = 0; i < t->count && element->size && i * element->size < c->size; i++)
		classify(c, element, at + i * element->size, depth);
}

static void bit_field(struct classes *c, const struct type_member *m, uint64_t at)
{
	uint64_t first = 8 * at + m->bit_offset, last = first + m->bit_size - 1;

	add(c, first / (8 * UNIT), INTEGER);
	add(c, last / (8 * UNIT), INTEGER);
}

static void members(struct classes *c, const struct type *t, uint64_t at, unsigned depth)
{
	for (size_t i = 0; i < t->n_members; i++) {
		const struct type_member *m = &t->member[i];
		if (m->offset > c->size)
			c->unknown = true;
		else if (m->bit_size)
			bit_field(c, m, at + m->offset);
		else
			classify(c, type_of_member(m), at + m->offset, depth);
	}
}

/* Decimal floating point and complex integers are shown as bytes, but have their registers. */
static void unknown(struct classes *c, const struct type *t, uint64_t at)
{
	bool decimal = strncmp(t->name, "_Decimal", 8) == 0;

	scalar(c, at, t->size, decimal ? SSE : INTEGER, decimal ? SSE_UP : INTEGER);
}

static void classify(struct classes *c, const struct type *declared, uint64_t at, unsigned depth)
{
	const struct type *t = type_strip(declared);

	if (depth == DEPTH || !c->nodes || t->incomplete) {
		c->unknown = true;
		return;
	}
	c->nodes--;
	switch (t->kind) {
	case TYPE_INT: case TYPE_CHAR: case TYPE_BOOL: case TYPE_ENUM: case TYPE_POINTER:
	case TYPE_REFERENCE:
		scalar(c, at, t->size, INTEGER, INTEGER);
		return;
	case TYPE_MEMBER_POINTER:
		add(c, at / UNIT, at % UNIT ? MEMORY : INTEGER);
		add(c, (at + t->size - 1) / UNIT, INTEGER);
		return;
	case TYPE_FLOAT:
		floating(c, t, at, t->size);
		return;
	case TYPE_COMPLEX:
		floating(c, t, at, t->size / 2);
		floating(c, t, at + t->size / 2, t->size / 2);
		return;
	case TYPE_ARRAY:
		elements(c, t, at, depth + 1);
		return;
	case TYPE_STRUCT: case TYPE_UNION:
		members(c, t, at, depth + 1);
		return;
	case TYPE_UNKNOWN:
		unknown(c, t, at);
		return;
	case TYPE_VOID: case TYPE_FUNCTION: case TYPE_TYPEDEF: case TYPE_QUALIFIED:
		c->unknown = true;
		return;
	}
}

/* Two units at most, unless all are one vector; an upper half follows its lower one. */
static bool is_in_memory(const struct classes *c, size_t n)
{
	bool one_vector = c->of[0] == SSE;

	for (size_t i = 0; i < n; i++) {
		if (c->of[i] == MEMORY || (c->of[i] == X87_UP && (!i || c->of[i - 1] != X87)))
			return true;
		one_vector = one_vector && (!i || c->of[i] == SSE_UP);
	}
	return n > 2 && !one_vector;
}

enum { RAX = 0, RDX = 1, XMM0 = 17, ST0 = 33 };

/* The register of each unit, and where in it the unit lies. */
static struct location in_registers(const struct classes *c, size_t n, struct arena *a)
{
	struct location_piece *piece = arena_array(a, n, sizeof *piece);
	unsigned integers = 0, vectors = 0;

	for (size_t i = 0; i < n; i++) {
		struct location_piece *p = &piece[i];
		p->bits = 8 * UNIT;
		p->at.kind = LOCATION_REGISTER;
		if (c->of[i] == INTEGER)
			p->at.reg = integers++ ? RDX : RAX;
		else if (c->of[i] == SSE || (c->of[i] == SSE_UP && !i))
			p->at.reg = XMM0 + vectors++;
		else if (c->of[i] == X87)
			p->at.reg = ST0;
		else if (c->of[i] == SSE_UP || c->of[i] == X87_UP) {
			p->at.reg = p[-1].at.reg;
			p->from_bit = p[-1].from_bit + p->bits;
		} else
			p->at = (struct location){ .kind = LOCATION_VALUE, .len = UNIT };
	}
	return (struct location){ .kind = LOCATION_PIECES, .piece = piece, .n_pieces = n };
}

static struct location complex_x87(const struct type *t, struct arena *a)
{
	struct location_piece *piece = arena_array(a, 2, sizeof *piece);

	for (unsigned i = 0; i < 2; i++)
		piece[i] = (struct location_piece){ .at = { .kind = LOCATION_REGISTER, .reg = ST0 + i },
						    .bits = 8 * t->size / 2 };
	return (struct location){ .kind = LOCATION_PIECES, .piece = piece, .n_pieces = 2 };
}

static struct location in_memory(const struct frame_state *f)
{
	return (struct location){ .kind = LOCATION_MEMORY, .addr = f->reg[RAX] };
}

struct location result_locate(const struct type *t, const struct frame_state *f, struct arena *a)
{
	struct classes c = { .nodes = NODES };

	t = type_strip(t);
	c.size = t->size;
	if (t->kind == TYPE_COMPLEX && t->size == 32)
		return t->is_float128 ? in_memory(f) : complex_x87(t, a);
	if (t->incomplete)
		return (struct location){ .kind = LOCATION_ABSENT, .why = "its type is declared only" };
	if (t->size > UNITS * UNIT || type_is_by_reference(t))
		return in_memory(f);
	size_t n = (size_t)((t->size + UNIT - 1) / UNIT);
	classify(&c, t, 0, 0);
	if (c.unknown)
		return (struct location){ .kind = LOCATION_ABSENT,
					  .why = "how its type is returned is not understood" };
	return is_in_memory(&c, n) ? in_memory(f) : in_registers(&c, n, a);
}
