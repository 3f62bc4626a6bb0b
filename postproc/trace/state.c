/* Frames and globals; see state.h.  The heap is heap.c's. */
#include "trace/state.h"

#include <string.h>

#include "trace/changes.h"
#include "trace/heap.h"
#include "trace/kept.h"
#include "trace/registers.h"
#include "trace/result.h"

struct builder {
	struct program *program;
	struct run *run;
	struct decoder decoder;
	struct arena *arena;
	size_t level;                                /* of the innermost frame: no further in */
	const struct function *returns;              /* the innermost frame's, at its end; or NULL */
};

/* Variables of one frame, or the globals: what is shown, and what it was made from. */
struct var_list { struct trace_var *var; const struct variable **of; size_t n, room; };

static void *grown(struct builder *b, const void *old, size_t n, size_t room, size_t each)
{
	void *p = arena_array(b->arena, room, each);

	if (n)
		memcpy(p, old, n * each);
	return p;
}

/* What a frame of the trace is made from: one level of a frame of the run. */
struct source {
	const struct run_frame *rf;
	const struct place *place;
	size_t level;
	struct frame_state state;
};

/* owner: the frame; NULL: none. */
static bool has_changed(struct builder *b, const struct variable *v, const struct value *value,
			const struct source *owner)
{
	bool is_of_call = owner && v->kind != VARIABLE_STATIC_LOCAL;

	return changes_note(program_changes(b->program), is_of_call ? owner->rf->id : 0, v, value);
}

static void add_var(struct builder *b, struct var_list *list, const struct variable *v,
		    const struct value *value, const struct source *owner)
{
	if (list->n == list->room) {
		list->room = list->room ? 2 * list->room : 16;
		list->var = grown(b, list->var, list->n, list->room, sizeof *list->var);
		list->of = grown(b, list->of, list->n, list->room, sizeof *list->of);
	}
	list->of[list->n] = v;
	list->var[list->n++] = (struct trace_var){
		.name = v->name, .kind = v->kind, .value = value,
		.decl_file = v->decl_file, .decl_line = v->decl_line,
		.changed = has_changed(b, v, value, owner) };
}

/* The first `outer` variables are of scopes further out: those called name are hidden. */
static void hide_outer(struct builder *b, struct var_list *list, size_t outer, const char *name)
{
	for (size_t i = 0; i < outer; i++)
		if (strcmp(list->var[i].name, name) == 0)
			list->var[i].name = arena_printf(b->arena, "%s@%u", name, list->of[i]->decl_line);
}

/* A container is constructed where it is declared: before, there may be an older one's remains,
 * which nothing in memory tells from a living one. */
static bool is_unmade(struct builder *b, const struct variable *v, const struct trace_frame *at)
{
	return v->kind == VARIABLE_LOCAL && v->decl_line > at->line && v->decl_file && at->file &&
	       strcmp(v->decl_file, at->file) == 0 &&
	       value_is_container(&b->decoder, variable_type(v));
}

/* Of a frame that returns, after all its lines: its objects are gone, but for the one returned. */
static bool is_destroyed(struct builder *b, const struct variable *v, const struct source *from)
{
	const struct run_thread *t = b->run->thread;
	const struct type *type = variable_type(v);
	struct location l;

	if (!b->returns || from->rf != &t->frame[t->n - 1] || v->kind != VARIABLE_LOCAL ||
	    !(value_is_container(&b->decoder, type) || type_is_by_reference(type)))
		return false;
	l = variable_locate(v, &from->state);
	return l.kind != LOCATION_MEMORY || l.addr != b->run->result.value.reg[0];
}

static bool is_not_set_up(const struct variable *v, const struct place *place)
{
	return !place->ready && v->kind != VARIABLE_STATIC_LOCAL && !variable_is_tracked(v);
}

