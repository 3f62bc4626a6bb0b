/* When the last pointer to a lost block went; see losses.h.
 *
 *      stack, static data, other blocks ──word──▶  lost block  ──word──▶  lost block
 *                                         counted               an edge, counted
 *
 * A block is reached while a word outside of the lost blocks leads to it, or to one that leads to
 * it.  Which words are where is known at any time; that of a count which falls to 0 the moment is
 * kept, the last one.  losses_settle() finds for each block the latest moment to which a chain of
 * such lasted. */
#include "trace/losses.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "trace/apart.h"

#define NONE SIZE_MAX

/* What a frame may have used below its stack pointer: the red zone, and what its callees have had. */
enum { BELOW_STACK = 4096, WORD = 8 };

/* Words by the memory they are in: stacks, registers (keyed by thread, frame and number), all else. */
enum kept_in { IN_STACK, IN_REGISTERS, IN_OTHER, IN_ALL };

struct word { struct tree_node node; size_t target, holder; };  /* holder NONE: no lost block */

/* Words of one kind: how many there are, and when their number last fell to 0. */
struct count { size_t n; uint64_t event; struct loss last; };

struct edge { struct count count; size_t from, to, next; };     /* next: that is used in settling */

struct lost_block {
	uint64_t id;
	bool only_start;
	struct count outside;
	const struct run_block *block;               /* live since it was made; NULL: not yet */
	size_t edges;                                /* in settling */
	bool is_settled;
	struct loss loss;
};

struct losses {
	struct run *run;
	struct lost_block *block; size_t n;
	struct tree words[IN_ALL];
	struct map edges_by_ends;                    /* -> index into edge + 1 */
	struct edge *edge; size_t n_edges, edge_room;
	uint64_t events;                             /* counts fallen to 0 so far */
};

struct losses *losses_new(struct run *run, const uint64_t *id, const bool *only_start, size_t n)
{
	struct losses *l = mem_alloc(sizeof *l);

	l->run = run;
	l->n = n;
	l->block = mem_grow(NULL, n + 1, sizeof *l->block);
	memset(l->block, 0, (n + 1) * sizeof *l->block);
	for (size_t i = 0; i < n; i++)
		l->block[i] = (struct lost_block){ .id = id[i], .only_start = only_start[i], .edges = NONE };
	return l;
}

/* ---- counting ---- */

static int compare_id(const void *id, const void *block)
{
	uint64_t a = *(const uint64_t *)id, b = ((const struct lost_block *)block)->id;

	return (a > b) - (a < b);
}

static size_t index_of(const struct losses *l, uint64_t id)
{
	const struct lost_block *b = bsearch(&id, l->block, l->n, sizeof *b, compare_id);

	return b ? (size_t)(b - l->block) : NONE;
}

/* The lost block that contains addr. */
static size_t lost_at(struct losses *l, uint64_t addr)
{
	const struct run_block *b = addr - l->run->heap_low <= l->run->heap_high - l->run->heap_low
				  ? run_block_at(l->run, addr) : NULL;

	return b ? index_of(l, b->id) : NONE;
}

static size_t target_of(struct losses *l, uint64_t value)
{
	size_t i = lost_at(l, value);

	if (i != NONE && l->block[i].only_start && !apart_is_start(run_block_at(l->run, value), value))
		return NONE;
	return i;
}

static struct count *count_of_edge(struct losses *l, size_t from, size_t to)
{
	uint64_t ends = (uint64_t)from << 32 | to;
	size_t i = (size_t)(uintptr_t)map_get(&l->edges_by_ends, ends);

	if (i)
		return &l->edge[i - 1].count;
	if (l->n_edges == l->edge_room) {
		l->edge_room = l->edge_room ? 2 * l->edge_room : 64;
		l->edge = mem_grow(l->edge, l->edge_room, sizeof *l->edge);
	}
	l->edge[l->n_edges] = (struct edge){ .from = from, .to = to };
	map_put(&l->edges_by_ends, ends, (void *)(uintptr_t)++l->n_edges);
	return &l->edge[l->n_edges - 1].count;
}

static struct count *count_of(struct losses *l, const struct word *w)
{
	if (w->holder == NONE)
		return &l->block[w->target].outside;
	return count_of_edge(l, w->holder, w->target);
}

/* The frame of the running thread that an address of its stack is in. */
static struct loss_frame frame_at(const struct run *r, uint64_t addr)
{
	const struct run_thread *t = r->thread;

	for (size_t i = t ? t->n : 0; i-- > 0; ) {
		const struct run_frame *f = &t->frame[i];
		if (addr >= f->cfa || addr + BELOW_STACK < f->reg[RUN_REG_SP])
			continue;
		return (struct loss_frame){
			.site = f->at, .cfa = f->cfa, .fp = f->reg[RUN_REG_FP],
			.ip = i + 1 < t->n ? t->frame[i + 1].call_ip : 0 };
	}
	return (struct loss_frame){ 0 };
}

