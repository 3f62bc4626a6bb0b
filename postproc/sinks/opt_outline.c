/* What the sink keeps of a value that is kept over steps; see opt_drawn.h. */
#include "sinks/opt_drawn.h"

#include <stdlib.h>

#include "base/mem.h"
#include "sinks/opt_known.h"

/* Counts first, then fills: twice the same walk. */
struct walk { struct opt_outline *l; bool fill; };

static void add_scalar(struct walk *w, uint64_t addr)
{
	if (!addr)
		return;
	if (w->fill) {
		w->l->scalar[w->l->n_scalars] = addr;
		w->l->low = addr < w->l->low ? addr : w->l->low;
		w->l->high = addr > w->l->high ? addr : w->l->high;
	}
	w->l->n_scalars++;
}

static void add_pointer(struct walk *w, const struct value *v)
{
	if (w->fill)
		w->l->pointer[w->l->n_pointers] = v;
	w->l->n_pointers++;
	add_scalar(w, v->addr);
}

static void add_away(struct walk *w, const struct value *v)
{
	if (w->fill)
		w->l->away[w->l->n_away] = v;
	w->l->n_away++;
}

/* Of a complex number one of its parts. */
static bool is_known_in_part(const struct value *v)
{
	bool is = opt_known_in_part(v);

	for (size_t i = 0; v->kind == VALUE_COMPLEX && i < v->n_children; i++)
		is |= opt_known_in_part(&v->child[i]);
	return is;
}

static void walk_value(struct walk *w, const struct value *v)
{
	w->l->known_in_part |= is_known_in_part(v);
	switch (v->kind) {
	case VALUE_POINTER:
		add_pointer(w, v);
		return;
	case VALUE_ARRAY:
		if (opt_drawn_away(v))
			add_away(w, v);
		break;
	case VALUE_STRUCT:
		if (v->n_children == 0)
			add_scalar(w, v->addr);
		break;
	case VALUE_INT: case VALUE_CHAR: case VALUE_BOOL: case VALUE_FLOAT: case VALUE_COMPLEX:
	case VALUE_ENUM: case VALUE_RAW: case VALUE_ABSENT: case VALUE_STRING:
	case VALUE_UNINITIALIZED: case VALUE_UNALLOCATED:
		add_scalar(w, v->addr);
		return;
	}
	for (size_t i = 0; i < v->n_children; i++)
		walk_value(w, &v->child[i]);
}

static void free_outline(void *outline)
{
	struct opt_outline *l = outline;

	free(l->pointer);
	free(l->is_drawn);
	free(l->away);
	free(l->is_head);
	free(l->scalar);
	buf_free(&l->text);
	free(l);
}

static struct opt_outline *make_outline(const struct value *v)
{
	struct opt_outline *l = mem_alloc(sizeof *l);
	struct walk count = { l, false }, fill = { l, true };

	walk_value(&count, v);
	l->pointer = mem_alloc((l->n_pointers + 1) * sizeof *l->pointer);
	l->is_drawn = mem_alloc((l->n_pointers + 1) * sizeof *l->is_drawn);
	l->away = mem_alloc((l->n_away + 1) * sizeof *l->away);
	l->is_head = mem_alloc((l->n_away + 1) * sizeof *l->is_head);
	l->scalar = mem_alloc((l->n_scalars + 1) * sizeof *l->scalar);
	l->n_pointers = l->n_away = l->n_scalars = 0;
	l->low = UINT64_MAX;
	walk_value(&fill, v);
	return l;
}

struct opt_outline *opt_outline_of(const struct value *v)
{
	struct value_note *note = &v->kept->of_sink;

	if (!note->data)
		*note = (struct value_note){ make_outline(v), free_outline };
	return note->data;
}

static int compare_addresses(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return x < y ? -1 : x > y;
}

bool opt_outline_has(struct opt_outline *l, uint64_t addr)
{
	if (addr < l->low || addr > l->high)
		return false;
	if (!l->is_sorted)
		qsort(l->scalar, l->n_scalars, sizeof *l->scalar, compare_addresses);
	l->is_sorted = true;
	return bsearch(&addr, l->scalar, l->n_scalars, sizeof *l->scalar, compare_addresses);
}
