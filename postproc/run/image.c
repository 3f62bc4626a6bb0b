/* Memory image; see image.h.
 *
 * Which bits are undefined is kept page by page, and only of pages where some are.  What a program
 * allocates and does not use may be large: pages that are undefined as a whole and were not written
 * since are ranges (im->undefined), and no page is in both. */
#include "run/image.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static struct image_page *find_page(struct image *im, uint64_t number)
{
	struct image_recent *r = &im->recent[number % IMAGE_RECENT];

	if (!r->page || r->number != number)
		*r = (struct image_recent){ number, map_get(&im->page, number) };
	return r->page;
}

static void touch(struct image *im, uint64_t addr, uint64_t len)
{
	if (im->watch)
		watch_touch(im->watch, addr, len);
}

static void note_change(struct image *im, uint64_t number, struct image_page *page)
{
	if (page->is_changed)
		return;
	page->is_changed = true;
	if (im->n_changed == im->changed_room) {
		im->changed_room = im->changed_room ? 2 * im->changed_room : 64;
		im->changed = mem_grow(im->changed, im->changed_room, sizeof *im->changed);
	}
	im->changed[im->n_changed++] = number;
}

/* All of a new page may be read, where only some of it is written. */
static struct image_page *make_page(struct image *im, uint64_t number)
{
	struct image_page *page = find_page(im, number);

	if (!page) {
		page = page_new();
		touch(im, number * IMAGE_PAGE, IMAGE_PAGE);
		map_put(&im->page, number, page);
		im->recent[number % IMAGE_RECENT] = (struct image_recent){ number, page };
		if (spans_has(&im->undefined, number)) {
			spans_remove(&im->undefined, number, number);
			page_undefine(page, 0, IMAGE_PAGE, &im->spare);
		}
	}
	note_change(im, number, page);
	return page;
}

static size_t on_page(uint64_t addr, uint64_t len)
{
	uint64_t left = IMAGE_PAGE - addr % IMAGE_PAGE;

	return len < left ? len : left;
}

static void give_access(struct image *im, uint64_t addr, uint64_t len)
{
	if (im->noaccess.tree.root && len)
		spans_remove(&im->noaccess, addr, addr + (len - 1) < addr ? UINT64_MAX : addr + (len - 1));
}

void image_write(struct image *im, uint64_t addr, const uint8_t *p, size_t len)
{
	touch(im, addr, len);
	give_access(im, addr, len);
	while (len > 0) {
		size_t n = on_page(addr, len), at = addr % IMAGE_PAGE;
		struct image_page *page = make_page(im, addr / IMAGE_PAGE);
		memcpy(page->byte + at, p, n);
		page_define(page, at, at + n, &im->spare);
		addr += n;
		p += n;
		len -= n;
	}
}

size_t image_read(struct image *im, uint64_t addr, void *to, size_t len)
{
	size_t done = 0;

	while (done < len) {
		size_t n = on_page(addr + done, len - done);
		const struct image_page *page = find_page(im, (addr + done) / IMAGE_PAGE);
		if (page)
			memcpy((uint8_t *)to + done, page->byte + (addr + done) % IMAGE_PAGE, n);
		else if (spans_has(&im->undefined, (addr + done) / IMAGE_PAGE))
			memset((uint8_t *)to + done, 0, n);
		else
			break;
		done += n;
	}
	return done;
}

/* Calls f for the part of each known page that lies in the range: by the range where that is
 * short, by the pages where it is longer than they are many. */
static void each_part(struct image *im, uint64_t addr, uint64_t len,
		      void (*f)(struct image *, uint64_t number, struct image_page *page,
				size_t from, size_t to))
{
	uint64_t end = addr + len < addr ? UINT64_MAX : addr + len;
	uint64_t first = addr / IMAGE_PAGE, last = end / IMAGE_PAGE, number;
	bool by_pages = last - first > map_count(&im->page);
	size_t i = 0;
	void *page;

	for (number = first; by_pages ? map_next(&im->page, &i, &number, &page) : number <= last;
	     number += !by_pages) {
		if (!by_pages)
			page = map_get(&im->page, number);
		if (!page || number < first || number > last)
			continue;
		uint64_t start = number * IMAGE_PAGE;
		f(im, number, page, addr > start ? (size_t)(addr - start) : 0,
		  end - start < IMAGE_PAGE ? (size_t)(end - start) : IMAGE_PAGE);
	}
}

/* Pages of which only a part is in the range are undefined as a whole no more; the others, not at
 * all. */
static void leave_undefined(struct image *im, uint64_t addr, uint64_t len)
{
	uint64_t end = addr + len < addr ? UINT64_MAX : addr + len;
	uint64_t first = addr / IMAGE_PAGE, last = end / IMAGE_PAGE;

	if (!im->undefined.tree.root)
		return;
	if (addr % IMAGE_PAGE && spans_has(&im->undefined, first))
		make_page(im, first);
	if (end % IMAGE_PAGE && spans_has(&im->undefined, last))
		make_page(im, last);
	if (first + (addr % IMAGE_PAGE != 0) < last)
		spans_remove(&im->undefined, first + (addr % IMAGE_PAGE != 0), last - 1);
}

