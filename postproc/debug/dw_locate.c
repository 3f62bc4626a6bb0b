/* Variables at a moment: which expression holds there, and what it gives. */
#include "debug/dw_eval.h"

static struct location absent(const char *why)
{
	return (struct location){ .kind = LOCATION_ABSENT, .why = why };
}

/* An entry without any code is one of several at its address; as gdb has it, it holds at the first
 * instruction of the function. */
static bool entry_covers(const struct dw_entry *e, const struct frame_state *f, uint64_t link_ip)
{
	if (e->always)
		return false;
	if (e->low == e->high)
		return link_ip == e->low && f->function && link_ip == f->function->low;
	return link_ip >= e->low && link_ip < e->high;
}

const struct dw_entry *where_entry(const struct where *w, const struct frame_state *f)
{
	uint64_t link_ip = f->ip - f->bias;

	for (size_t i = 0; i < w->n; i++)
		if (entry_covers(&w->entry[i], f, link_ip))
			return &w->entry[i];
	for (size_t i = 0; i < w->n; i++)
		if (w->entry[i].always)
			return &w->entry[i];
	return NULL;
}

static struct location constant(const struct where *w)
{
	if (w->block)
		return (struct location){ .kind = LOCATION_BLOCK, .byte = w->block, .len = w->len };
	return (struct location){ .kind = LOCATION_VALUE, .value = w->value, .len = sizeof w->value };
}

struct location where_locate(const struct where *w, const struct eval_context *c)
{
	if (!w)
		return absent("optimised out");
	if (w->why)
		return absent(w->why);
	if (w->is_const)
		return constant(w);
	const struct dw_entry *e = where_entry(w, c->f);
	if (!e)
		return absent("optimised out here");
	return eval(e, c);
}

struct location variable_locate(const struct variable *v, const struct frame_state *f)
{
	struct eval_context c = { .object = v->object, .f = f };

	return where_locate(v->where, &c);
}

/* Of a bound's type, or of an address where it has none. */
static uint64_t size_of_bound(const struct type *t)
{
	return t->size >= 1 && t->size <= 8 ? t->size : 8;
}

static bool bound_value(const struct bound *b, const struct frame_state *f, uint64_t *out)
{
	struct eval_context c = { .object = b->object, .f = f };
	struct location at;

	if (b->variable) {
		at = variable_locate(b->variable, f);
		return eval_number(f, &at, size_of_bound(type_strip(variable_type(b->variable))), out);
	}
	at = where_locate(b->expr, &c);
	if (at.kind == LOCATION_MEMORY) {        /* here the expression's result is the number */
		*out = at.addr;
		return true;
	}
	return eval_number(f, &at, sizeof *out, out);
}

bool type_array_count(const struct type *t, const struct frame_state *f, uint64_t *count)
{
	const struct bound *b = t->count_expr;
	uint64_t n;

	*count = t->count;
	if (t->count_known || t->kind != TYPE_ARRAY)
		return t->count_known;
	if (!b || !bound_value(b, f, &n))
		return false;
	*count = b->is_count ? n : n - (uint64_t)b->lower + 1;
	return true;
}

/* In no object of any size that there is: what an object holds before its constructor has run. */
enum { OFFSET_MAX = 1 << 30 };

bool type_member_offset(const struct type_member *m, uint64_t addr, const struct memory *memory,
			uint64_t *offset)
{
	struct frame_state f = { .memory = *memory };

	*offset = m->offset;
	if (!m->place)
		return true;
	struct location at = eval_from(m->place, &f, addr);
	*offset = at.addr - addr;
	return at.kind == LOCATION_MEMORY && *offset <= OFFSET_MAX;
}
