/* chrome: trace events, for chrome://tracing, Perfetto and speedscope; docs/formats/chrome.md.  The
 * format is that of "Trace Event Format": calls are complete events (X), written when they end, so
 * that memory does not grow with the recording; their order in the file means nothing.
 *
 * There may be many millions: text is put together by hand, names are made JSON once. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/message.h"
#include "sinks/json.h"
#include "sinks/sink.h"

enum { TEXT_MAX = 200, FLUSH = 1 << 16, DIGITS_MAX = 20 };

struct quoted { size_t len; char text[]; };

struct sink {
	FILE *out;
	struct map names;                    /* by pointer: as JSON; of the recording at hand */
	struct map pids;                     /* taken */
	uint64_t pid;                        /* of the process whose events come */
	uint64_t events, dropped;
	struct buf text;
	/* --last: a ring of as many events; the oldest at `events % last' once it is full. */
	uint64_t last, n_ring;
	struct buf *ring;
	struct buf names_of;                 /* events that name processes and threads: never dropped */
};

static void *open_chrome(FILE *out, const struct sink_options *options)
{
	struct sink *s = mem_alloc(sizeof *s);

	s->out = out;
	s->last = options->last;
	fputs("{\"traceEvents\":[\n", out);
	return s;
}

/* ---- text ---- */

static void put_number(struct buf *to, uint64_t n)
{
	char digit[DIGITS_MAX];
	size_t i = DIGITS_MAX;

	do
		digit[--i] = (char)('0' + n % 10);
	while (n /= 10);
	buf_add(to, digit + i, DIGITS_MAX - i);
}

static void put_field(struct buf *to, const char *key, size_t len, uint64_t n)
{
	buf_add(to, key, len);
	put_number(to, n);
}

#define PUT_FIELD(to, key, n) put_field(to, key, sizeof key - 1, n)

static const struct quoted *quoted(struct sink *s, const char *name)
{
	struct quoted *q = map_get(&s->names, (uintptr_t)name);
	struct buf text = { 0 };

	if (q)
		return q;
	json_put_text(&text, name, strlen(name));
	q = mem_grow(NULL, sizeof *q + text.len, 1);
	q->len = text.len;
	memcpy(q->text, text.data, text.len);
	buf_free(&text);
	map_put(&s->names, (uintptr_t)name, q);
	return q;
}

/* ---- events ---- */

static void flush(struct sink *s)
{
	fwrite(s->text.data, 1, s->text.len, s->out);
	s->text.len = 0;
}

static struct buf *next_in_ring(struct sink *s)
{
	struct buf *to;

	if (s->n_ring < s->last) {
		if (!(s->n_ring & (s->n_ring - 1)))              /* full at each power of two */
			s->ring = mem_grow(s->ring, s->n_ring ? 2 * s->n_ring : 1, sizeof *s->ring);
		s->ring[s->n_ring++] = (struct buf){ 0 };
	}
	to = &s->ring[s->events % s->last];
	s->dropped += to->len > 0;
	to->len = 0;
	return to;
}

/* The buffer for one event more.  A comma is behind each: the names come last. */
static struct buf *next_event(struct sink *s)
{
	struct buf *to = s->last ? next_in_ring(s) : &s->text;

	if (!s->last && to->len >= FLUSH)
		flush(s);
	s->events++;
	return to;
}

static void put_where(struct sink *s, struct buf *to, const struct timeline_event *e)
{
	PUT_FIELD(to, ",\"ts\":", e->at);
	PUT_FIELD(to, ",\"pid\":", s->pid);
	PUT_FIELD(to, ",\"tid\":", e->thread);
}

static void put_call(struct sink *s, const struct timeline_event *e)
{
	struct buf *to = next_event(s);
	const struct quoted *name = quoted(s, e->name);

	buf_add(to, "{\"ph\":\"X\",\"name\":", 17);
	buf_add(to, name->text, name->len);
	put_where(s, to, e);
	PUT_FIELD(to, ",\"dur\":", e->took);
	buf_add(to, "},\n", 3);
}

static void begin_instant(struct sink *s, struct buf *to, const char *name, const struct timeline_event *e)
{
	buf_puts(to, "{\"ph\":\"i\",\"s\":\"t\",\"name\":\"");
	buf_puts(to, name);
	buf_puts(to, "\"");
	put_where(s, to, e);
	buf_puts(to, ",\"args\":{");
}

