/* Variables that are watched; see watched.h.
 *
 * Of each the lines of memory are watched that it was decoded from (run/watch.h), so that a step at
 * which none of them was touched costs next to nothing. */
#include "trace/watched.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "trace/state.h"
#include "trace/window.h"

enum {
	ITEMS_MAX = 1000,                            /* calls of a recursion that are watched, too */
	READINGS_MAX = 256,
};

struct item {
	const struct variable *var;
	uint64_t tid, frame_id; size_t depth;        /* frame_id 0: it is no local */
	uint64_t addr;                               /* 0: in no memory, or it moves */
	bool needs_frame;                            /* so that it is looked at while that is innermost only */
	bool is_in_scope;                            /* when its frame was the innermost */
	struct watcher watcher;
	uint64_t hash;                               /* 0: not known yet */
	uint8_t *bytes; size_t len;                  /* and as many V bits; NULL: what it shows is compared */
	unsigned readings;                           /* since its watcher was dropped */
};

struct watched {
	struct program *program;
	struct run *run;
	const struct trace_options *opt;
	char *function;                              /* NULL: any */
	const char *name;
	struct arena *arena;                         /* of what is decoded */
	struct item **item; size_t n, room;
	struct map at;                               /* place -> variable of that name there, or none */
	struct run_object **objects_end;             /* the run's, when globals were looked for */
	bool has_found;
};

/* Stands for "no such variable there"; only its address is used. */
static const struct variable none;

struct watched *watched_new(struct program *p, struct run *run, const struct trace_options *opt)
{
	struct watched *w = mem_alloc(sizeof *w);
	const char *colon = strrchr(opt->changed, ':');
	bool has_function = colon && colon > opt->changed && colon[-1] != ':';

	w->program = p;
	w->run = run;
	w->opt = opt;
	w->arena = arena_new();
	w->name = has_function ? colon + 1 : opt->changed;
	if (has_function) {
		w->function = mem_strdup(opt->changed);
		w->function[colon - opt->changed] = '\0';
	}
	return w;
}

static void remove_item(struct watched *w, size_t i)
{
	struct item *item = w->item[i];

	watch_drop(&w->run->watch, &item->watcher);
	free(item->bytes);
	memmove(w->item + i, w->item + i + 1, (--w->n - i) * sizeof *w->item);
	free(item);
}

static bool is_alive(struct watched *w, const struct item *item)
{
	const struct run_thread *t = item->frame_id ? map_get(&w->run->threads, item->tid) : NULL;

	return !item->frame_id ||
	       (t && item->depth <= t->n && t->frame[item->depth - 1].id == item->frame_id);
}

static void drop_ended(struct watched *w)
{
	for (size_t i = w->n; i > 0; i--)
		if (!is_alive(w, w->item[i - 1]))
			remove_item(w, i - 1);
}

static struct item *add_item(struct watched *w, const struct variable *var)
{
	struct item *item;

	if (w->n == ITEMS_MAX)
		return NULL;
	if (w->n == w->room) {
		w->room = w->room ? 2 * w->room : 16;
		w->item = mem_grow(w->item, w->room, sizeof *w->item);
	}
	item = mem_alloc(sizeof *item);
	item->var = var;
	item->watcher.stale = true;
	w->has_found = true;
	return w->item[w->n++] = item;
}

static bool is_called(const struct variable *v, const char *name)
{
	return window_is_function(v->name, name);
}

static void add_globals_of(struct watched *w, struct run_object *o)
{
	struct object *debug = program_object(w->program, o);
	struct frame_state f = { .memory = program_memory(w->program), .arena = w->arena,
				 .tls = run_tls(w->run, o) };
	const struct variable *v;
	size_t n = 0;

	v = debug ? object_globals(debug, &n) : NULL;
	for (size_t i = 0; i < n; i++) {
		struct item *item = is_called(&v[i], w->name) ? add_item(w, &v[i]) : NULL;
		if (!item)
			continue;
		f.bias = program_data_bias(w->program, o, &v[i]);
		struct location l = variable_locate(&v[i], &f);
		item->addr = l.kind == LOCATION_MEMORY ? l.addr : 0;
	}
}

