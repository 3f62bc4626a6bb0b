/* Memory image: what the recording says of the program's memory, as of the record applied last.
 * Bytes never recorded are unknown, page by page. */
#ifndef RUN_IMAGE_H
#define RUN_IMAGE_H
#include "run/watch.h"

enum { IMAGE_PAGE = 4096, IMAGE_RECENT = 32 };

struct image {
	struct watch *watch;                         /* told of every change; NULL: nobody is */
	struct map page;                             /* address / IMAGE_PAGE -> uint8_t[IMAGE_PAGE] */
	struct image_recent { uint64_t number; uint8_t *page; } recent[IMAGE_RECENT];  /* looked up last */
	uint64_t *changed; size_t n_changed, changed_room;   /* numbers of pages, since image_forget_changes() */
};

void image_write(struct image *im, uint64_t addr, const uint8_t *p, size_t len);
/* How many of the len bytes from addr on are known. */
size_t image_read(struct image *im, uint64_t addr, void *to, size_t len);
void image_zero(struct image *im, uint64_t addr, uint64_t len);     /* known pages only; any length */
void image_forget(struct image *im, uint64_t addr, uint64_t len);   /* whole pages become unknown */
const uint8_t *image_page(struct image *im, uint64_t number);       /* NULL: unknown */
void image_forget_changes(struct image *im);
void image_free(struct image *im);
#endif
