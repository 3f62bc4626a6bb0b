/* Frames and globals; see state.h.  The heap is heap.c's. */
#include "trace/state.h"

#include <string.h>

#include "trace/heap.h"

struct builder {
	struct program *program;
	struct run *run;
	struct decoder decoder;
	struct arena *arena;
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

static void add_var(struct builder *b, struct var_list *list, const struct variable *v,
		    const struct value *value)
{
	if (list->n == list->room) {
		list->room = list->room ? 2 * list->room : 16;
		list->var = grown(b, list->var, list->n, list->room, sizeof *list->var);
		list->of = grown(b, list->of, list->n, list->room, sizeof *list->of);
	}
	list->of[list->n] = v;
	list->var[list->n++] = (struct trace_var){
		.name = v->name, .kind = v->kind, .value = value,
		.decl_file = v->decl_file, .decl_line = v->decl_line };
}

/* The first `outer` variables are of scopes further out: those called name are hidden. */
static void hide_outer(struct builder *b, struct var_list *list, size_t outer, const char *name)
{
	for (size_t i = 0; i < outer; i++)
		if (strcmp(list->var[i].name, name) == 0)
			list->var[i].name = arena_printf(b->arena, "%s@%u", name, list->of[i]->decl_line);
}

enum { SCOPE_DEPTH_MAX = 256 };

static const struct scope *inner_scope(const struct scope *s, uint64_t addr)
{
	for (size_t i = 0; i < s->n_children; i++)
		if (scope_covers(s->child[i], addr))
			return s->child[i];
	return NULL;
}

/* A container is constructed where it is declared: before, there may be an older one's remains,
 * which nothing in memory tells from a living one. */
static bool is_unmade(const struct variable *v, const struct place *place)
{
	return v->kind == VARIABLE_LOCAL && place->line && v->decl_line > place->line->line &&
	       v->decl_file && place->line->file && strcmp(v->decl_file, place->line->file) == 0 &&
	       value_is_container(variable_type(v));
}

static const struct value *local_value(struct builder *b, const struct variable *v,
				       const struct frame_state *f, const struct place *place)
{
	if (!b->decoder.raw && is_unmade(v, place))
		return value_absent(&b->decoder, variable_type(v), "not constructed");
	if (!place->ready && v->kind != VARIABLE_STATIC_LOCAL && !variable_is_tracked(v))
		return value_absent(&b->decoder, variable_type(v), "not yet live");
	return value_of(&b->decoder, v, f);
}

/* From the function's scope inwards. */
static void add_scopes(struct builder *b, struct var_list *list, const struct frame_state *f,
		       const struct place *place)
{
	uint64_t addr = f->ip - f->bias;
	const struct scope *s = f->function->scope;

	for (unsigned depth = 0; s && depth < SCOPE_DEPTH_MAX; depth++, s = inner_scope(s, addr)) {
		size_t outer = list->n;
		for (size_t i = 0; i < s->n_vars; i++) {
			hide_outer(b, list, outer, s->var[i].name);
			add_var(b, list, &s->var[i], local_value(b, &s->var[i], f, place));
		}
	}
}

/* A frame that has called: all it had at the call where that was recorded, else what its callees
 * have to keep. */
static void set_registers(struct frame_state *f, const struct run_frame *rf,
			  const struct run_frame *callee)
{
	memcpy(f->reg, rf->reg, sizeof f->reg);
	f->reg_known = rf->reg_known & ~(1u << RUN_REG_RA);
	if (callee && !run_called_with(rf, callee))
		f->reg_known &= RUN_REGS_CALLEE_SAVED | 1u << RUN_REG_SP;
}

static void set_words(struct frame_state *f, const struct run_words *words)
{
	f->vector = words->vector;
	f->x87 = words->x87;
}

/* As the function began, if its first instruction was seen in this frame. */
static bool set_entry(struct frame_state *f, const struct run_frame *rf,
		      const struct function *function)
{
	const struct run_entry *e = rf->entry;

	if (!e || !function || e->function != function)
		return false;
	memcpy(f->reg, e->reg, sizeof f->reg);
	f->reg_known = e->reg_known & ~(1u << RUN_REG_RA);
	if (e->words_known)
		set_words(f, &e->words);
	return true;
}

/* Variables are looked for as gdb does, at the last byte of the call instruction: a register that
 * the callee may change holds nothing any more behind it. */
static uint64_t place_of_call(const struct run_frame *rf, const struct run_frame *callee,
			      uint64_t ip)
{
	if (!callee || callee->signo || !run_called_with(rf, callee))
		return ip;
	return rf->reg[RUN_REG_RA] - 1;
}

/* A frame that no call made, as a coroutine's first, has the CFA of one in another stack. */
static bool is_in_one_stack(const struct run_frame *rf)
{
	return rf->cfa - rf->reg[RUN_REG_SP] < (uint64_t)1 << 30;
}

/* callee: NULL for the innermost frame. */
static void fill_frame(struct builder *b, const struct run_frame *rf,
		       const struct run_frame *callee, uint64_t ip, uint64_t bias,
		       const struct place *place, struct trace_frame *out)
{
	struct var_list list = { 0 };
	struct frame_state entry, f = {
		.ip = place_of_call(rf, callee, ip), .bias = bias, .cfa = rf->cfa,
		.function = place->function, .memory = b->decoder.memory, .arena = b->arena,
	};

	if (!is_in_one_stack(rf))
		f.cfa = 0;
	entry = (struct frame_state){ .bias = bias, .cfa = f.cfa, .function = f.function };
	if (set_entry(&entry, rf, place->function))
		f.entry = &entry;
	set_registers(&f, rf, callee);
	/* Vector and x87 registers are as of this step, where steps have them; no callee keeps them. */
	if (!callee && rf->at->object->flags & SP_OBJECT_REGISTERS)
		set_words(&f, &b->run->thread->words);
	out->function = place->function ? place->function->name : "???";
	out->file = place->line ? place->line->file : NULL;
	out->line = place->line ? place->line->line : 0;
	out->cfa = rf->cfa;
	if (place->function)
		add_scopes(b, &list, &f, place);
	out->var = list.var;
	out->n_vars = list.n;
}

/* A frame is shown if a step was recorded in it. */
static bool is_shown(const struct run_frame *f)
{
	return f->at && f->at->object;
}

static void add_frame(struct builder *b, struct trace_step *s, struct trace_frame *frame, size_t i)
{
	const struct run_thread *t = b->run->thread;
	const struct run_frame *rf = &t->frame[i];
	struct place place = { 0 };
	uint64_t bias = 0, ip;
	bool innermost = i == t->n - 1;

	if (innermost) {
		place = *program_place(b->program, rf->at);
		bias = rf->at->object->bias;
		ip = rf->at->addr + bias;
	} else {
		ip = t->frame[i + 1].call_ip;
		if (!program_place_at(b->program, ip, &place, &bias))
			return;
	}
	fill_frame(b, rf, innermost ? NULL : rf + 1, ip, bias, &place, &frame[s->n_frames++]);
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
	uint64_t room = opt->max_frames && opt->max_frames < t->n ? opt->max_frames : t->n;
	struct trace_frame *frame = arena_array(b->arena, room, sizeof *frame);

	for (size_t i = 0; i < t->n; i++) {
		if (!is_shown(&t->frame[i]))
			continue;
		if (s->n_frames < outer || i >= inner_from)
			add_frame(b, s, frame, i);
		else if (!s->frames_cut++)
			s->cut_at = s->n_frames;
	}
	s->frame = frame;
}

/* A C++ header brings its own variables into every program (std::__ioinit). */
static bool is_systems(const struct variable *v)
{
	return v->decl_file && strncmp(v->decl_file, "/usr/", 5) == 0;
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
		struct frame_state f = { .bias = o->bias, .memory = b->decoder.memory,
					 .arena = b->arena };
		for (size_t i = 0; i < n; i++)
			if (!is_systems(&v[i]))
				add_var(b, &list, &v[i], value_of(&b->decoder, &v[i], &f));
	}
	s->global = list.var;
	s->n_globals = list.n;
}

void state_build(struct program *p, struct run *run, const struct trace_options *opt,
		 struct arena *a, struct trace_step *s)
{
	struct builder b = {
		.program = p, .run = run, .arena = a,
		.decoder = { .arena = a, .memory = program_memory(p), .limits = opt->limits,
			     .code_name = program_code_name, .code_ctx = p,
			     .room = program_room, .room_ctx = p, .raw = opt->raw },
	};

	build_frames(&b, opt, s);
	build_globals(&b, s);
	heap_build(run, &b.decoder, s);
}