static void put_block(struct sink *s, const struct timeline_event *e)
{
	char address[JSON_ADDRESS_MAX];
	struct buf *to = next_event(s);

	begin_instant(s, to, e->kind == TIMELINE_ALLOC ? "allocated" : "freed", e);
	PUT_FIELD(to, "\"bytes\":", e->number);
	buf_puts(to, ",\"address\":\"");
	buf_add(to, address, json_put_address(address, e->addr));
	buf_puts(to, "\"}},\n");
	to = next_event(s);
	buf_puts(to, "{\"ph\":\"C\",\"name\":\"heap\"");
	put_where(s, to, e);
	PUT_FIELD(to, ",\"args\":{\"bytes\":", e->live);
	buf_puts(to, "}},\n");
}

static void put_words(struct sink *s, const char *name, const struct timeline_event *e)
{
	struct buf *to = next_event(s);

	begin_instant(s, to, name, e);
	buf_puts(to, "\"text\":");
	json_put_text(to, e->text, e->len < TEXT_MAX ? e->len : TEXT_MAX);
	if (e->len > TEXT_MAX)
		PUT_FIELD(to, ",\"bytes\":", e->len);
	buf_puts(to, "}},\n");
}

/* kind: process_name, thread_name. */
static void put_name(struct sink *s, const char *kind, uint64_t thread, const char *name)
{
	struct buf *to = &s->names_of;

	buf_puts(to, to->len ? ",\n{\"ph\":\"M\",\"name\":\"" : "{\"ph\":\"M\",\"name\":\"");
	buf_puts(to, kind);
	PUT_FIELD(to, "\",\"ts\":0,\"pid\":", s->pid);
	PUT_FIELD(to, ",\"tid\":", thread);
	buf_puts(to, ",\"args\":{\"name\":");
	json_put_text(to, name, strlen(name));
	buf_puts(to, "}}");
}

/* A process that is there already, or whose number is another's, has the next one that is free. */
static void take_process(struct sink *s, const struct timeline_event *e)
{
	s->pid = e->number;
	while (map_get(&s->pids, s->pid))
		s->pid++;
	map_put(&s->pids, s->pid, s);
	put_name(s, "process_name", 1, e->name);
}

static void take_thread(struct sink *s, const struct timeline_event *e)
{
	struct buf name = { 0 };

	buf_printf(&name, "thread %" PRIu64 "%c", e->thread, '\0');
	put_name(s, "thread_name", e->thread, name.data);
	buf_free(&name);
}

static void forget_names(struct sink *s)
{
	uint64_t key;
	void *value;

	for (size_t i = 0; map_next(&s->names, &i, &key, &value); )
		free(value);
	map_free(&s->names);
}

static void take_event(void *self, const struct timeline_event *e)
{
	struct sink *s = self;

	switch (e->kind) {
	case TIMELINE_PROCESS: take_process(s, e);                                         return;
	case TIMELINE_THREAD:  take_thread(s, e);                                          return;
	case TIMELINE_CALL:    put_call(s, e);                                             return;
	case TIMELINE_ALLOC:
	case TIMELINE_FREE:    put_block(s, e);                                            return;
	case TIMELINE_OUTPUT:  put_words(s, e->number == 2 ? "standard error" : "output", e); return;
	case TIMELINE_INPUT:   put_words(s, "input", e);                                   return;
	case TIMELINE_ERROR:   put_words(s, "error", e);                                   return;
	case TIMELINE_END:     forget_names(s);                                            return;
	}
}

/* ---- the end ---- */

/* The oldest first. */
static void put_ring(struct sink *s)
{
	for (uint64_t i = 0; i < s->n_ring; i++) {
		struct buf *b = &s->ring[(s->events + i) % s->n_ring];
		buf_add(&s->text, b->data, b->len);
		buf_free(b);
		if (s->text.len >= FLUSH)
			flush(s);
	}
	free(s->ring);
}

static void close_chrome(void *self, const struct trace_end *end)
{
	struct sink *s = self;

	(void)end;
	put_ring(s);
	if (!s->names_of.len)
		put_name(s, "process_name", 1, "");
	buf_add(&s->text, s->names_of.data, s->names_of.len);
	buf_printf(&s->text, "\n],\"displayTimeUnit\":\"ns\",\"otherData\":{\"events\":%" PRIu64
		   ",\"dropped\":%" PRIu64 "}}\n", s->events, s->dropped);
	flush(s);
	if (s->dropped)
		message_warn("the first %" PRIu64 " of %" PRIu64 " events were dropped", s->dropped, s->events);
	map_free(&s->pids);
	buf_free(&s->text);
	buf_free(&s->names_of);
	free(s);
}

const struct sink_type sink_chrome = {
	.name = "chrome",
	.summary = "calls, heap, output and errors over time, for chrome://tracing and Perfetto",
	.needs = SINK_TIMELINE | SINK_MERGES | SINK_WHOLE,
	.open = open_chrome, .event = take_event, .close = close_chrome,
};
