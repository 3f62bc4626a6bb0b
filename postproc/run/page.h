/* A page of the memory image: its bytes, and which bits of them are undefined. */
#ifndef RUN_PAGE_H
#define RUN_PAGE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { IMAGE_PAGE = 4096 };

struct image_page {
	uint8_t byte[IMAGE_PAGE];
	uint8_t *undefined;                          /* V bits of the bytes, 1: undefined; NULL: none is */
	unsigned n_undefined;                        /* bytes that have such */
	bool is_changed;                             /* the image's: listed among the changed ones */
};

/* V bits for one page, all 0, that were given up; zero-initialise one to start. */
struct page_spare { uint8_t *bits; };

struct image_page *page_new(void);
/* Bytes [from, to): all defined, as they are; or all undefined, and 0. */
void page_define(struct image_page *page, size_t from, size_t to, struct page_spare *spare);
void page_undefine(struct image_page *page, size_t from, size_t to, struct page_spare *spare);
void page_set_vbits(struct image_page *page, size_t at, const uint8_t *bits, size_t len,
		    struct page_spare *spare);
void page_free(struct image_page *page, struct page_spare *spare);
#endif