static void drop_globals(struct watched *w)
{
	for (size_t i = w->n; i > 0; i--)
		if (!w->item[i - 1]->frame_id)
			remove_item(w, i - 1);
}

/* Again when objects have come. */
static void find_globals(struct watched *w)
{
	if (w->function || w->objects_end == w->run->objects_end)
		return;
	w->objects_end = w->run->objects_end;
	drop_globals(w);
	for (struct run_object *o = w->run->objects; o; o = o->next)
		if (o->loaded && o->flags & SP_OBJECT_TRACED)
			add_globals_of(w, o);
}

static bool is_in_function(const struct watched *w, const struct place *place, const struct scope *s)
{
	while (s && !s->inlined)
		s = s->parent;
	return !w->function ||
	       window_is_function(s ? s->inlined->name : place->function->name, w->function);
}

static const struct variable *find_local(const struct watched *w, const struct place *place)
{
	for (const struct scope *s = place->scope; s; s = s->parent)
		for (size_t i = 0; i < s->n_vars; i++)
			if (strcmp(s->var[i].name, w->name) == 0 && is_in_function(w, place, s))
				return &s->var[i];
	return &none;
}

/* The variable of that name at the place; NULL: none there. */
static const struct variable *local_at(struct watched *w, const struct place *place)
{
	const struct variable *v = map_get(&w->at, (uintptr_t)place);

	if (!v) {
		v = find_local(w, place);
		map_put(&w->at, (uintptr_t)place, (void *)v);
	}
	return v == &none ? NULL : v;
}

static struct item *item_of(struct watched *w, const struct variable *v, uint64_t frame_id)
{
	for (size_t i = w->n; i > 0; i--)
		if (w->item[i - 1]->frame_id == frame_id && w->item[i - 1]->var == v)
			return w->item[i - 1];
	return NULL;
}

/* f: of the item's frame, where that is the innermost; or NULL. */
static const struct value *decode(struct watched *w, struct decoder *d, struct item *item,
				  const struct frame_state *f)
{
	const struct value *v;

	watch_drop(&w->run->watch, &item->watcher);
	item->watcher.stale = false;
	watch_begin(&w->run->watch, &item->watcher);
	v = item->addr ? value_at(d, variable_type(item->var), item->addr, f)
	    : value_of(d, item->var, f);
	watch_begin(&w->run->watch, NULL);
	item->needs_frame = !item->addr || d->asked_frame;
	return v;
}

/* Its bytes, and which are defined, are all that it shows, also when a container in it has been constructed. */
static bool is_plain(const struct decoder *d, const struct value *v)
{
	if (v->kind == VALUE_ABSENT || value_is_container(d, v->type) || value_referred(v))
		return false;
	for (size_t i = 0; i < v->n_children; i++)
		if (!is_plain(d, &v->child[i]))
			return false;
	return true;
}

/* Notes that are there already cost little, so that the watcher is dropped only now and then. */
static void read_bytes(struct watched *w, struct item *item, uint8_t *to)
{
	struct memory memory = program_memory(w->program);

	if (item->readings++ % READINGS_MAX == 0)
		watch_drop(&w->run->watch, &item->watcher);
	item->watcher.stale = false;
	watch_begin(&w->run->watch, &item->watcher);
	memset(to, 0, 2 * item->len);
	memory.read(memory.ctx, item->addr, to, item->len);
	memory.undefined(memory.ctx, item->addr, to + item->len, item->len);
	watch_begin(&w->run->watch, NULL);
}

static void begin_bytes(struct watched *w, struct item *item)
{
	uint64_t size = type_strip(variable_type(item->var))->size;

	if (!size)
		return;
	item->len = size < WATCHED_BYTES ? (size_t)size : WATCHED_BYTES;
	item->bytes = mem_alloc(2 * item->len);
	read_bytes(w, item, item->bytes);
}