static const struct value *variable_value(struct builder *b, const struct variable *v,
					  const struct frame_state *f)
{
	const struct type *t = variable_type(v);
	struct location l;

	if (!kept_is_worth(&b->decoder, t))
		return value_of(&b->decoder, v, f);
	l = variable_locate(v, f);
	if (l.kind != LOCATION_MEMORY)
		return value_of(&b->decoder, v, f);
	return kept_at(program_kept(b->program), &b->decoder, t, l.addr, f);
}

static const struct value *local_value(struct builder *b, const struct variable *v,
				       const struct source *from, const struct trace_frame *at)
{
	if (!b->decoder.raw && is_unmade(b, v, at))
		return value_absent(&b->decoder, variable_type(v), "not constructed");
	if (is_destroyed(b, v, from))
		return value_absent(&b->decoder, variable_type(v), "destroyed");
	if (is_not_set_up(v, from->place))
		return value_absent(&b->decoder, variable_type(v), "not yet live");
	return variable_value(b, v, &from->state);
}

static const struct scope *owner_of(const struct scope *s)
{
	while (s && !s->inlined)
		s = s->parent;
	return s;
}

/* Of a level from its own scope inwards: what is in another inlined call is that one's. */
static void add_scopes(struct builder *b, struct var_list *list, const struct scope *s,
		       const struct source *from, const struct trace_frame *at)
{
	if (!s)
		return;
	add_scopes(b, list, s->parent, from, at);
	if (owner_of(s) != place_level_scope(from->place, from->level))
		return;
	size_t outer = list->n;
	for (size_t i = 0; i < s->n_vars; i++) {
		hide_outer(b, list, outer, s->var[i].name);
		add_var(b, list, &s->var[i], local_value(b, &s->var[i], from, at), from);
	}
}

static void fill_frame(struct builder *b, const struct source *from, struct trace_frame *out)
{
	struct var_list list = { 0 };

	*out = (struct trace_frame){
		.function = place_level_name(from->place, from->level),
		.cfa = from->rf->cfa, .level = from->level,
	};
	place_level_line(from->place, from->level, &out->file, &out->line);
	add_scopes(b, &list, from->place->scope, from, out);
	out->var = list.var;
	out->n_vars = list.n;
}

/* A frame is shown if a step was recorded in it. */
static bool is_shown(const struct run_frame *f)
{
	return f->at && f->at->object;
}

/* Frames of a step; each of the run's gives one for every level. */
struct frame_list { struct trace_frame *frame; size_t n, room; };

static void add_level(struct builder *b, struct frame_list *list, const struct source *from)
{
	if (list->n == list->room) {
		list->room = list->room ? 2 * list->room : 16;
		list->frame = grown(b, list->frame, list->n, list->room, sizeof *list->frame);
	}
	fill_frame(b, from, &list->frame[list->n++]);
}

/* Where frame i of the thread is: the innermost at its step, the others where they have called. */
static const struct place *place_of(struct program *p, const struct run_thread *t, size_t i,
				    uint64_t *ip, uint64_t *bias)
{
	const struct run_frame *rf = &t->frame[i];

	if (i == t->n - 1) {
		*bias = rf->at->object->bias;
		*ip = rf->at->addr + *bias;
		return program_place(p, rf->at);
	}
	*ip = t->frame[i + 1].call_ip;
	return program_place_at(p, *ip, rf->at, bias);
}

const struct place *state_frame(struct program *p, struct run *run, size_t i, struct arena *a,
				struct frame_state *f, struct frame_state *entry)
{
	const struct place *place = place_of(p, run->thread, i, &f->ip, &f->bias);

	if (!place)
		return NULL;
	f->function = place->function;
	f->memory = program_memory(p);
	f->arena = a;
	f->tls = run_tls(run, run_object_at(run, f->ip));
	registers_set(f, entry, run->thread, i);
	return place;
}

static void add_frame(struct builder *b, struct frame_list *list, size_t i)
{
	const struct run_thread *t = b->run->thread;
	bool innermost = i == t->n - 1;
	struct source from = { .rf = &t->frame[i] };
	struct frame_state entry;

	from.place = state_frame(b->program, b->run, i, b->arena, &from.state, &entry);
	if (!from.place)
		return;
	size_t last = innermost ? b->level : from.place->n_levels;
	from.level = from.place->is_passed_through && (last || !innermost);
	for (; from.level <= last; from.level++)
		add_level(b, list, &from);
}

