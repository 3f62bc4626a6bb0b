/* The heap by site; see heap_sites.h.
 *
 * A peak is no work: it gets a number, and a site notes what it had there before it changes the
 * next time, or at the end.  So each event costs the same, however many sites there are. */
#include "trace/heap_private.h"

#include <stdlib.h>

#include "base/mem.h"

struct heap_sites *heap_sites_new(const struct heap_rules *rules)
{
	struct heap_sites *h = mem_alloc(sizeof *h);
	struct heap_private *p = mem_alloc(sizeof *p);

	*p = (struct heap_private){ .rules = *rules, .arena = arena_new() };
	h->private = p;
	h->history.most = rules->snapshots;
	return h;
}

void heap_sites_begin(struct heap_sites *h, struct run *run, struct program *program, bool apart)
{
	struct heap_private *p = h->private;

	p->run = run;
	p->program = program;
	p->apart = apart;
	p->begun = false;
	p->paths.recording++;                    /* also of one that does not say where it was */
	p->allocs = p->frees = p->bytes = 0;
	map_free(&p->blocks);
	map_free(&p->last);
	p->live = p->highest = (struct heap_amount){ 0 };
	p->peak = (struct counts_moment){ 0 };
	p->peaks++;                              /* the sites have not noted it: they had nothing */
}

const char *heap_kind_name(uint64_t kind)
{
#define NAME(value, name, text) case value: return text;
	switch (kind) { SP_ALLOC_KINDS(NAME) }
#undef NAME
	return "unknown";
}

/* ---- sites ---- */

static struct heap_site *site_now(struct heap_sites *h, uint64_t kind)
{
	struct heap_private *p = h->private;
	const struct heap_path *path = heap_path_of(&p->paths, p->run, p->program,
						    p->run->counts.now.context);
	uint64_t key[2] = { path ? path->index + 1 : 0, kind };
	size_t id = ids_of(&p->sites, key, sizeof key);
	struct heap_site *new;

	if (id < h->n_sites)
		return h->site[id];
	if (!(id & (id - 1)))                    /* full at each power of two */
		h->site = mem_grow(h->site, id ? 2 * id : 1, sizeof(struct heap_site *));
	new = arena_alloc(p->arena, sizeof *new);
	*new = (struct heap_site){ .path = path, .kind = kind, .index = id };
	return h->site[h->n_sites++] = new;
}

static uint64_t extra_of(const struct heap_rules *rules, uint64_t size)
{
	uint64_t over = rules->rounding ? size % rules->rounding : 0;

	return rules->admin + (over ? rules->rounding - over : 0);
}

static void add(struct heap_amount *a, uint64_t size, uint64_t extra)
{
	a->blocks++;
	a->bytes += size;
	a->extra += extra;
}

static void take(struct heap_amount *a, uint64_t size, uint64_t extra)
{
	a->blocks--;
	a->bytes -= size;
	a->extra -= extra;
}

static void add_live(struct heap_sites *h, struct heap_site *s, uint64_t size)
{
	struct heap_private *p = h->private;
	uint64_t extra = extra_of(&p->rules, size);

	heap_note_peak(h, s);
	add(&s->live, size, extra);
	add(&p->live, size, extra);
	if (s->live.bytes > s->most.bytes)
		s->most = s->live;
	if (p->live.bytes + p->live.extra < p->highest.bytes + p->highest.extra)
		return;
	p->highest = p->live;
	p->peak = p->run->counts.now;
	p->peaks++;
}

static void take_live(struct heap_sites *h, struct heap_site *s, uint64_t size)
{
	uint64_t extra = extra_of(&h->private->rules, size);

	heap_note_peak(h, s);
	take(&s->live, size, extra);
	take(&h->private->live, size, extra);
}

/* ---- blocks ---- */

static unsigned size_class(uint64_t size)
{
	unsigned n = 0;

	for (; size; size >>= 1)
		n++;
	return n;
}

static void count_made(struct heap_sites *h, struct heap_site *s, uint64_t size)
{
	add(&s->total, size, 0);
	add(&h->total, size, 0);
	h->private->allocs++;
	h->private->bytes += size;
	s->size[size_class(size)]++;
	h->size[size_class(size)]++;
}

