/* The heap; see heap.h.
 *
 * A freed block is remembered while nothing is made where it was: what a pointer to it was meant
 * to lead to.  The oldest go first, so that a program that frees more and more costs no more. */
#include "run/heap.h"

#include <stdlib.h>

#include "base/mem.h"
#include "run/stack.h"

enum {
	LIBRARY_FRAMES = 1000,                       /* looked through for one that had a step */
	RECENT_BYTES = 32,                           /* that share a place among the recent ones */
};

struct run_moment run_now(struct run *r)
{
	const struct run_frame *top = stack_top(r);
	const struct run_thread *t = r->thread;
	struct run_moment m = { .steps = r->steps, .clock = r->clock, .caller_ip = top->call_ip };

	for (size_t n = t->n; n > 0 && t->n - n < LIBRARY_FRAMES; n--) {
		if (!t->frame[n - 1].at)
			continue;
		m.site = t->frame[n - 1].at;
		m.call_ip = n < t->n ? t->frame[n].call_ip : 0;
		break;
	}
	return m;
}

/* Addresses that blocks once had are known from others for ever. */
static void widen(struct run *r, uint64_t low, uint64_t high)
{
	if (!r->heap_high)
		r->heap_low = r->heap_high = low;
	if (low < r->heap_low) {
		watch_touch(&r->watch, low, r->heap_low - low);
		r->heap_low = low;
	}
	if (high > r->heap_high) {
		watch_touch(&r->watch, r->heap_high, high - r->heap_high);
		r->heap_high = high;
	}
}

static void append(struct run_blocks *list, struct run_block *b)
{
	b->older = list->last;
	b->newer = NULL;
	*(b->older ? &b->older->newer : &list->first) = b;
	list->last = b;
}

static void unlink_block(struct run_blocks *list, struct run_block *b)
{
	*(b->older ? &b->older->newer : &list->first) = b->newer;
	*(b->newer ? &b->newer->older : &list->last) = b->older;
}

void run_set_aside(struct run *r, struct run_block *b, bool aside)
{
	if (b->is_aside == aside)
		return;
	b->is_aside = aside;
	if (aside)
		unlink_block(&r->live, b);
	else
		append(&r->live, b);
}

static void forget(struct run *r, struct run_block *b)
{
	unlink_block(&r->freed_in_order, b);
	tree_remove(&r->freed, b->node.key);
	free(b);
}

/* Freed blocks do not overlap each other. */
static void forget_freed_in(struct run *r, uint64_t addr, uint64_t size)
{
	struct tree_node *n = tree_floor(&r->freed, addr);

	if (n && addr != n->key && addr - n->key >= ((struct run_block *)n)->size)
		n = NULL;
	if (!n)
		n = tree_above(&r->freed, addr);
	while (n && (n->key <= addr || n->key - addr < size)) {
		uint64_t key = n->key;
		forget(r, (struct run_block *)n);
		n = tree_above(&r->freed, key);
	}
}

static void remember(struct run *r, struct run_block *b)
{
	forget_freed_in(r, b->node.key, b->size);
	b->freed = run_now(r);
	append(&r->freed_in_order, b);
	tree_insert(&r->freed, &b->node);
	if (r->freed.count > RUN_FREED_MAX)
		forget(r, r->freed_in_order.first);
}

/* Where a block is remembered that was found at this address.  Values are decoded from the same few
 * hundred blocks over and over. */
static struct run_block **recent(struct run *r, uint64_t addr)
{
	return &r->recent_block[addr / RECENT_BYTES % RUN_RECENT_BLOCKS];
}

static void forget_recent(struct run *r, const struct run_block *b)
{
	uint64_t places = b->size / RECENT_BYTES + 2;

	for (uint64_t i = 0; i < places && i < RUN_RECENT_BLOCKS; i++) {
		struct run_block **at = recent(r, b->node.key + i * RECENT_BYTES);
		if (*at == b)
			*at = NULL;
	}
}

static struct run_block *remove_block(struct run *r, uint64_t addr)
{
	struct run_block *b = (struct run_block *)tree_remove(&r->heap, addr);

	if (!b)
		return NULL;
	forget_recent(r, b);
	if (!b->is_aside)
		unlink_block(&r->live, b);
	watch_touch(&r->watch, addr, b->size);
	return b;
}

