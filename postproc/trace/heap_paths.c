/* Paths of heap sites; see heap_paths.h. */
#include "trace/heap_paths.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "debug/object.h"

/* Only jumps lead on from such code: other functions are not asked for. */
static bool passes_on(struct run *run, struct program *program, uint64_t addr)
{
	struct run_object *o = run_object_at(run, addr);
	struct object *debug = o ? program_object(program, o) : NULL;
	uint64_t offset;
	const char *name;

	if (!debug)
		return false;
	if (object_is_stub(debug, addr - o->bias))
		return true;
	name = object_symbol(debug, addr - o->bias, &offset);
	return name && !strncmp(name, "_dl_runtime_resolve", 19);
}

static struct heap_path *path_named(struct heap_paths *p, const struct heap_path *parent,
				    uint64_t from, uint64_t to, uint64_t context)
{
	uint64_t key[3] = { parent ? parent->index + 1 : 0, from, parent ? to : p->program };
	size_t id = ids_of(&p->keys, key, sizeof key);
	struct heap_path *new;

	if (id < p->n_paths)
		return p->path[id];
	if (!(id & (id - 1)))                            /* full at each power of two */
		p->path = mem_grow(p->path, id ? 2 * id : 1, sizeof(struct heap_path *));
	new = arena_alloc(p->arena, sizeof *new);
	*new = (struct heap_path){ .parent = parent, .context = context, .from = from, .to = to,
				   .recording = p->recording, .index = id };
	return p->path[p->n_paths++] = new;
}

/* Of the context whose turn it is; that of its parent is there. */
static struct heap_path *make_path(struct heap_paths *p, struct run *run, struct program *program,
				   const struct counts_context *c)
{
	struct heap_path *parent = c->parent ? p->of_context[c->parent->index] : NULL;
	uint64_t from = 0, to = 0;

	if (!parent || !run_arc(run, c->arc, &from, &to))
		return path_named(p, parent, 0, 0, c->id);
	if (!from && !parent->passes_on)
		parent->passes_on = passes_on(run, program, parent->to);
	while (!from && parent->passes_on && parent->parent) {
		from = parent->from;
		parent = p->path[parent->parent->index];
	}
	return path_named(p, parent, from, to, c->id);
}

/* The same addresses are other code in another program. */
static void name_program(struct heap_paths *p, const struct run *run, bool apart)
{
	struct buf name = { 0 };

	buf_printf(&name, "%s\n", run->executable ? run->executable : "");
	for (const struct run_object *o = run->objects; o; o = o->next)
		if (o->flags & SP_OBJECT_MAIN)
			buf_puts(&name, o->build_id);
	if (apart)
		buf_printf(&name, "\n%zu", p->recording);
	p->program = ids_of(&p->programs, name.data, name.len);
	buf_free(&name);
}

void heap_paths_begin(struct heap_paths *p, const struct run *run, bool apart)
{
	if (!p->arena)
		p->arena = arena_new();
	p->n_contexts = 0;
	name_program(p, run, apart);
}

const struct heap_path *heap_path_of(struct heap_paths *p, struct run *run, struct program *program,
				     const struct counts_context *context)
{
	const struct counts *c = &run->counts;

	if (!context)
		return NULL;
	for (; p->n_contexts <= context->index; p->n_contexts++) {
		size_t n = p->n_contexts, room = n ? 2 * n : 1;
		if (!(n & (n - 1)))                      /* likewise */
			p->of_context = mem_grow(p->of_context, room, sizeof(struct heap_path *));
		p->of_context[n] = make_path(p, run, program, c->context[n]);
	}
	return p->of_context[context->index];
}

void heap_paths_free(struct heap_paths *p)
{
	ids_free(&p->keys);
	ids_free(&p->programs);
	free(p->path);
	free(p->of_context);
	if (p->arena)
		arena_free(p->arena);
}
