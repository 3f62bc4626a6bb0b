/* Words that may be pointers; see refs.h.
 *
 *   page 0x1fff0  -> ref -> ref -> ref          of each page, by address
 *                     |      |
 *   area 0x4a4203  -> ref   ref <- area 0x4a4207     of each area of 256 bytes that they lead to
 *
 * A defined word counts while its value lies where heap blocks ever were, whether one is there now or not:
 * so blocks may come and go without any of this changing. */
#include "run/refs.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/mem.h"

enum { AREA = 256, ROUND = 4 << 20 };

struct ref {
	uint64_t at, to;
	struct ref *on_page;                         /* the next one */
	struct ref *next, **from;                    /* of the area */
};

struct area { struct ref *first; };

struct refs {
	struct run *run;
	uint64_t low, high;                          /* values between them count */
	struct map pages;                            /* number -> struct ref */
	struct map areas;                            /* value / AREA -> struct area */
	struct arena *arena;
	struct ref *spare;
};

struct refs *refs_new(struct run *run)
{
	struct refs *refs = mem_alloc(sizeof *refs);

	refs->run = run;
	refs->arena = arena_new();
	return refs;
}

static void enter_area(struct refs *refs, struct ref *ref)
{
	struct area *area = map_get(&refs->areas, ref->to / AREA);

	if (!area) {
		area = mem_alloc(sizeof *area);
		map_put(&refs->areas, ref->to / AREA, area);
	}
	ref->next = area->first;
	ref->from = &area->first;
	if (ref->next)
		ref->next->from = &ref->next;
	area->first = ref;
}

static void leave_area(struct refs *refs, struct ref *ref)
{
	struct area *area = map_get(&refs->areas, ref->to / AREA);

	*ref->from = ref->next;
	if (ref->next)
		ref->next->from = ref->from;
	if (!area->first)
		free(map_del(&refs->areas, ref->to / AREA));
}

static struct ref *insert(struct refs *refs, struct ref **link, uint64_t at, uint64_t to)
{
	struct ref *ref = refs->spare;

	if (ref)
		refs->spare = ref->on_page;
	else
		ref = arena_alloc(refs->arena, sizeof *ref);
	ref->at = at;
	ref->to = to;
	ref->on_page = *link;
	*link = ref;
	enter_area(refs, ref);
	return ref;
}

static void delete(struct refs *refs, struct ref **link)
{
	struct ref *ref = *link;

	*link = ref->on_page;
	leave_area(refs, ref);
	ref->on_page = refs->spare;
	refs->spare = ref;
}

/* Brings *link, the first one of the page that is not before at, in line with the word there, and
 * returns the next link. */
static struct ref **scan_word(struct refs *refs, struct ref **link, uint64_t at, uint64_t to)
{
	bool counts = to - refs->low < refs->high - refs->low;

	if (*link && (*link)->at == at) {
		if (counts && (*link)->to == to)
			return &(*link)->on_page;
		delete(refs, link);
	}
	return counts ? &insert(refs, link, at, to)->on_page : link;
}

/* One with an undefined bit is no address; nor is 0, since there is no block. */
static uint64_t word_at(const struct image_page *page, size_t i)
{
	uint64_t word, undefined = 0;

	memcpy(&word, page->byte + i, sizeof word);
	if (page->undefined)
		memcpy(&undefined, page->undefined + i, sizeof undefined);
	return undefined ? 0 : word;
}

static void scan_page(struct refs *refs, uint64_t number)
{
	const struct image_page *page = image_page(&refs->run->image, number);
	struct ref *first = map_del(&refs->pages, number), **link = &first;

	for (size_t i = 0; page && i < IMAGE_PAGE; i += sizeof(uint64_t)) {
		link = scan_word(refs, link, number * IMAGE_PAGE + i, word_at(page, i));
	}
	while (*link)
		delete(refs, link);
	if (first)
		map_put(&refs->pages, number, first);
}

/* The heap has grown: what was no address of its may be one now.  Rounded, so that this is rare. */
static bool widen(struct refs *refs)
{
	uint64_t low = refs->run->heap_low & ~(uint64_t)(ROUND - 1);
	uint64_t high = refs->run->heap_high | (ROUND - 1);

	if (low == refs->low && high == refs->high)
		return false;
	refs->low = low;
	refs->high = high;
	return true;
}

void refs_update(struct refs *refs)
{
	struct image *image = &refs->run->image;
	uint64_t number;
	void *page;

	if (widen(refs)) {
		for (size_t i = 0; map_next(&image->page, &i, &number, &page); )
			scan_page(refs, number);
	}
	for (size_t i = 0; i < image->n_changed; i++)
		scan_page(refs, image->changed[i]);
	image_forget_changes(image);
}

uint64_t refs_into(struct refs *refs, const struct run_block *b,
		   void (*found)(void *ctx, uint64_t at, uint64_t to), void *ctx)
{
	uint64_t start = b->node.key, len = b->size ? b->size : 1;
	uint64_t first = start / AREA, last = (start + len - 1) / AREA, number = first, looked = 0;
	bool by_areas = last - first >= map_count(&refs->areas);
	size_t i = 0;
	void *area;

	for (; by_areas ? map_next(&refs->areas, &i, &number, &area) : number <= last;
	     number += !by_areas) {
		if (!by_areas)
			area = map_get(&refs->areas, number);
		for (const struct ref *ref = area ? ((struct area *)area)->first : NULL; ref;
		     ref = ref->next, looked++)
			if (ref->to - start < len)
				found(ctx, ref->at, ref->to);
	}
	return looked;
}

void refs_free(struct refs *refs)
{
	uint64_t number;
	void *area;

	for (size_t i = 0; map_next(&refs->areas, &i, &number, &area); )
		free(area);
	map_free(&refs->areas);
	map_free(&refs->pages);
	arena_free(refs->arena);
	free(refs);
}
