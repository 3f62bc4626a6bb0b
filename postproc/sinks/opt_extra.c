/* What a front end would not draw by itself; see opt_extra.h. */
#include "sinks/opt_extra.h"

#include <inttypes.h>
#include <string.h>

/* Not canonical: no program has anything there. */
#define MADE_UP 0x8000000000000000

struct extras {
	struct arena *arena;
	struct trace_var *global; size_t n_globals;
	struct trace_block *block; size_t n_blocks;
};

static void add_pointer(struct extras *x, const char *what, uint64_t to)
{
	static const struct type pointer = { .kind = TYPE_POINTER, .name = "void *", .size = 8 };
	struct value *v = arena_alloc(x->arena, sizeof *v);

	*v = (struct value){ .kind = VALUE_POINTER, .type = &pointer, .i = to,
			     .addr = MADE_UP + 8 * x->n_globals };
	x->global[x->n_globals++] = (struct trace_var){
		.name = arena_printf(x->arena, "(%s) 0x%" PRIx64, what, to),
		.kind = VARIABLE_GLOBAL, .value = v };
}

/* What stands in a block of which no more is known than the text says. */
static const struct value *only_text(struct extras *x, const struct type *t, uint64_t addr,
				     const char *text)
{
	static const struct type bytes = { .kind = TYPE_UNKNOWN, .name = "void", .size = 1 };
	struct value *v = arena_alloc(x->arena, sizeof *v);

	*v = (struct value){ .kind = VALUE_ABSENT, .type = t ? t : &bytes, .addr = addr, .text = text };
	return v;
}

/* NULL: pointers of blocks that are drawn lead to it, or it shows as lost without one. */
static const char *name_of_pointer(const struct opt_dialect *d, enum trace_reach reach)
{
	switch (reach) {
	case REACH_POINTER:
	case REACH_UNTYPED:
	case REACH_POSSIBLY_LOST:   return "inside";
	case REACH_LOST:            return d->marks_lost ? NULL : "leaked";
	case REACH_INDIRECTLY_LOST: return NULL;
	}
	return NULL;
}

static void add_apart(struct extras *x, const struct opt_dialect *d, const struct trace_step *s)
{
	for (size_t i = 0; i < s->n_apart; i++) {
		struct trace_block b = s->apart[i];
		const char *name = name_of_pointer(d, b.reach);
		if (!b.value)
			b.value = only_text(x, NULL, b.addr,
					    arena_printf(x->arena, "%" PRIu64 " bytes", b.size));
		x->block[x->n_blocks++] = b;
		if (name)
			add_pointer(x, name, b.addr);
	}
}

static void add_freed(struct extras *x, const struct trace_step *s)
{
	for (size_t i = 0; i < s->n_freed; i++) {
		const struct trace_freed *f = &s->freed[i];
		x->block[x->n_blocks++] = (struct trace_block){
			.addr = f->addr, .size = f->size, .kind = f->kind,
			.value = only_text(x, f->type, f->addr, "UNALLOCATED") };
	}
}

/* Blocks to whose beginning no pointer leads, though one does to their inside. */
static size_t count_inside(const struct opt_drawn *d, const struct trace_step *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->n_blocks; i++)
		n += !opt_drawn_pointed(d, s->block[i].addr);
	return n;
}

static void add_inside(struct extras *x, const struct opt_drawn *d, const struct trace_step *s)
{
	for (size_t i = 0; i < s->n_blocks; i++)
		if (!opt_drawn_pointed(d, s->block[i].addr))
			add_pointer(x, name_of_pointer(d->dialect, REACH_POINTER), s->block[i].addr);
}

const struct trace_step *opt_with_extras(const struct opt_drawn *d, const struct sink_options *options,
					 const struct trace_step *s, struct arena *a)
{
	struct extras x = { .arena = a };
	size_t inside = options->leaked || d->dialect->marks_lost ? count_inside(d, s) : 0;
	size_t apart = options->leaked ? s->n_apart : 0, freed = options->freed ? s->n_freed : 0;
	struct trace_step *with;

	if (inside + apart + freed == 0)
		return s;
	with = arena_alloc(a, sizeof *with);
	x.global = arena_array(a, s->n_globals + inside + apart, sizeof *x.global);
	x.block = arena_array(a, s->n_blocks + apart + freed, sizeof *x.block);
	if (s->n_globals)
		memcpy(x.global, s->global, s->n_globals * sizeof *x.global);
	if (s->n_blocks)
		memcpy(x.block, s->block, s->n_blocks * sizeof *x.block);
	x.n_globals = s->n_globals;
	x.n_blocks = s->n_blocks;
	if (inside)
		add_inside(&x, d, s);
	if (apart)
		add_apart(&x, d->dialect, s);
	if (freed)
		add_freed(&x, s);
	*with = *s;
	with->global = x.global;
	with->n_globals = x.n_globals;
	with->block = x.block;
	with->n_blocks = x.n_blocks;
	return with;
}
