/* Memory image: what the recording says of the program's memory, as of the record applied last.
 * Bytes never recorded are unknown, page by page. */
#ifndef RUN_IMAGE_H
#define RUN_IMAGE_H
#include "run/page.h"
#include "run/spans.h"
#include "run/watch.h"

enum { IMAGE_RECENT = 32 };

struct image {
	struct watch *watch;                         /* told of every change; NULL: nobody is */
	struct map page;                             /* address / IMAGE_PAGE -> struct image_page */
	struct image_recent { uint64_t number; struct image_page *page; } recent[IMAGE_RECENT];  /* looked up last */
	uint64_t *changed; size_t n_changed, changed_room;   /* numbers of pages, since image_forget_changes() */
	struct spans undefined;                      /* pages without a struct, as a whole */
	struct spans noaccess;                       /* addresses that the program has given up */
	struct page_spare spare;
};

/* The bytes are defined, and addressable, from then on. */
void image_write(struct image *im, uint64_t addr, const uint8_t *p, size_t len);
/* How many of the len bytes from addr on are known. */
size_t image_read(struct image *im, uint64_t addr, void *to, size_t len);
void image_zero(struct image *im, uint64_t addr, uint64_t len);     /* known pages only; any length */
void image_forget(struct image *im, uint64_t addr, uint64_t len);   /* whole pages become unknown */

/* No bit is defined, whatever they were; any length.  They read as zero. */
void image_undefine(struct image *im, uint64_t addr, uint64_t len);
void image_set_vbits(struct image *im, uint64_t addr, const uint8_t *bits, size_t len);
/* V bits of len bytes; whether one of them is set.  What is unknown counts as defined. */
bool image_vbits(struct image *im, uint64_t addr, uint8_t *bits, size_t len);
/* Not addressable until something is written there, or undefined. */
void image_noaccess(struct image *im, uint64_t addr, uint64_t len);

const struct image_page *image_page(struct image *im, uint64_t number);     /* NULL: unknown */
void image_forget_changes(struct image *im);
void image_free(struct image *im);
#endif