/* The number of the block that the running thread made last. */
static uint64_t *last_made(struct heap_private *p)
{
	uint64_t tid = p->run->thread ? p->run->thread->tid : 0;
	uint64_t *last = map_get(&p->last, tid);

	if (!last) {
		last = arena_alloc(p->arena, sizeof *last);
		map_put(&p->last, tid, last);
	}
	return last;
}

static void number(struct heap_private *p, struct block *b)
{
	b->number = ++p->numbers;
	*last_made(p) = b->number;
}

static struct block *new_block(struct heap_sites *h, uint64_t addr)
{
	struct heap_private *p = h->private;
	struct block *b = p->unused;

	if (b)
		p->unused = b->next;
	else
		b = arena_alloc(p->arena, sizeof *b);
	map_put(&p->blocks, addr, b);
	return b;
}

/* By the program's own free or delete, or else by realloc or at the very end. */
static void release(struct heap_sites *h, uint64_t addr, bool by_program)
{
	struct heap_private *p = h->private;
	struct block *b = map_del(&p->blocks, addr);

	if (!b)
		return;
	take_live(h, b->site, b->size);
	b->site->lifetimes += p->run->counts.now.instructions - b->made;
	p->frees++;
	if (by_program && *last_made(p) == b->number) {
		b->site->temporary++;
		h->temporary++;
	}
	b->next = p->unused;
	p->unused = b;
}

static void allocate(struct heap_sites *h, uint64_t addr, uint64_t size, uint64_t kind)
{
	struct heap_site *s = site_now(h, kind);

	release(h, addr, false);                 /* a damaged stream may say so twice */
	struct block *b = new_block(h, addr);
	b->site = s;
	b->size = size;
	b->made = h->private->run->counts.now.instructions;
	number(h->private, b);
	count_made(h, s, size);
	add_live(h, s, size);
}

/* ---- realloc ---- */

/* The block is still that of its first site. */
static void move(struct heap_sites *h, uint64_t from, uint64_t to, uint64_t size)
{
	struct heap_private *p = h->private;
	struct block *b = map_del(&p->blocks, from);

	if (to != from)
		release(h, to, false);           /* likewise */
	map_put(&p->blocks, to, b);
	heap_add_copy(h, b->site, b->size < size ? b->size : size);
	take_live(h, b->site, b->size);
	add_live(h, b->site, size);
	b->size = size;
	p->frees++;
	number(p, b);
	count_made(h, b->site, size);
}

static void resize(struct heap_sites *h, const struct record_realloc *rec)
{
	if (h->private->rules.stays && map_get(&h->private->blocks, rec->from)) {
		move(h, rec->from, rec->to, rec->size);
		return;
	}
	release(h, rec->from, false);
	allocate(h, rec->to, rec->size, SP_ALLOC_REALLOC);
}

/* ---- the recording ---- */

void heap_sites_apply(struct heap_sites *h, const struct record *rec)
{
	struct heap_private *p = h->private;

	if (!p->begun && rec->tag == SP_REC_MOMENT) {    /* the program's name and file have come */
		heap_paths_begin(&p->paths, p->run, p->apart);
		p->begun = true;
	}
	if (rec->tag == SP_REC_ALLOC)
		allocate(h, rec->u.alloc.addr, rec->u.alloc.size, rec->u.alloc.kind);
	else if (rec->tag == SP_REC_FREE)
		release(h, rec->u.free.addr, true);
	else if (rec->tag == SP_REC_TIDIED)
		release(h, rec->u.number, false);
	else if (rec->tag == SP_REC_REALLOC)
		resize(h, &rec->u.realloc);
	else if (rec->tag == SP_REC_ACCESSES)
		heap_add_accesses(h, &rec->u.accesses);
	else
		return;
	if (heap_history_is_due(&h->history, &p->run->counts.now))
		heap_take_snapshot(h);
}

void heap_sites_free(struct heap_sites *h)
{
	struct heap_private *p = h->private;

	heap_paths_free(&p->paths);
	ids_free(&p->sites);
	map_free(&p->blocks);
	map_free(&p->last);
	arena_free(p->arena);
	heap_history_free(&h->history);
	free(h->site);
	free(p);
	free(h);
}