static void drop(struct losses *l, enum kept_in place, struct word *w, enum loss_cause cause)
{
	struct count *c = count_of(l, w);

	tree_remove(&l->words[place], w->node.key);
	if (--c->n == 0) {
		c->event = ++l->events;
		c->last = (struct loss){ .cause = cause, .when = run_now(l->run) };
		if (place != IN_REGISTERS)
			c->last.at = w->node.key;
		if (place == IN_STACK)
			c->last.frame = frame_at(l->run, w->node.key);
	}
	free(w);
}

static void drop_range(struct losses *l, enum kept_in place, uint64_t from, uint64_t to,
		       enum loss_cause cause)
{
	struct tree *words = &l->words[place];
	struct tree_node *n;

	while (words->count && (n = from ? tree_above(words, from - 1) : tree_first(words)) && n->key < to)
		drop(l, place, (struct word *)n, cause);
}

/* The word at key is value now. */
static void set_word(struct losses *l, enum kept_in place, uint64_t key, uint64_t value)
{
	struct tree *words = &l->words[place];
	struct word *w = words->count ? (struct word *)tree_find(words, key) : NULL;
	size_t target = target_of(l, value);

	if (w && w->target == target)
		return;
	if (w)
		drop(l, place, w, LOSS_OVERWRITTEN);
	if (target == NONE)
		return;
	w = mem_alloc(sizeof *w);
	w->node.key = key;
	w->target = target;
	w->holder = place == IN_OTHER ? lost_at(l, key) : NONE;
	if (w->holder == target) {                   /* leads nowhere else */
		free(w);
		return;
	}
	tree_insert(words, &w->node);
	count_of(l, w)->n++;
}

/* ---- records ---- */

static void take_memory(struct losses *l, const struct record_memory *rec)
{
	enum kept_in place = rec->class == SP_CLASS_STACK ? IN_STACK : IN_OTHER;
	uint64_t before = rec->addr % WORD, value;

	for (uint64_t i = 0; i < before + rec->bytes.len; i += WORD) {
		uint64_t at = rec->addr - before + i;    /* around the address space's end, if there */
		if (image_read(&l->run->image, at, &value, sizeof value) == sizeof value)
			set_word(l, place, at, value);
	}
}

static uint64_t register_key(const struct run_thread *t, size_t frame, uint64_t n)
{
	return t->tid << 48 | (uint64_t)frame << 8 | n;
}

static void take_registers(struct losses *l, const struct record_regs *rec)
{
	const struct run_thread *t = l->run->thread;
	const struct run_frame *top = &t->frame[t->n - 1];

	for (size_t i = 0; i < rec->n; i++) {
		uint64_t n = rec->reg[i].number;
		if (n < RUN_REG_RA && n != RUN_REG_SP)
			set_word(l, IN_REGISTERS, register_key(t, t->n - 1, n), top->reg[n]);
	}
}

static void frames_end(struct losses *l, const struct run_thread *t, size_t remain)
{
	const struct run_frame *top = &t->frame[t->n - 1], *outermost = &t->frame[remain];
	uint64_t low = top->reg[RUN_REG_SP] < top->cfa ? top->reg[RUN_REG_SP] : top->cfa;

	if (remain >= t->n)
		return;
	drop_range(l, IN_REGISTERS, register_key(t, remain, 0), register_key(t, t->n, 0),
		   LOSS_FRAME_ENDED);
	drop_range(l, IN_STACK, low > BELOW_STACK ? low - BELOW_STACK : 0, outermost->cfa,
		   LOSS_FRAME_ENDED);
}

static void drop_memory(struct losses *l, uint64_t addr, uint64_t len, enum loss_cause cause)
{
	uint64_t end = addr + len < addr ? UINT64_MAX : addr + len;

	drop_range(l, IN_STACK, addr, end, cause);
	drop_range(l, IN_OTHER, addr, end, cause);
}

static void drop_block(struct losses *l, uint64_t addr, uint64_t kept)
{
	const struct run_block *b = (struct run_block *)tree_find(&l->run->heap, addr);

	if (b && b->size > kept)
		drop_memory(l, addr + kept, b->size - kept, LOSS_HOLDER_FREED);
}

static void thread_ends(struct losses *l, uint64_t tid)
{
	const struct run_thread *t = map_get(&l->run->threads, tid);

	if (t && t != l->run->thread)
		frames_end(l, t, 1);
}

