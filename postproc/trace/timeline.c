/* Events in the order of the recording; see timeline.h. */
#include "trace/timeline.h"

#include <stdlib.h>
#include <string.h>

#include "base/ids.h"
#include "base/map.h"
#include "base/mem.h"

struct open_call { const char *name; uint64_t since, signo; };     /* name NULL: not yet known */

struct timeline_thread { uint64_t id; struct open_call *call; size_t n, room; };

struct timeline {
	struct run *run;
	struct program *program;
	timeline_take *taker;
	void *ctx;
	struct arena *arena;
	struct ids names;
	struct map of_arc;                   /* what a call leads to -> name */
	struct map threads;                  /* by id */
	struct timeline_thread *thread;      /* the running one */
	uint64_t told, moment;               /* instructions at the last CALL or the like, and MOMENT */
	bool is_timed;
	bool has_process;                    /* it is told */
	uint64_t live;                       /* bytes in heap blocks */
};

struct timeline *timeline_new(struct run *run, struct program *program, timeline_take *take, void *ctx)
{
	struct timeline *t = mem_alloc(sizeof *t);

	*t = (struct timeline){ .run = run, .program = program, .taker = take, .ctx = ctx,
				.arena = arena_new() };
	return t;
}

void timeline_free(struct timeline *t)
{
	uint64_t id;
	void *value;

	for (size_t i = 0; map_next(&t->threads, &i, &id, &value); ) {
		free(((struct timeline_thread *)value)->call);
		free(value);
	}
	map_free(&t->threads);
	map_free(&t->of_arc);
	ids_free(&t->names);
	arena_free(t->arena);
	free(t);
}

/* Time never goes back: another thread may have called earlier what is told later. */
static uint64_t now(const struct timeline *t)
{
	if (!t->is_timed)
		return t->run->steps;
	return t->told > t->moment ? t->told : t->moment;
}

/* ---- names ---- */

static const char *kept_name(struct timeline *t, const char *name)
{
	return ids_key(&t->names, ids_of(&t->names, name, strlen(name) + 1));
}

/* NULL: a stub of the procedure linkage table that does not say what it leads to. */
static const char *name_at(struct timeline *t, uint64_t ip)
{
	struct run_object *o = run_object_at(t->run, ip);
	struct object *debug = program_object(t->program, o);
	bool is_stub = debug && object_is_stub(debug, ip - o->bias);
	uint64_t offset;
	const char *symbol = NULL;

	if (is_stub)
		symbol = object_stub_name(debug, ip - o->bias);
	else if (debug)
		symbol = object_symbol(debug, ip - o->bias, &offset);
	if (is_stub && !symbol)
		return NULL;
	if (!symbol)
		symbol = arena_printf(t->arena, "0x%llx", (unsigned long long)ip);
	return kept_name(t, symbol);
}

/* No function has this name: only its address counts. */
static const char stub[] = "";

static const char *name_of_arc(struct timeline *t, uint64_t arc)
{
	const char *name = map_get(&t->of_arc, arc);
	uint64_t from, to;

	if (!name && run_arc(t->run, arc, &from, &to)) {
		name = name_at(t, to);
		map_put(&t->of_arc, arc, (void *)(name ? name : stub));
	}
	return name == stub ? NULL : name;
}

/* Where a stub has led to, and which handler a signal has, tells the next thing that happens there. */
static bool is_nameless(const struct timeline *t)
{
	return t->thread && t->thread->n && !t->thread->call[t->thread->n - 1].name;
}

static void name_innermost(struct timeline *t, uint64_t ip)
{
	if (is_nameless(t))
		t->thread->call[t->thread->n - 1].name = name_at(t, ip);
}

static void take_step(struct timeline *t, const struct record_step *r)
{
	const struct run_site *site = map_get(&t->run->sites, r->site);

	if (site && site->object)
		name_innermost(t, site->addr + site->object->bias);
}

/* ---- threads and calls ---- */

