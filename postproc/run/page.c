/* Pages of the image; see page.h.  Most have no undefined bit, and then no V bits: programs come
 * and go between the two on their stacks, so that one set of V bits is kept at hand. */
#include "run/page.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

struct image_page *page_new(void)
{
	return mem_alloc(sizeof(struct image_page));
}

static void have_vbits(struct image_page *page, struct page_spare *spare)
{
	if (page->undefined)
		return;
	page->undefined = spare->bits ? spare->bits : mem_alloc(IMAGE_PAGE);
	spare->bits = NULL;
}

/* They are all 0. */
static void give_up_vbits(struct image_page *page, struct page_spare *spare)
{
	if (spare->bits)
		free(page->undefined);
	else
		spare->bits = page->undefined;
	page->undefined = NULL;
}

void page_define(struct image_page *page, size_t from, size_t to, struct page_spare *spare)
{
	if (!page->undefined)
		return;
	for (size_t i = from; i < to; i++)
		page->n_undefined -= page->undefined[i] != 0;
	memset(page->undefined + from, 0, to - from);
	if (!page->n_undefined)
		give_up_vbits(page, spare);
}

void page_undefine(struct image_page *page, size_t from, size_t to, struct page_spare *spare)
{
	have_vbits(page, spare);
	for (size_t i = from; i < to; i++)
		page->n_undefined += page->undefined[i] == 0;
	memset(page->undefined + from, 0xff, to - from);
	memset(page->byte + from, 0, to - from);
}

void page_set_vbits(struct image_page *page, size_t at, const uint8_t *bits, size_t len,
		    struct page_spare *spare)
{
	have_vbits(page, spare);
	for (size_t i = 0; i < len; i++) {
		page->n_undefined -= page->undefined[at + i] != 0;
		page->n_undefined += bits[i] != 0;
		page->undefined[at + i] = bits[i];
	}
	if (!page->n_undefined)
		give_up_vbits(page, spare);
}

void page_free(struct image_page *page, struct page_spare *spare)
{
	if (page->undefined)
		page_define(page, 0, IMAGE_PAGE, spare);
	free(page);
}
