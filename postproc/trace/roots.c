/* Roots of reachable memory; see roots.h. */
#include "trace/roots.h"

#include <stdlib.h>

#include "base/mem.h"

struct range { uint64_t low, high; };                /* [low, high) */

struct roots { struct range *range; size_t n, room; };

static void add(struct roots *roots, uint64_t low, uint64_t len)
{
	uint64_t high = low + len < low ? UINT64_MAX : low + len;

	if (!len)
		return;
	if (roots->n == roots->room) {
		roots->room = roots->room ? 2 * roots->room : 16;
		roots->range = mem_grow(roots->range, roots->room, sizeof *roots->range);
	}
	roots->range[roots->n++] = (struct range){ low, high };
}

static void add_static_data(struct roots *roots, const struct run *r)
{
	for (const struct run_object *o = r->objects; o; o = o->next)
		for (size_t i = 0; o->loaded && i < o->n_ranges; i++)
			if (o->range[i].protection & SP_PROT_WRITE)
				add(roots, o->range[i].start, o->range[i].len);
}

static void add_thread(struct roots *roots, struct program *p, const struct run_thread *t)
{
	uint64_t low = t->frame[t->n - 1].reg[RUN_REG_SP], object;
	void *tls;

	if (t->n > 1 && t->frame[1].cfa > low)
		add(roots, low, t->frame[1].cfa - low);
	for (size_t i = 0; map_next(&t->tls, &i, &object, &tls); ) {
		const struct record_tls *block = tls;
		add(roots, block->addr, program_tls_size(p, block->object));
	}
}

/* Below the stack pointer, in the red zone, are what older calls have left and the variables of a
 * function that calls no other. */
static void add_variables(struct roots *roots, const struct trace_frame *f)
{
	for (size_t i = 0; i < f->n_vars; i++) {
		const struct value *v = f->var[i].value;
		if (v->addr)
			add(roots, v->addr, type_strip(v->type)->size);
	}
}

static int by_low(const void *a, const void *b)
{
	const struct range *x = a, *y = b;

	return (x->low > y->low) - (x->low < y->low);
}

/* Ranges that overlap become one, so that they can be searched. */
static void merge(struct roots *roots)
{
	size_t n = 0;

	qsort(roots->range, roots->n, sizeof *roots->range, by_low);
	for (size_t i = 0; i < roots->n; i++) {
		struct range *last = n ? &roots->range[n - 1] : NULL;
		if (!last || roots->range[i].low > last->high)
			roots->range[n++] = roots->range[i];
		else if (roots->range[i].high > last->high)
			last->high = roots->range[i].high;
	}
	roots->n = n;
}

struct roots *roots_new(struct program *p, struct run *run, const struct trace_frame *innermost)
{
	struct roots *roots = mem_alloc(sizeof *roots);
	uint64_t tid;
	void *thread;

	add_static_data(roots, run);
	for (size_t i = 0; map_next(&run->threads, &i, &tid, &thread); )
		add_thread(roots, p, thread);
	if (innermost)
		add_variables(roots, innermost);
	if (roots->n)
		merge(roots);
	return roots;
}

bool roots_has(const struct roots *roots, uint64_t addr)
{
	size_t low = 0, high = roots->n;             /* ranges below low begin at addr or before */

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (roots->range[middle].low <= addr)
			low = middle + 1;
		else
			high = middle;
	}
	return low && addr < roots->range[low - 1].high;
}

/* Where a line of unoptimised code begins nothing is left in registers but variables, which are
 * shown; what is there is what older lines have left. */
static bool is_optimised(struct program *p, const struct run_frame *f)
{
	const struct place *place = f->at ? program_place(p, f->at) : NULL;

	if (!place || !place->function)
		return true;
	for (const struct scope *s = place->scope; s; s = s->parent)
		for (size_t i = 0; i < s->n_vars; i++)
			if (variable_is_tracked(&s->var[i]))
				return true;
	return false;
}

/* Of a frame that has called, those that calls preserve: a line may be in the midst of its work. */
static uint32_t live_registers(struct program *p, const struct run_thread *t, size_t n)
{
	const struct run_frame *f = &t->frame[n];

	if (n + 1 < t->n)
		return f->reg_known & RUN_REGS_CALLEE_SAVED;
	return is_optimised(p, f) ? f->reg_known : 0;
}

void roots_registers(struct program *p, const struct run *run,
		     void (*f)(void *ctx, uint64_t value), void *ctx)
{
	uint64_t tid;
	void *thread;

	for (size_t i = 0; map_next(&run->threads, &i, &tid, &thread); ) {
		const struct run_thread *t = thread;
		for (size_t n = 0; n < t->n; n++) {
			uint32_t live = live_registers(p, t, n);
			for (unsigned reg = 0; live >> reg; reg++)
				if (live >> reg & 1)
					f(ctx, t->frame[n].reg[reg]);
		}
	}
}

void roots_free(struct roots *roots)
{
	free(roots->range);
	free(roots);
}