static struct run_block *add_block(struct run *r, uint64_t addr, uint64_t size, uint64_t kind)
{
	struct run_block *b = mem_alloc(sizeof *b);

	free(remove_block(r, addr));                 /* a damaged stream may say so twice */
	forget_freed_in(r, addr, size);
	b->node.key = addr;
	b->id = ++r->block_ids;
	b->size = size;
	b->kind = kind;
	b->made = run_now(r);
	tree_insert(&r->heap, &b->node);
	append(&r->live, b);
	watch_touch(&r->watch, addr, size);
	widen(r, addr, addr + size);
	return b;
}

/* What a block has before anything is said of it. */
static void make_fresh(struct run *r, uint64_t addr, uint64_t size, bool zero)
{
	if (zero || !r->undefined)
		image_zero(&r->image, addr, size);
	else
		image_undefine(&r->image, addr, size);
}

void heap_alloc(struct run *r, const struct record_alloc *rec)
{
	add_block(r, rec->addr, rec->size, rec->kind);
	make_fresh(r, rec->addr, rec->size, rec->kind == SP_ALLOC_CALLOC);
}

void heap_release(struct run *r, uint64_t addr)
{
	struct run_block *b = remove_block(r, addr);

	if (b)
		remember(r, b);
}

/* It is still the same block. */
static void resize_in_place(struct run *r, struct run_block *b, uint64_t size)
{
	uint64_t addr = b->node.key, old = b->size;

	forget_recent(r, b);
	watch_touch(&r->watch, addr, old > size ? old : size);
	forget_freed_in(r, addr, size);
	b->size = size;
	b->kind = SP_ALLOC_REALLOC;
	b->made = run_now(r);
	widen(r, addr, addr + size);
	if (size > old)
		make_fresh(r, addr + old, size - old, false);
	else
		image_noaccess(&r->image, addr + size, old - size);
}

void heap_realloc(struct run *r, const struct record_realloc *rec)
{
	struct run_block *old = (struct run_block *)tree_find(&r->heap, rec->from);
	const void *type = old ? old->type : NULL;

	if (old && rec->from == rec->to) {
		resize_in_place(r, old, rec->size);
		return;
	}
	if (remove_block(r, rec->from))
		remember(r, old);
	add_block(r, rec->to, rec->size, SP_ALLOC_REALLOC)->type = type;
	make_fresh(r, rec->to, rec->size, false);
}

struct run_block *run_block_at(struct run *r, uint64_t addr)
{
	struct run_block **known = recent(r, addr), *b = *known;

	if (b && addr - b->node.key < b->size)
		return b;
	b = (struct run_block *)tree_floor(&r->heap, addr);
	if (!b || (addr - b->node.key >= b->size && addr != b->node.key))
		return NULL;
	return *known = b;
}

struct run_block *run_freed_at(struct run *r, uint64_t addr)
{
	struct run_block *b = (struct run_block *)tree_floor(&r->freed, addr);

	return b && (addr - b->node.key < b->size || addr == b->node.key) ? b : NULL;
}

/* Of len bytes at addr so many that no freed block has. */
static size_t up_to_freed(const struct run *r, uint64_t addr, size_t len)
{
	const struct run_block *b = (struct run_block *)tree_floor(&r->freed, addr);
	const struct tree_node *n;

	if (b && addr - b->node.key < b->size)
		return 0;
	n = tree_above(&r->freed, addr);
	return n && n->key - addr < len ? (size_t)(n->key - addr) : len;
}

size_t run_addressable(struct run *r, uint64_t addr, size_t len)
{
	const struct span *given_up = spans_find(&r->image.noaccess, addr, addr + len - 1);

	if (given_up)
		len = given_up->node.key > addr ? (size_t)(given_up->node.key - addr) : 0;
	if (len && r->freed.root && addr < r->heap_high && addr + len > r->heap_low)
		len = up_to_freed(r, addr, len);
	return len && stack_is_left(r, addr) ? 0 : len;
}

static void free_blocks(struct tree *t)
{
	struct tree_node *n;

	while ((n = tree_first(t)))
		free(tree_remove(t, n->key));
}

void heap_free(struct run *r)
{
	free_blocks(&r->heap);
	free_blocks(&r->freed);
}