static void tell(struct timeline *t, const struct timeline_event *e)
{
	t->taker(t->ctx, e);
}

static struct timeline_thread *thread_of(struct timeline *t, uint64_t id)
{
	struct timeline_thread *new = map_get(&t->threads, id);

	if (new)
		return new;
	new = mem_alloc(sizeof *new);
	new->id = id;
	map_put(&t->threads, id, new);
	tell(t, &(struct timeline_event){ .kind = TIMELINE_THREAD, .thread = id });
	return new;
}

static struct timeline_thread *running(struct timeline *t)
{
	if (!t->thread)
		t->thread = thread_of(t, 1);
	return t->thread;
}

static void begin(struct timeline *t, const char *name, uint64_t at, uint64_t signo)
{
	struct timeline_thread *of = t->thread;

	if (of->n == of->room) {
		of->room = of->room ? 2 * of->room : 64;
		of->call = mem_grow(of->call, of->room, sizeof *of->call);
	}
	of->call[of->n++] = (struct open_call){ name, at, signo };
}

static const char *name_of(struct timeline *t, const struct open_call *c)
{
	if (c->name)
		return c->name;
	if (c->signo)
		return kept_name(t, arena_printf(t->arena, "signal %u", (unsigned)c->signo));
	return kept_name(t, "???");
}

static void end_one(struct timeline *t, struct timeline_thread *of, uint64_t at)
{
	const struct open_call *c = &of->call[--of->n];

	tell(t, &(struct timeline_event){ .kind = TIMELINE_CALL, .thread = of->id, .at = c->since,
					  .took = at > c->since ? at - c->since : 0,
					  .name = name_of(t, c) });
}

static void end_all(struct timeline *t, struct timeline_thread *of)
{
	while (of->n)
		end_one(t, of, now(t));
}

static void pass_time(struct timeline *t, bool is_timed, int64_t since)
{
	t->is_timed |= is_timed;
	t->told += (uint64_t)since;
}

static uint64_t call_time(const struct timeline *t)
{
	return t->is_timed ? t->told : t->run->steps;
}

static void take_call(struct timeline *t, const struct record_call *r)
{
	uint64_t from, to;

	pass_time(t, r->is_timed, r->since);
	if (is_nameless(t) && run_arc(t->run, r->arc, &from, &to))
		name_innermost(t, from);
	begin(t, name_of_arc(t, r->arc), call_time(t), 0);
}

static void take_signal(struct timeline *t, const struct record_signal *r)
{
	pass_time(t, r->is_timed, r->since);
	begin(t, NULL, call_time(t), r->signo);
}

static void take_return(struct timeline *t, const struct record_return *r)
{
	pass_time(t, r->is_timed, r->since);
	for (uint64_t i = 0; i < r->frames && t->thread->n; i++) {
		if (i == 1)
			pass_time(t, r->is_timed, r->rest);
		end_one(t, t->thread, call_time(t));
	}
}

static void take_exit(struct timeline *t, uint64_t id)
{
	struct timeline_thread *of = map_get(&t->threads, id);

	if (of)
		end_all(t, of);
}

/* ---- heap, input and output, errors ---- */

static void take_moment(struct timeline *t, const struct record_moment *m)
{
	const struct counts_context *c = map_get(&t->run->counts.contexts, m->context);
	uint64_t from, to;

	t->is_timed = true;
	t->moment += m->instructions;
	if (c && c->parent && run_arc(t->run, c->arc, &from, &to))
		name_innermost(t, to);
}

static void tell_block(struct timeline *t, enum timeline_kind kind, uint64_t addr, uint64_t bytes)
{
	t->live += kind == TIMELINE_ALLOC ? bytes : -bytes;
	tell(t, &(struct timeline_event){ .kind = kind, .thread = t->thread->id, .at = now(t),
					  .number = bytes, .addr = addr, .live = t->live });
}

static void tell_release(struct timeline *t, uint64_t addr)
{
	const struct run_block *b = run_block_at(t->run, addr);

	if (b)
		tell_block(t, TIMELINE_FREE, addr, b->size);
}

