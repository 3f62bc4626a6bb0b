/* The values that variables had at lines; see values.h. */
#include "trace/values.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "trace/sample.h"
#include "trace/state.h"

enum { BUDGET = 1 << 24 };                           /* different values, of all variables at all lines */

/* A variable at a line. */
struct item {
	struct item *next;
	const struct variable *variable;
	const struct type *type;                     /* stripped */
	const struct scope *scope;                   /* that has it */
	bool is_at_declaration;                      /* on the line where it is declared */
	bool at_call;
	uint64_t count;
	struct sample first, last, least, most;
	struct sample_set distinct;
};

struct line {
	struct line *next;                           /* with the same key */
	const char *file; unsigned line;
	uint64_t steps;
	struct item *item;
};

/* What is to be looked at in one kind of step at a place. */
struct look {
	const struct place *place; size_t level; enum trace_event event;
	struct look *next;                           /* at the same place */
	struct line *line;
	struct item **item; size_t n;
};

/* Where the frames of a thread were at their last step. */
struct depths { struct { uint64_t frame_id, addr; } *at; size_t room; };

struct values {
	struct program *program;
	struct run *run;
	const struct trace_options *opt;
	struct arena *arena, *step;                  /* for good; of one step */
	struct map looks, lines, threads;
	struct values_line *result; size_t n_results;
	size_t n_lines, budget;
};

struct values *values_new(struct program *p, struct run *run, const struct trace_options *opt)
{
	struct values *v = mem_alloc(sizeof *v);

	v->program = p;
	v->run = run;
	v->opt = opt;
	v->arena = arena_new();
	v->step = arena_new();
	v->budget = BUDGET;
	return v;
}

/* ---- what there is to look at ---- */

static struct line *line_of(struct values *v, const char *file, unsigned number)
{
	uint64_t key = (uint64_t)(uintptr_t)file << 17 ^ number;
	struct line *first = map_get(&v->lines, key), *l = first;

	while (l && (l->file != file || l->line != number))
		l = l->next;
	if (l)
		return l;
	l = arena_alloc(v->arena, sizeof *l);
	*l = (struct line){ .next = first, .file = file, .line = number };
	map_put(&v->lines, key, l);
	v->n_lines++;
	return l;
}

