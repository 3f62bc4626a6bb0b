/* Memory image; see image.h. */
#include "run/image.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static uint8_t *find_page(struct image *im, uint64_t number)
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

/* A page's last byte, behind its contents, says whether it is among those changed already. */
static void note_change(struct image *im, uint64_t number, uint8_t *page)
{
	if (page[IMAGE_PAGE])
		return;
	page[IMAGE_PAGE] = 1;
	if (im->n_changed == im->changed_room) {
		im->changed_room = im->changed_room ? 2 * im->changed_room : 64;
		im->changed = mem_grow(im->changed, im->changed_room, sizeof *im->changed);
	}
	im->changed[im->n_changed++] = number;
}

/* All of a new page may be read, where only some of it is written. */
static uint8_t *make_page(struct image *im, uint64_t number)
{
	uint8_t *page = find_page(im, number);

	if (!page) {
		page = mem_alloc(IMAGE_PAGE + 1);
		touch(im, number * IMAGE_PAGE, IMAGE_PAGE);
		map_put(&im->page, number, page);
		im->recent[number % IMAGE_RECENT] = (struct image_recent){ number, page };
	}
	note_change(im, number, page);
	return page;
}

static size_t on_page(uint64_t addr, uint64_t len)
{
	uint64_t left = IMAGE_PAGE - addr % IMAGE_PAGE;

	return len < left ? len : left;
}

void image_write(struct image *im, uint64_t addr, const uint8_t *p, size_t len)
{
	touch(im, addr, len);
	while (len > 0) {
		size_t n = on_page(addr, len);
		memcpy(make_page(im, addr / IMAGE_PAGE) + addr % IMAGE_PAGE, p, n);
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
		const uint8_t *page = find_page(im, (addr + done) / IMAGE_PAGE);
		if (!page)
			break;
		memcpy((uint8_t *)to + done, page + (addr + done) % IMAGE_PAGE, n);
		done += n;
	}
	return done;
}

/* Calls f for the part of each known page that lies in the range: by the range where that is
 * short, by the pages where it is longer than they are many. */
static void each_part(struct image *im, uint64_t addr, uint64_t len,
		      void (*f)(struct image *, uint64_t number, uint8_t *page, size_t from, size_t to))
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

static void zero_part(struct image *im, uint64_t number, uint8_t *page, size_t from, size_t to)
{
	note_change(im, number, page);
	memset(page + from, 0, to - from);
}

void image_zero(struct image *im, uint64_t addr, uint64_t len)
{
	touch(im, addr, len);
	if (len > 0)
		each_part(im, addr, len, zero_part);
}

static void forget_part(struct image *im, uint64_t number, uint8_t *page, size_t from, size_t to)
{
	note_change(im, number, page);
	if (from != 0 || to != IMAGE_PAGE) {
		memset(page + from, 0, to - from);
		return;
	}
	map_del(&im->page, number);
	free(page);
}

void image_forget(struct image *im, uint64_t addr, uint64_t len)
{
	memset(im->recent, 0, sizeof im->recent);
	touch(im, addr, len);
	if (len > 0)
		each_part(im, addr, len, forget_part);
}

const uint8_t *image_page(struct image *im, uint64_t number)
{
	return find_page(im, number);
}

void image_forget_changes(struct image *im)
{
	for (size_t i = 0; i < im->n_changed; i++) {
		uint8_t *page = map_get(&im->page, im->changed[i]);
		if (page)
			page[IMAGE_PAGE] = 0;
	}
	im->n_changed = 0;
}

void image_free(struct image *im)
{
	uint64_t number;
	void *page;

	for (size_t i = 0; map_next(&im->page, &i, &number, &page); )
		free(page);
	map_free(&im->page);
	free(im->changed);
	im->changed = NULL;
	im->n_changed = im->changed_room = 0;
	memset(im->recent, 0, sizeof im->recent);
}