static void zero_part(struct image *im, uint64_t number, struct image_page *page, size_t from,
		      size_t to)
{
	note_change(im, number, page);
	memset(page->byte + from, 0, to - from);
	page_define(page, from, to, &im->spare);
}

void image_zero(struct image *im, uint64_t addr, uint64_t len)
{
	touch(im, addr, len);
	give_access(im, addr, len);
	leave_undefined(im, addr, len);
	if (len > 0)
		each_part(im, addr, len, zero_part);
}

static void forget_part(struct image *im, uint64_t number, struct image_page *page, size_t from,
			size_t to)
{
	if (from != 0 || to != IMAGE_PAGE) {
		zero_part(im, number, page, from, to);
		return;
	}
	note_change(im, number, page);
	map_del(&im->page, number);
	page_free(page, &im->spare);
}

void image_forget(struct image *im, uint64_t addr, uint64_t len)
{
	memset(im->recent, 0, sizeof im->recent);
	touch(im, addr, len);
	give_access(im, addr, len);
	leave_undefined(im, addr, len);
	if (len > 0)
		each_part(im, addr, len, forget_part);
}

static void undefine_part(struct image *im, uint64_t number, struct image_page *page, size_t from,
			  size_t to)
{
	note_change(im, number, page);
	page_undefine(page, from, to, &im->spare);
	spans_remove(&im->undefined, number, number);
}

/* Pages as a whole, [first, behind). */
static void undefine_pages(struct image *im, uint64_t first, uint64_t behind)
{
	if (first >= behind)
		return;
	spans_add(&im->undefined, first, behind - 1);
	each_part(im, first * IMAGE_PAGE, (behind - first) * IMAGE_PAGE, undefine_part);
}

static void undefine_on_page(struct image *im, uint64_t addr, uint64_t end)
{
	size_t from = addr % IMAGE_PAGE;

	if (addr < end)
		page_undefine(make_page(im, addr / IMAGE_PAGE), from, from + (size_t)(end - addr),
			      &im->spare);
}

void image_undefine(struct image *im, uint64_t addr, uint64_t len)
{
	uint64_t end = addr + len < addr ? UINT64_MAX : addr + len;
	uint64_t first = addr / IMAGE_PAGE + (addr % IMAGE_PAGE != 0), behind = end / IMAGE_PAGE;

	touch(im, addr, len);
	give_access(im, addr, len);
	if (first > behind) {                        /* all on one page */
		undefine_on_page(im, addr, end);
		return;
	}
	undefine_on_page(im, addr, first * IMAGE_PAGE);
	undefine_pages(im, first, behind);
	undefine_on_page(im, behind * IMAGE_PAGE, end);
}

void image_set_vbits(struct image *im, uint64_t addr, const uint8_t *bits, size_t len)
{
	touch(im, addr, len);
	give_access(im, addr, len);
	while (len > 0) {
		size_t n = on_page(addr, len);
		page_set_vbits(make_page(im, addr / IMAGE_PAGE), addr % IMAGE_PAGE, bits, n, &im->spare);
		addr += n;
		bits += n;
		len -= n;
	}
}

static bool any_bit(const uint8_t *bits, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (bits[i])
			return true;
	return false;
}

bool image_vbits(struct image *im, uint64_t addr, uint8_t *bits, size_t len)
{
	bool any = false;

	for (size_t done = 0, n; done < len; done += n) {
		const struct image_page *page = find_page(im, (addr + done) / IMAGE_PAGE);
		n = on_page(addr + done, len - done);
		if (page && page->undefined)
			memcpy(bits + done, page->undefined + (addr + done) % IMAGE_PAGE, n);
		else
			memset(bits + done, !page && spans_has(&im->undefined, (addr + done) / IMAGE_PAGE)
			       ? 0xff : 0, n);
		any = any || ((!page || page->undefined) && any_bit(bits + done, n));
	}
	return any;
}

void image_noaccess(struct image *im, uint64_t addr, uint64_t len)
{
	touch(im, addr, len);
	if (len)
		spans_add(&im->noaccess, addr, addr + (len - 1) < addr ? UINT64_MAX : addr + (len - 1));
}

const struct image_page *image_page(struct image *im, uint64_t number)
{
	return find_page(im, number);
}

void image_forget_changes(struct image *im)
{
	for (size_t i = 0; i < im->n_changed; i++) {
		struct image_page *page = map_get(&im->page, im->changed[i]);
		if (page)
			page->is_changed = false;
	}
	im->n_changed = 0;
}

void image_free(struct image *im)
{
	uint64_t number;
	void *page;

	for (size_t i = 0; map_next(&im->page, &i, &number, &page); )
		page_free(page, &im->spare);
	map_free(&im->page);
	spans_free(&im->undefined);
	spans_free(&im->noaccess);
	free(im->spare.bits);
	im->spare.bits = NULL;
	free(im->changed);
	im->changed = NULL;
	im->n_changed = im->changed_room = 0;
	memset(im->recent, 0, sizeof im->recent);
}
