/* Who has read which memory, so that what was made of it can be kept until that memory changes.
 *
 * While a watcher reads, every line of 64 bytes that is asked for is noted; when one of them is
 * touched, the watcher is stale, and stays so.  Costs what is read and what changes, nothing for
 * what stays as it is. */
#ifndef RUN_WATCH_H
#define RUN_WATCH_H
#include <stdbool.h>
#include "base/map.h"

struct watcher { bool stale; struct watch_note *note; };     /* zero-initialise one to start */

enum { WATCH_RECENT = 64 };

struct watch {
	struct map line;                             /* address / WATCH_LINE -> struct watch_line */
	struct watcher *reading;                     /* NULL: nobody */
	uint64_t recent[WATCH_RECENT];               /* lines that it has read already, plus 1 */
	struct watch_note *spare;
};

/* Whatever is read from here on, of reads; of NULL: nobody does any more. */
void watch_begin(struct watch *w, struct watcher *of);
/* The one that reads depends on these bytes, there or not; of no bytes, on the place. */
void watch_read(struct watch *w, uint64_t addr, uint64_t len);
/* Bytes changed, or may be read where they could not be, or the other way round. */
void watch_touch(struct watch *w, uint64_t addr, uint64_t len);
void watch_touch_all(struct watch *w);
/* To be called before a watcher goes. */
void watch_drop(struct watch *w, struct watcher *of);
void watch_free(struct watch *w);
#endif