static bool is_same_file(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

/* Before its declaration a local has what was there before. */
static bool is_wanted(const struct variable *var, const struct shown *shown)
{
	if (var->kind == VARIABLE_PARAMETER)
		return true;
	return var->kind == VARIABLE_LOCAL && shown->event != EVENT_CALL &&
	       (var->decl_line <= shown->line || !is_same_file(var->decl_file, shown->file));
}

static struct item *item_of(struct values *v, struct line *line, const struct variable *var,
			    const struct scope *scope, const struct shown *shown)
{
	struct item **at = &line->item;

	while (*at && (*at)->variable != var)
		at = &(*at)->next;
	if (!*at) {
		*at = arena_alloc(v->arena, sizeof **at);
		**at = (struct item){
			.variable = var, .type = type_strip(variable_type(var)), .scope = scope,
			.is_at_declaration = var->kind == VARIABLE_LOCAL && var->decl_line == shown->line };
	}
	(*at)->at_call |= shown->event == EVENT_CALL;
	return *at;
}

static bool is_hidden(const struct look *l, const char *name)
{
	for (size_t i = 0; i < l->n; i++)
		if (strcmp(l->item[i]->variable->name, name) == 0)
			return true;
	return false;
}

static const struct scope *owner_of(const struct scope *s)
{
	while (s && !s->inlined)
		s = s->parent;
	return s;
}

/* From the innermost scope of the level outwards. */
static void list_items(struct values *v, struct look *l, const struct shown *shown)
{
	const struct scope *level = place_level_scope(l->place, l->level);
	size_t room = 0;

	for (const struct scope *s = l->place->scope; s; s = s->parent)
		room += s->n_vars;
	l->item = arena_array(v->arena, room, sizeof *l->item);
	for (const struct scope *s = l->place->scope; s; s = s->parent) {
		if (owner_of(s) != level)
			continue;
		for (size_t i = 0; i < s->n_vars; i++) {
			const struct variable *var = &s->var[i];
			if (is_wanted(var, shown) && !is_hidden(l, var->name) &&
			    sample_is_scalar(type_strip(variable_type(var))))
				l->item[l->n++] = item_of(v, l->line, var, s, shown);
		}
	}
}

static struct look *look_of(struct values *v, const struct place *place, const struct shown *shown)
{
	uint64_t key = (uintptr_t)place;
	struct look *first = map_get(&v->looks, key), *l = first;

	while (l && (l->level != shown->level || l->event != shown->event || l->line->line != shown->line))
		l = l->next;
	if (l)
		return l;
	l = arena_alloc(v->arena, sizeof *l);
	*l = (struct look){ .place = place, .level = shown->level, .event = shown->event, .next = first,
			    .line = line_of(v, shown->file, shown->line) };
	list_items(v, l, shown);
	map_put(&v->looks, key, l);
	return l;
}

/* ---- steps ---- */

/* The link-time address of the frame's step before this one; 0: this is its first. */
static uint64_t step_before(struct values *v)
{
	const struct run_thread *t = v->run->thread;
	const struct run_frame *top = &t->frame[t->n - 1];
	struct depths *d = map_get(&v->threads, t->tid);
	uint64_t before;

	if (!d) {
		d = mem_alloc(sizeof *d);
		map_put(&v->threads, t->tid, d);
	}
	while (d->room < t->n) {
		size_t old = d->room;
		d->room = d->room ? 2 * d->room : 64;
		d->at = mem_grow(d->at, d->room, sizeof *d->at);
		memset(d->at + old, 0, (d->room - old) * sizeof *d->at);
	}
	before = d->at[t->n - 1].frame_id == top->id ? d->at[t->n - 1].addr : 0;
	d->at[t->n - 1].frame_id = top->id;
	d->at[t->n - 1].addr = v->run->site->addr;
	return before;
}

/* Where its own declaration is about to run, it may have what an earlier round of a loop around has
 * left.  Its life has begun only if the frame comes from within its scope, as in the head of a
 * loop. */
static bool has_begun(const struct item *i, uint64_t before)
{
	return !i->is_at_declaration || (before && scope_covers(i->scope, before));
}

static void note(struct values *v, struct item *i, const struct sample *s)
{
	if (i->count++ && sample_is_same(s, &i->last))
		return;
	if (i->count == 1)
		i->first = i->least = i->most = *s;
	i->last = *s;
	if (sample_compare(s, &i->least, i->type) < 0 || !sample_is_number(&i->least, i->type))
		i->least = *s;
	if (sample_compare(s, &i->most, i->type) > 0 || !sample_is_number(&i->most, i->type))
		i->most = *s;
	sample_set_add(&i->distinct, s, VALUES_DISTINCT, &v->budget);
}

static void look_at(struct values *v, const struct look *l, uint64_t before)
{
	struct decoder d = state_decoder(v->program, v->opt, v->step);
	struct frame_state f = { 0 }, entry;
	struct sample s;

	if (!state_frame(v->program, v->run, v->run->thread->n - 1, v->step, &f, &entry))
		return;
	for (size_t i = 0; i < l->n; i++) {
		if (!has_begun(l->item[i], before))
			continue;
		struct location at = variable_locate(l->item[i]->variable, &f);
		if (sample_take(&s, &d, l->item[i]->type, &at, &f))
			note(v, l->item[i], &s);
	}
	arena_reset(v->step);
}

void values_step(struct values *v, const struct place *place, const struct shown *shown)
{
	uint64_t before = step_before(v);

	if (!shown->file || !place->ready || shown->event == EVENT_RETURN)
		return;
	struct look *l = look_of(v, place, shown);
	l->line->steps++;
	if (l->n)
		look_at(v, l, before);
}

/* ---- results ---- */

static struct values_range range_of(struct values *v, const struct item *i)
{
	struct decoder d = state_decoder(v->program, v->opt, v->arena);
	const struct type *t = variable_type(i->variable);
	bool has_order = i->type->kind != TYPE_POINTER;

	return (struct values_range){
		.name = i->variable->name, .variable = i->variable, .at_call = i->at_call,
		.count = i->count, .distinct = i->distinct.n, .more_distinct = i->distinct.is_full,
		.first = sample_value(&i->first, &d, t), .last = sample_value(&i->last, &d, t),
		.least = has_order ? sample_value(&i->least, &d, t) : NULL,
		.most = has_order ? sample_value(&i->most, &d, t) : NULL };
}

static struct values_line result_of(struct values *v, const struct line *l)
{
	struct values_line r = { .file = l->file, .line = l->line, .steps = l->steps };
	size_t n = 0;

	for (const struct item *i = l->item; i; i = i->next)
		n += i->count > 0;
	r.range = arena_array(v->arena, n, sizeof *r.range);
	for (const struct item *i = l->item; i; i = i->next)
		if (i->count)
			r.range[r.n++] = range_of(v, i);
	return r;
}

static int compare(const void *a, const void *b)
{
	const struct values_line *x = a, *y = b;
	int order = strcmp(x->file, y->file);

	return order ? order : (x->line > y->line) - (x->line < y->line);
}

void values_finish(struct values *v)
{
	uint64_t key;
	void *line;

	v->result = mem_grow(NULL, v->n_lines + 1, sizeof *v->result);
	for (size_t i = 0; map_next(&v->lines, &i, &key, &line); )
		for (const struct line *l = line; l; l = l->next)
			v->result[v->n_results++] = result_of(v, l);
	qsort(v->result, v->n_results, sizeof *v->result, compare);
}

const struct values_line *values_of(const struct values *v, const char *file, unsigned line,
				    size_t *count)
{
	struct values_line key = { .file = file, .line = line };
	size_t low = 0, high = v->n_results;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (compare(&v->result[middle], &key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (*count = 0; low + *count < v->n_results && compare(&v->result[low + *count], &key) == 0; )
		++*count;
	return v->result + low;
}

void values_free(struct values *v)
{
	uint64_t key;
	void *p;

	for (size_t i = 0; map_next(&v->threads, &i, &key, &p); ) {
		free(((struct depths *)p)->at);
		free(p);
	}
	for (size_t i = 0; map_next(&v->lines, &i, &key, &p); )
		for (const struct line *l = p; l; l = l->next)
			for (const struct item *item = l->item; item; item = item->next)
				free(item->distinct.slot);
	map_free(&v->threads);
	map_free(&v->lines);
	map_free(&v->looks);
	arena_free(v->arena);
	arena_free(v->step);
	free(v->result);
	free(v);
}