static void tell_io(struct timeline *t, enum timeline_kind kind, const struct record_io *io)
{
	tell(t, &(struct timeline_event){ .kind = kind, .thread = t->thread->id, .at = now(t),
					  .text = (const char *)io->bytes.at, .len = io->bytes.len,
					  .number = io->fd });
}

static void tell_error(struct timeline *t, const struct record_error *e)
{
	tell(t, &(struct timeline_event){ .kind = TIMELINE_ERROR, .thread = t->thread->id, .at = now(t),
					  .text = e->message.at, .len = e->message.len });
}

static void tell_process(struct timeline *t, const struct record_process *p)
{
	const char *path, *slash;

	if (t->has_process)                      /* a damaged stream: there is but one */
		return;
	t->has_process = true;
	path = arena_strndup(t->arena, p->executable.at, p->executable.len);
	slash = strrchr(path, '/');
	tell(t, &(struct timeline_event){ .kind = TIMELINE_PROCESS, .name = slash ? slash + 1 : path,
					  .number = p->pid });
}

static void take_realloc(struct timeline *t, const struct record_realloc *r)
{
	tell_release(t, r->from);
	tell_block(t, TIMELINE_ALLOC, r->to, r->size);
}

/* Of the running thread; what makes no event is passed over. */
static void take(struct timeline *t, const struct record *r)
{
	uint8_t tag = r->tag;

	running(t);
	if (tag == SP_REC_CALL)
		take_call(t, &r->u.call);
	else if (tag == SP_REC_RETURN)
		take_return(t, &r->u.ret);
	else if (tag == SP_REC_SIGNAL)
		take_signal(t, &r->u.signal);
	else if (tag == SP_REC_MOMENT)
		take_moment(t, &r->u.moment);
	else if (tag == SP_REC_ALLOC)
		tell_block(t, TIMELINE_ALLOC, r->u.alloc.addr, r->u.alloc.size);
	else if (tag == SP_REC_FREE)
		tell_release(t, r->u.free.addr);
	else if (tag == SP_REC_REALLOC)
		take_realloc(t, &r->u.realloc);
	else if (tag == SP_REC_OUTPUT || tag == SP_REC_INPUT)
		tell_io(t, tag == SP_REC_OUTPUT ? TIMELINE_OUTPUT : TIMELINE_INPUT, &r->u.io);
	else if (tag == SP_REC_ERROR)
		tell_error(t, &r->u.error);
}

/* By far most of them are of the first two. */
void timeline_before(struct timeline *t, const struct record *r)
{
	uint8_t tag = r->tag;

	if (tag == SP_REC_MEMORY)
		return;
	if (tag == SP_REC_STEP) {
		if (is_nameless(t))
			take_step(t, &r->u.step);
	} else if (tag == SP_REC_PROCESS) {
		tell_process(t, &r->u.process);
	} else if (tag == SP_REC_THREAD) {
		t->thread = thread_of(t, r->u.number);
	} else if (tag == SP_REC_EXIT) {
		take_exit(t, r->u.number);
	} else {
		take(t, r);
	}
}

static int compare_threads(const void *a, const void *b)
{
	const struct timeline_thread *const *x = a, *const *y = b;

	return ((*x)->id > (*y)->id) - ((*x)->id < (*y)->id);
}

/* In the order of the threads' ids, so that two conversions are the same. */
void timeline_end(struct timeline *t)
{
	struct timeline_thread **all = mem_alloc((map_count(&t->threads) + 1) * sizeof *all);
	size_t n = 0;
	uint64_t id;
	void *value;

	for (size_t i = 0; map_next(&t->threads, &i, &id, &value); )
		all[n++] = value;
	qsort(all, n, sizeof *all, compare_threads);
	for (size_t i = 0; i < n; i++)
		end_all(t, all[i]);
	free(all);
	tell(t, &(struct timeline_event){ .kind = TIMELINE_END });
}
