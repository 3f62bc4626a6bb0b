/* Who has read which memory; see watch.h.
 *
 *   line 0x7a40  -> note -> note          a note: one watcher has read one line
 *   line 0x7a41  -> note -> note
 *                    |       |
 *               watcher A  watcher B      each has the chain of its own notes
 *
 * A touched line lets go of its notes, so that the next touch costs nothing; they stay in their
 * watchers' chains, without a line, until those are dropped. */
#include "run/watch.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { WATCH_LINE = 64 };

struct watch_line { uint64_t number; struct watch_note *first; };

struct watch_note {
	struct watcher *of;
	struct watch_line *line;                     /* NULL: it was touched */
	struct watch_note *next, **from;             /* of the line, and what points here */
	struct watch_note *more;                     /* of the watcher; or of those to spare */
};

static struct watch_line *line_at(struct watch *w, uint64_t number)
{
	struct watch_line *line = map_get(&w->line, number);

	if (!line) {
		line = mem_alloc(sizeof *line);
		line->number = number;
		map_put(&w->line, number, line);
	}
	return line;
}

static struct watch_note *new_note(struct watch *w)
{
	struct watch_note *note = w->spare;

	if (!note)
		return mem_alloc(sizeof *note);
	w->spare = note->more;
	return note;
}

/* Only the one that reads adds notes meanwhile, so that its own is the line's first. */
static void note_line(struct watch *w, uint64_t number)
{
	struct watch_line *line;
	struct watch_note *note;
	uint64_t *recent = &w->recent[number % WATCH_RECENT];

	if (*recent == number + 1)
		return;
	*recent = number + 1;
	line = line_at(w, number);
	if (line->first && line->first->of == w->reading)
		return;
	note = new_note(w);
	*note = (struct watch_note){ .of = w->reading, .line = line, .next = line->first,
				     .from = &line->first, .more = w->reading->note };
	if (note->next)
		note->next->from = &note->next;
	line->first = note;
	w->reading->note = note;
}

static uint64_t last_line(uint64_t addr, uint64_t len)
{
	uint64_t last = addr + (len ? len - 1 : 0);

	return (last < addr ? UINT64_MAX : last) / WATCH_LINE;
}

void watch_begin(struct watch *w, struct watcher *of)
{
	w->reading = of;
	memset(w->recent, 0, sizeof w->recent);
}

void watch_read(struct watch *w, uint64_t addr, uint64_t len)
{
	if (!w->reading)
		return;
	for (uint64_t n = addr / WATCH_LINE, last = last_line(addr, len); n <= last; n++)
		note_line(w, n);
}

static void touch_line(struct watch *w, uint64_t number)
{
	struct watch_line *line = map_del(&w->line, number);

	if (!line)
		return;
	for (struct watch_note *note = line->first; note; note = note->next) {
		note->of->stale = true;
		note->line = NULL;
	}
	free(line);
}

void watch_touch(struct watch *w, uint64_t addr, uint64_t len)
{
	uint64_t first = addr / WATCH_LINE, last = last_line(addr, len), number;
	void *line;

	if (last - first < map_count(&w->line)) {
		for (uint64_t n = first; n <= last; n++)
			touch_line(w, n);
		return;
	}
	for (size_t i = 0; map_next(&w->line, &i, &number, &line); )
		if (number >= first && number <= last)
			touch_line(w, number);
}

void watch_touch_all(struct watch *w)
{
	watch_touch(w, 0, UINT64_MAX);
}

static void unlink_note(struct watch *w, struct watch_note *note)
{
	struct watch_line *line = note->line;

	*note->from = note->next;
	if (note->next)
		note->next->from = note->from;
	if (line->first)
		return;
	map_del(&w->line, line->number);
	free(line);
}

void watch_drop(struct watch *w, struct watcher *of)
{
	struct watch_note *note;

	while ((note = of->note)) {
		of->note = note->more;
		if (note->line)
			unlink_note(w, note);
		note->more = w->spare;
		w->spare = note;
	}
}

void watch_free(struct watch *w)
{
	struct watch_note *note;

	watch_touch_all(w);
	map_free(&w->line);
	while ((note = w->spare)) {
		w->spare = note->more;
		free(note);
	}
}