void losses_before(struct losses *l, const struct record *rec)
{
	const struct run_thread *t = l->run->thread;

	if (rec->tag == SP_REC_RETURN && t)
		frames_end(l, t, rec->u.number < t->n ? t->n - (size_t)rec->u.number : 1);
	else if (rec->tag == SP_REC_EXIT)
		thread_ends(l, rec->u.number);
	else if (rec->tag == SP_REC_FREE)
		drop_block(l, rec->u.free.addr, 0);
	else if (rec->tag == SP_REC_REALLOC)
		drop_block(l, rec->u.realloc.from, rec->u.realloc.from == rec->u.realloc.to
						   ? rec->u.realloc.size : 0);
	else if (rec->tag == SP_REC_UNMAP)
		drop_memory(l, rec->u.range.addr, rec->u.range.len, LOSS_UNMAPPED);
	else if (rec->tag == SP_REC_UNDEFINED)
		drop_memory(l, rec->u.range.addr, rec->u.range.len, LOSS_OVERWRITTEN);
}

void losses_after(struct losses *l, const struct record *rec)
{
	if (rec->tag == SP_REC_MEMORY)
		take_memory(l, &rec->u.memory);
	else if (rec->tag == SP_REC_REGS)
		take_registers(l, &rec->u.regs);
}

/* ---- settling ---- */

/* A count as it was before it fell to 0 the last time: that of a block's words outside, or of an
 * edge (NONE otherwise). */
struct link { uint64_t until; size_t block, edge; };

static int latest_first(const void *a, const void *b)
{
	const struct link *x = a, *y = b;

	return (x->until < y->until) - (x->until > y->until);
}

static uint64_t lasted(const struct count *c)
{
	return c->n ? UINT64_MAX : c->event;
}

static struct link *sorted_links(const struct losses *l, size_t *n)
{
	struct link *link = mem_grow(NULL, l->n + l->n_edges + 1, sizeof *link);

	*n = 0;
	for (size_t i = 0; i < l->n; i++)
		link[(*n)++] = (struct link){ lasted(&l->block[i].outside), i, NONE };
	for (size_t i = 0; i < l->n_edges; i++)
		link[(*n)++] = (struct link){ lasted(&l->edge[i].count), NONE, i };
	qsort(link, *n, sizeof *link, latest_first);
	return link;
}

/* Block i and all that it leads to were reached until then: what is not settled is now. */
static void settle_from(struct losses *l, size_t *stack, size_t i, const struct loss *loss)
{
	uint64_t leader = l->block[i].id;
	size_t n = 0;

	l->block[i].is_settled = true;
	l->block[i].loss = *loss;
	stack[n++] = i;
	while (n) {
		size_t from = stack[--n];
		for (size_t e = l->block[from].edges; e != NONE; e = l->edge[e].next) {
			struct lost_block *to = &l->block[l->edge[e].to];
			if (to->is_settled)
				continue;
			to->is_settled = true;
			to->loss = *loss;
			to->loss.with = leader;
			stack[n++] = l->edge[e].to;
		}
	}
}

static void use_edge(struct losses *l, size_t *stack, size_t i)
{
	struct edge *e = &l->edge[i];

	e->next = l->block[e->from].edges;
	l->block[e->from].edges = i;
	if (l->block[e->from].is_settled && !l->block[e->to].is_settled)
		settle_from(l, stack, e->to, &e->count.last);
}

/* When words outside last led to it. */
static void use_words(struct losses *l, size_t *stack, size_t i)
{
	const struct count *c = &l->block[i].outside;
	struct loss loss = c->last;

	if (l->block[i].is_settled)
		return;
	if (c->n)
		loss = (struct loss){ .cause = LOSS_AT_END, .when = run_now(l->run) };
	else if (!c->event && l->block[i].block)
		loss = (struct loss){ .cause = LOSS_NEVER_STORED, .when = l->block[i].block->made };
	settle_from(l, stack, i, &loss);
}

void losses_settle(struct losses *l)
{
	size_t *stack = mem_grow(NULL, l->n + 1, sizeof *stack), n;
	struct link *link = sorted_links(l, &n);

	for (struct tree_node *b = tree_first(&l->run->heap); b; b = tree_above(&l->run->heap, b->key)) {
		size_t i = index_of(l, ((struct run_block *)b)->id);
		if (i != NONE)
			l->block[i].block = (struct run_block *)b;
	}
	for (size_t i = 0; i < n; i++) {
		if (link[i].edge != NONE)
			use_edge(l, stack, link[i].edge);
		else
			use_words(l, stack, link[i].block);
	}
	free(link);
	free(stack);
}

const struct loss *losses_of(const struct losses *l, size_t i)
{
	return &l->block[i].loss;
}

void losses_free(struct losses *l)
{
	struct tree_node *n;

	for (int place = 0; place < IN_ALL; place++)
		while ((n = tree_first(&l->words[place])))
			free(tree_remove(&l->words[place], n->key));
	map_free(&l->edges_by_ends);
	free(l->edge);
	free(l->block);
	free(l);
}
