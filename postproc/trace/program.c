/* Debug information and memory of the run's objects; see program.h. */
#include "trace/program.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/message.h"
#include "run/refs.h"
#include "trace/changes.h"
#include "trace/kept.h"
#include "trace/links.h"

struct program {
	struct run *run;
	const char *object_dir;
	struct arena *arena;                         /* of places */
	struct map data_bias;                        /* variable -> uint64_t, of libraries' globals */
	struct kept *kept;
	struct layouts *layouts;
	struct owners *owners;
	struct refs *refs;
	struct changes *changes;
	struct map calls[2];                         /* run-time address of a call -> struct call_place;
	                                              * [1]: in frames that step through the system's files */
};

/* The object may be another than the last time, where one was unloaded. */
struct call_place { struct run_object *object; struct place place; };

/* Stands for "asked for, and not there"; only its address is used. */
static char no_debug_info;

struct program *program_new(struct run *run, const char *object_dir)
{
	struct program *p = mem_alloc(sizeof *p);

	p->run = run;
	p->object_dir = object_dir;
	p->arena = arena_new();
	p->kept = kept_new(run);
	p->layouts = layouts_new();
	p->owners = owners_new(run);
	p->refs = refs_new(run);
	p->changes = changes_new();
	return p;
}

static bool is_recorded_one(const struct run_object *o, const struct object *debug)
{
	return !o->build_id[0] || strcmp(object_build_id(debug), o->build_id) == 0;
}

/* A file of the object's name in the directory that the user named, if it is the recorded one. */
static struct object *open_in_dir(struct program *p, const struct run_object *o)
{
	const char *slash = strrchr(o->path, '/'), *why;
	struct object *debug;

	if (!p->object_dir)
		return NULL;
	debug = object_open(arena_printf(p->arena, "%s/%s", p->object_dir, slash ? slash + 1 : o->path), &why);
	if (!debug || is_recorded_one(o, debug))
		return debug;
	object_close(debug);
	return NULL;
}

static void tell_problem(const struct run_object *o, struct object *debug)
{
	if (o->flags & SP_OBJECT_TRACED && object_problem(debug))
		message_once("%s: %s", o->path, object_problem(debug));
}

static void *open_object(struct program *p, struct run_object *o)
{
	const char *why;
	struct object *debug = open_in_dir(p, o);

	if (!debug)
		debug = object_open(o->path, &why);

	if (!debug) {
		message_once("%s: %s; its variables and lines are not shown", o->path, why);
		return (void *)&no_debug_info;
	}
	if (!is_recorded_one(o, debug)) {
		message_once("%s is not the file that was recorded (build-id %s, recorded %s)", o->path,
			     object_build_id(debug), o->build_id);
		object_close(debug);
		return (void *)&no_debug_info;
	}
	tell_problem(o, debug);
	return debug;
}

struct object *program_object(struct program *p, struct run_object *o)
{
	if (!o)
		return NULL;
	if (!o->debug)
		o->debug = open_object(p, o);
	return o->debug == (void *)&no_debug_info ? NULL : o->debug;
}

const struct place *program_place(struct program *p, struct run_site *site)
{
	if (!site->place) {
		site->place = arena_alloc(p->arena, sizeof(struct place));
		place_find(program_object(p, site->object), site->addr, NULL, p->arena, site->place);
	}
	return site->place;
}

const struct place *program_place_at(struct program *p, uint64_t ip, struct run_site *site,
				     uint64_t *bias)
{
	const struct place *step = site ? program_place(p, site) : NULL;
	const char *file = step && step->line ? step->line->file : NULL;
	struct map *calls = &p->calls[file && is_system_file(file)];
	struct call_place *c = map_get(calls, ip);
	struct run_object *o = run_object_at(p->run, ip);
	struct object *debug = program_object(p, o);

	if (!debug)
		return NULL;
	*bias = o->bias;
	if (!c || c->object != o) {
		c = arena_alloc(p->arena, sizeof *c);
		c->object = o;
		place_find(debug, ip - o->bias, file, p->arena, &c->place);
		map_put(calls, ip, c);
	}
	return c->place.function ? &c->place : NULL;
}

bool program_is_traced(struct program *p, uint64_t ip)
{
	const struct run_object *o = run_object_at(p->run, ip);

	return o && o->flags & SP_OBJECT_TRACED;
}

static bool is_writable(const struct run_object *o, uint64_t addr)
{
	for (size_t i = 0; i < o->n_ranges; i++)
		if (addr - o->range[i].start < o->range[i].len)
			return o->range[i].protection & SP_PROT_WRITE;
	return false;
}

enum { STACK_MAX = 64 << 20, RED_ZONE = 128 };

/* In the stack of the running thread, from its first call on. */
static bool is_stack(const struct run *r, uint64_t addr)
{
	const struct run_thread *t = r->thread;

	if (!t || t->n < 2)
		return false;
	uint64_t low = t->frame[t->n - 1].reg[RUN_REG_SP] - RED_ZONE, high = t->frame[1].cfa;
	return high - low <= STACK_MAX && addr - low < high - low;
}

/* What the image has no page for: of a heap block and of the stack, zeros; of an object, what its
 * file says, but for data of an object whose changes were not recorded. */