static bool bytes_have_changed(struct watched *w, struct item *item)
{
	uint8_t *now = arena_alloc(w->arena, 2 * item->len);
	bool changed;

	read_bytes(w, item, now);
	changed = memcmp(now, item->bytes, 2 * item->len) != 0;
	if (changed)
		memcpy(item->bytes, now, 2 * item->len);
	return changed;
}

static bool has_changed(struct watched *w, struct item *item, const struct frame_state *f)
{
	if (item->bytes)
		return bytes_have_changed(w, item);

	struct decoder d = state_decoder(w->program, w->opt, w->arena);
	const struct value *v = decode(w, &d, item, f);
	uint64_t hash = value_hash(v), old = item->hash;

	if (!old && !item->needs_frame && is_plain(&d, v))
		begin_bytes(w, item);
	if (v->kind != VALUE_ABSENT)
		item->hash = hash;
	return old && old != item->hash;
}

static struct item *begin_local(struct watched *w, const struct variable *v,
				const struct frame_state *f)
{
	const struct run_thread *t = w->run->thread;
	struct item *item = add_item(w, v);
	struct location l;

	if (!item)
		return NULL;
	item->tid = t->tid;
	item->depth = t->n;
	item->frame_id = t->frame[t->n - 1].id;
	item->is_in_scope = true;
	if (variable_is_tracked(v))
		return item;
	l = variable_locate(v, f);
	item->addr = l.kind == LOCATION_MEMORY ? l.addr : 0;
	return item;
}

/* Before its declaration runs a local has what was there before. */
static bool is_declared(const struct variable *v, const struct shown *shown)
{
	return v->kind != VARIABLE_LOCAL || v->decl_line <= shown->line || !v->decl_file ||
	       !shown->file || strcmp(v->decl_file, shown->file) != 0;
}

/* The variable of that name in the innermost frame. */
static bool local_changed(struct watched *w, const struct place *place, const struct shown *shown)
{
	const struct run_thread *t = w->run->thread;
	const struct variable *v = place->ready ? local_at(w, place) : NULL;
	struct item *item = v ? item_of(w, v, t->frame[t->n - 1].id) : NULL;
	struct frame_state f = { 0 }, entry;

	for (size_t i = 0; i < w->n; i++)
		if (w->item[i]->tid == t->tid && w->item[i]->depth == t->n)
			w->item[i]->is_in_scope = w->item[i] == item;
	if (!v || !is_declared(v, shown) || (item && item->addr && !item->watcher.stale))
		return false;
	state_frame(w->program, w->run, t->n - 1, w->arena, &f, &entry);
	if (!item)
		item = begin_local(w, v, &f);
	return item && has_changed(w, item, &f);
}

static bool is_to_look_at(const struct watched *w, const struct item *item)
{
	const struct run_thread *t = w->run->thread;

	if (!item->watcher.stale || !item->addr || (item->needs_frame && item->hash))
		return false;
	if (!item->frame_id)
		return true;
	return item->is_in_scope && (item->tid != t->tid || item->depth != t->n);
}

bool watched_step(struct watched *w, const struct place *place, const struct shown *shown)
{
	bool changed = false;

	drop_ended(w);
	find_globals(w);
	for (size_t i = 0; i < w->n; i++)
		if (is_to_look_at(w, w->item[i]))
			changed |= has_changed(w, w->item[i], NULL);
	changed |= local_changed(w, place, shown);
	arena_reset(w->arena);
	return changed;
}

bool watched_has_found(const struct watched *w)
{
	return w->has_found;
}

void watched_free(struct watched *w)
{
	while (w->n)
		remove_item(w, w->n - 1);
	free(w->item);
	map_free(&w->at);
	arena_free(w->arena);
	free(w->function);
	free(w);
}
