/* Before, in and after main; see within.h.
 *
 * Frames have numbers that only grow: each is looked at once, when it is new, from the innermost
 * outwards up to those that were there before. */
#include "trace/within.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

struct thread_part {
	uint64_t looked_at;                          /* frames up to this number have been */
	uint64_t main_id; size_t main_at;            /* main's frame and its index; 0: not entered */
	bool exits;                                  /* it has called exit(), which does not come back */
};

struct within {
	struct program *program;
	const struct run *run;
	struct map threads;                          /* tid -> struct thread_part */
	struct map exits;                            /* address of a call -> YES or NO: it is in exit() */
	bool searched, begun;
	uint64_t main;                               /* its run-time address; 0: not found */
};

static char yes, no;                                 /* only their addresses are used */

struct within *within_new(struct program *p, const struct run *run)
{
	struct within *w = mem_alloc(sizeof *w);

	w->program = p;
	w->run = run;
	return w;
}

static void search_main(struct within *w)
{
	w->searched = true;
	for (struct run_object *o = w->run->objects; o; o = o->next) {
		struct object *debug = o->flags & SP_OBJECT_MAIN ? program_object(w->program, o) : NULL;
		uint64_t addr = debug ? object_symbol_named(debug, "main") : 0;
		if (addr)
			w->main = addr + o->bias;
	}
}

static bool find_exit(struct within *w, uint64_t ip)
{
	struct run_object *o = run_object_at(w->run, ip);
	struct object *debug = program_object(w->program, o);
	uint64_t offset;
	const char *symbol = debug ? object_symbol(debug, ip - o->bias, &offset) : NULL;

	return symbol && (strcmp(symbol, "exit") == 0 || strcmp(symbol, "quick_exit") == 0);
}

static bool is_in_exit(struct within *w, uint64_t ip)
{
	void *known = map_get(&w->exits, ip);

	if (!known) {
		known = find_exit(w, ip) ? &yes : &no;
		map_put(&w->exits, ip, known);
	}
	return known == &yes;
}

/* exit is the library's: a frame without steps. */
static void look_at(struct within *w, struct thread_part *part, const struct run_thread *t, size_t i)
{
	const struct run_frame *f = &t->frame[i];

	if (f->entry_ip == w->main && w->main) {
		part->main_id = f->id;
		part->main_at = i;
		w->begun = true;
	}
	if (i && !t->frame[i - 1].at && f->call_ip && is_in_exit(w, f->call_ip))
		part->exits = true;
}

static struct thread_part *part_of(struct within *w, const struct run_thread *t)
{
	struct thread_part *part = map_get(&w->threads, t->tid);

	if (!part) {
		part = mem_alloc(sizeof *part);
		map_put(&w->threads, t->tid, part);
	}
	for (size_t i = t->n; i > 0 && t->frame[i - 1].id > part->looked_at; i--)
		look_at(w, part, t, i - 1);
	part->looked_at = t->frame[t->n - 1].id > part->looked_at ? t->frame[t->n - 1].id
								    : part->looked_at;
	return part;
}

bool within_main(struct within *w)
{
	const struct run_thread *t = w->run->thread;
	struct thread_part *part;

	if (!w->searched)
		search_main(w);
	if (!w->main)
		return true;
	part = part_of(w, t);
	if (part->exits)
		return false;
	if (t->tid != 1)
		return w->begun;
	return part->main_id && part->main_at < t->n && t->frame[part->main_at].id == part->main_id;
}

void within_free(struct within *w)
{
	uint64_t tid;
	void *part;

	for (size_t i = 0; map_next(&w->threads, &i, &tid, &part); )
		free(part);
	map_free(&w->threads);
	map_free(&w->exits);
	free(w);
}