static size_t read_unrecorded(struct program *p, uint64_t addr, void *to, size_t len)
{
	size_t page_left = IMAGE_PAGE - addr % IMAGE_PAGE;
	size_t n = len < page_left ? len : page_left;
	struct run_block *block = run_block_at(p->run, addr);
	struct run_object *o;

	if (block) {
		uint64_t left = block->node.key + block->size - addr;
		n = left < n ? (size_t)left : n;
		memset(to, 0, n);
		return n;
	}
	if (is_stack(p->run, addr)) {
		memset(to, 0, n);
		return n;
	}
	o = run_object_at(p->run, addr);
	if (!o || (is_writable(o, addr) && !(o->flags & SP_OBJECT_TRACED)))
		return 0;
	struct object *debug = program_object(p, o);
	return debug ? object_read(debug, addr - o->bias, to, n) : 0;
}

static size_t read_memory(void *ctx, uint64_t addr, void *to, size_t len)
{
	struct program *p = ctx;
	size_t done = 0;

	watch_read(&p->run->watch, addr, len);
	len = len ? run_addressable(p->run, addr, len) : 0;
	while (done < len) {
		size_t n = image_read(&p->run->image, addr + done, (char *)to + done, len - done);
		if (n == 0)
			n = read_unrecorded(p, addr + done, (char *)to + done, len - done);
		if (n == 0)
			break;
		done += n;
	}
	return done;
}

const struct type *program_complete_type(struct program *p, const struct type *declared)
{
	const struct type *found = NULL;

	for (struct run_object *o = p->run->objects; o && !found; o = o->next) {
		struct object *debug = o->loaded && o->flags & SP_OBJECT_TRACED ? program_object(p, o) : NULL;
		if (debug)
			found = object_complete_type(debug, declared);
	}
	return found;
}

static struct run_object *executable(const struct run *r)
{
	struct run_object *o = r->objects;

	while (o && !(o->flags & SP_OBJECT_MAIN))
		o = o->next;
	return o;
}

uint64_t program_data_bias(struct program *p, const struct run_object *o, const struct variable *v)
{
	struct run_object *main = executable(p->run);
	uint64_t *bias, distance = 0;

	if (o == main || v->kind != VARIABLE_GLOBAL)
		return o->bias;
	bias = map_get(&p->data_bias, (uintptr_t)v);
	if (!bias) {
		struct object *debug = program_object(p, main);
		bias = arena_alloc(p->arena, sizeof *bias);
		*bias = debug && variable_moved(v, debug, &distance) ? main->bias + distance : o->bias;
		map_put(&p->data_bias, (uintptr_t)v, bias);
	}
	return *bias;
}

static bool undefined_memory(void *ctx, uint64_t addr, uint8_t *bits, size_t len)
{
	struct program *p = ctx;

	return image_vbits(&p->run->image, addr, bits, len);
}

static bool is_gone(void *ctx, uint64_t addr)
{
	struct program *p = ctx;

	return run_addressable(p->run, addr, 1) == 0;
}

struct memory program_memory(struct program *p)
{
	return (struct memory){ .read = read_memory, .undefined = undefined_memory, .is_gone = is_gone,
				.ctx = p };
}

uint64_t program_room(void *ctx, uint64_t addr)
{
	struct program *p = ctx;
	struct run *r = p->run;
	struct run_block *b = run_block_at(r, addr);

	watch_read(&p->run->watch, addr, 1);
	if (b)
		return b->node.key + b->size - addr;
	if (addr < r->heap_low || addr >= r->heap_high || run_object_at(r, addr))
		return UINT64_MAX;
	return 0;
}

const char *program_code_name(void *ctx, uint64_t ip, struct arena *a)
{
	struct program *p = ctx;
	struct run_object *o = run_object_at(p->run, ip);
	struct object *debug = program_object(p, o);
	const struct function *f;
	const char *symbol;
	uint64_t offset;

	if (!debug)
		return NULL;
	f = object_function(debug, ip - o->bias);
	if (f && ip - o->bias == f->low)
		return f->name;
	if (f)
		return arena_printf(a, "%s+0x%llx", f->name, (unsigned long long)(ip - o->bias - f->low));
	symbol = object_symbol(debug, ip - o->bias, &offset);
	return symbol && offset ? arena_printf(a, "%s+%llu", symbol, (unsigned long long)offset) : symbol;
}

struct kept *program_kept(struct program *p)
{
	return p->kept;
}

struct layouts *program_layouts(struct program *p)
{
	return p->layouts;
}

struct owners *program_owners(struct program *p)
{
	return p->owners;
}

struct refs *program_refs(struct program *p)
{
	return p->refs;
}

struct changes *program_changes(struct program *p)
{
	return p->changes;
}

uint64_t program_tls_size(struct program *p, uint64_t object_id)
{
	struct object *debug = program_object(p, map_get(&p->run->objects_by_id, object_id));

	return debug ? object_tls_size(debug) : 0;
}

const struct type *program_code_class(void *ctx, uint64_t ip)
{
	struct program *p = ctx;
	struct run_object *o = run_object_at(p->run, ip);
	struct object *debug = program_object(p, o);

	return debug ? object_function_class(debug, ip - o->bias) : NULL;
}

/* Much of debug information is read when it is first asked for, and then found to be damaged. */
static void close_object(const struct run_object *o)
{
	if (!o->debug || o->debug == (void *)&no_debug_info)
		return;
	tell_problem(o, o->debug);
	object_close(o->debug);
}

void program_free(struct program *p)
{
	kept_free(p->kept);
	layouts_free(p->layouts);
	owners_free(p->owners);
	refs_free(p->refs);
	changes_free(p->changes);
	for (struct run_object *o = p->run->objects; o; o = o->next)
		close_object(o);
	map_free(&p->data_bias);
	map_free(&p->calls[0]);
	map_free(&p->calls[1]);
	arena_free(p->arena);
	free(p);
}