/* Index of the frame that has n shown ones inside of it, itself not counted. */
static size_t leave_inner(const struct run_thread *t, uint64_t n)
{
	size_t i = t->n;

	while (i > 0 && n > 0)
		n -= is_shown(&t->frame[--i]);
	return i;
}

static void build_frames(struct builder *b, const struct trace_options *opt, struct trace_step *s)
{
	const struct run_thread *t = b->run->thread;
	uint64_t outer = opt->max_frames ? opt->max_frames / 2 : t->n;
	size_t inner_from = opt->max_frames ? leave_inner(t, opt->max_frames - outer) : 0;
	struct frame_list list = { 0 };

	for (size_t i = 0, n = 0; i < t->n; i++) {
		if (!is_shown(&t->frame[i]))
			continue;
		if (n++ < outer || i >= inner_from)
			add_frame(b, &list, i);
		else if (!s->frames_cut++)
			s->cut_at = list.n;
	}
	s->frame = list.frame;
	s->n_frames = list.n;
	if (list.n) {
		list.frame[list.n - 1].file = s->file;
		list.frame[list.n - 1].line = s->line;
	}
}

static void build_globals(struct builder *b, struct trace_step *s)
{
	struct var_list list = { 0 };

	for (struct run_object *o = b->run->objects; o; o = o->next) {
		struct object *debug;
		size_t n;
		if (!o->loaded || !(o->flags & SP_OBJECT_TRACED) || !(debug = program_object(b->program, o)))
			continue;
		const struct variable *v = object_globals(debug, &n);
		struct frame_state f = { .memory = b->decoder.memory, .tls = run_tls(b->run, o),
					 .arena = b->arena };
		for (size_t i = 0; i < n; i++) {
			f.bias = program_data_bias(b->program, o, &v[i]);
			add_var(b, &list, &v[i], variable_value(b, &v[i], &f), NULL);
		}
	}
	s->global = list.var;
	s->n_globals = list.n;
}

struct decoder state_decoder(struct program *p, const struct trace_options *opt, struct arena *a)
{
	return (struct decoder){
		.arena = a, .memory = program_memory(p), .limits = opt->limits,
		.code_name = program_code_name, .code_class = program_code_class, .code_ctx = p,
		.room = program_room, .room_ctx = p, .raw = opt->raw,
		.layouts = program_layouts(p) };
}

static struct builder builder_of(struct program *p, struct run *run,
				 const struct trace_options *opt, struct arena *a)
{
	return (struct builder){ .program = p, .run = run, .arena = a,
				 .decoder = state_decoder(p, opt, a) };
}

void state_add_result(struct program *p, struct run *run, const struct trace_options *opt,
		      const struct function *returns, struct arena *a, struct trace_step *s)
{
	struct builder b = builder_of(p, run, opt, a);
	const struct value *v = result_value(p, run, &b.decoder, returns);

	if (!v)
		return;
	result_add(s, v, a);
	heap_add(p, run, &b.decoder, s, v);
}

static void build_result(struct builder *b, struct trace_step *s)
{
	const struct value *v = b->returns ? result_value(b->program, b->run, &b->decoder, b->returns)
					   : NULL;

	if (v)
		result_add(s, v, b->arena);
}

void state_build(struct program *p, struct run *run, const struct trace_options *opt, size_t level,
		 const struct function *returns, struct arena *a, struct trace_step *s)
{
	struct builder b = builder_of(p, run, opt, a);

	b.level = level;
	b.returns = returns;
	kept_begin_step(program_kept(p));
	changes_begin_step(program_changes(p));
	build_frames(&b, opt, s);
	build_result(&b, s);
	build_globals(&b, s);
	heap_build(p, run, &b.decoder, s);
}
