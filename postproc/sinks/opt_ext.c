/* The key "ext" of a step; see opt_ext.h.
 *
 * Written as text: the blocks of a step may be hundreds, and what is said of one stays the same as
 * long as it lives, so that it is written once and copied from then on. */
#include "sinks/opt_ext.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "sinks/json.h"

/* An address may be given out again: then size or step are others. */
struct known_block { uint64_t size, step; enum trace_reach reach; struct buf text; };

static void put_key_text(struct buf *to, const char *key, const char *text)
{
	buf_printf(to, ",\"%s\":", key);
	json_put_text(to, text, strlen(text));
}

static void put_place(struct buf *to, const char *key, const struct trace_origin *o,
		      const char *first_file)
{
	buf_printf(to, ",\"%s\":{\"step\":%" PRIu64, key, o->step);
	if (o->function) {
		put_key_text(to, "function", o->function);
		buf_printf(to, ",\"line\":%u", o->line);
	}
	if (o->function && o->file && (!first_file || strcmp(o->file, first_file) != 0))
		put_key_text(to, "file", o->file);
	buf_puts(to, "}");
}

static void put_block(struct buf *to, const struct trace_block *b, const char *first_file)
{
	static const char *const reach[] = {
		[REACH_POINTER] = NULL, [REACH_UNTYPED] = "untyped",
		[REACH_POSSIBLY_LOST] = "possibly lost", [REACH_INDIRECTLY_LOST] = "indirectly lost",
		[REACH_LOST] = "definitely lost",
	};

	buf_printf(to, "\"0x%" PRIx64 "\":{\"size\":%" PRIu64, b->addr, b->size);
	put_key_text(to, "kind", b->kind);
	if (reach[b->reach])
		put_key_text(to, "reach", reach[b->reach]);
	put_place(to, "made", &b->made, first_file);
	buf_puts(to, "}");
}

static void put_known_block(struct opt_ext *e, const struct trace_block *b, const char *first_file)
{
	struct known_block *k = map_get(&e->block, b->addr);

	if (!k) {
		k = mem_alloc(sizeof *k);
		map_put(&e->block, b->addr, k);
	}
	if (!k->text.len || k->size != b->size || k->step != b->made.step || k->reach != b->reach) {
		k->text.len = 0;
		put_block(&k->text, b, first_file);
		k->size = b->size;
		k->step = b->made.step;
		k->reach = b->reach;
	}
	buf_add(&e->text, k->text.data, k->text.len);
}

static void put_blocks(struct opt_ext *e, const char *key, const struct trace_block *block, size_t n,
		       const char *first_file)
{
	if (!n)
		return;
	buf_printf(&e->text, ",\"%s\":{", key);
	for (size_t i = 0; i < n; i++) {
		buf_puts(&e->text, i ? "," : "");
		put_known_block(e, &block[i], first_file);
	}
	buf_puts(&e->text, "}");
}

static void put_freed(struct buf *to, const struct trace_step *s, const char *first_file)
{
	if (!s->n_freed)
		return;
	buf_puts(to, ",\"freed\":{");
	for (size_t i = 0; i < s->n_freed; i++) {
		const struct trace_freed *f = &s->freed[i];
		buf_printf(to, "%s\"0x%" PRIx64 "\":{\"size\":%" PRIu64, i ? "," : "", f->addr, f->size);
		put_key_text(to, "kind", f->kind);
		put_place(to, "made", &f->made, first_file);
		put_place(to, "freed", &f->freed, first_file);
		buf_puts(to, "}");
	}
	buf_puts(to, "}");
}

static void put_error(struct buf *to, const struct trace_error *e, const char *first_file)
{
	buf_printf(to, "{\"kind\":\"%s\"", e->kind);
	put_key_text(to, "message", e->message);
	if (*e->description)
		put_key_text(to, "description", e->description);
	if (e->addr)
		buf_printf(to, ",\"address\":\"0x%" PRIx64 "\"", e->addr);
	if (e->size)
		buf_printf(to, ",\"size\":%" PRIu64, e->size);
	if (e->function) {
		put_key_text(to, "function", e->function);
		buf_printf(to, ",\"line\":%u", e->line);
	}
	if (e->file && (!first_file || strcmp(e->file, first_file) != 0))
		put_key_text(to, "file", e->file);
	buf_puts(to, "}");
}

static void put_errors(struct buf *to, const struct trace_step *s, const char *first_file)
{
	if (!s->n_errors)
		return;
	buf_puts(to, ",\"errors\":[");
	for (size_t i = 0; i < s->n_errors; i++) {
		buf_puts(to, i ? "," : "");
		put_error(to, &s->error[i], first_file);
	}
	buf_puts(to, "]");
	if (s->errors_cut)
		buf_printf(to, ",\"errors_cut\":%zu", s->errors_cut);
}

void opt_ext_changed(struct opt_ext *e, const char *key, const char *frame)
{
	buf_puts(&e->changed, e->changed.len ? ",{\"name\":" : "{\"name\":");
	json_put_text(&e->changed, key, strlen(key));
	if (frame)
		put_key_text(&e->changed, "frame", frame);
	buf_puts(&e->changed, "}");
}

void opt_ext_known(struct opt_ext *e, const struct opt_owner *owner, const struct value *v)
{
	opt_known_put(&e->known, owner, v);
}

/* Those noted since the step before. */
static void put_noted(struct buf *to, const char *key, struct buf *noted)
{
	if (noted->len) {
		buf_printf(to, ",\"%s\":[", key);
		buf_add(to, noted->data, noted->len);
		buf_puts(to, "]");
	}
	noted->len = 0;
}

struct json_object *opt_ext(struct opt_ext *e, const struct trace_step *s, const char *first_file)
{
	struct buf *to = &e->text;

	to->len = 0;
	buf_printf(to, "{\"step\":%" PRIu64 ",\"thread\":%" PRIu64, s->number, s->thread);
	if (s->file)
		put_key_text(to, "file", s->file);
	if (s->column)
		buf_printf(to, ",\"column\":%u", s->column);
	if (s->event == EVENT_UNWIND)
		put_key_text(to, "event", "unwind");
	if (s->left_out)
		buf_printf(to, ",\"left_out\":%" PRIu64, s->left_out);
	put_noted(to, "changed", &e->changed);
	put_noted(to, "known", &e->known);
	put_errors(to, s, first_file);
	put_blocks(e, "blocks", s->block, s->n_blocks, first_file);
	put_blocks(e, "lost", s->apart, s->n_apart, first_file);
	put_freed(to, s, first_file);
	buf_puts(to, "}");
	return json_verbatim(to->data, to->len);
}

void opt_ext_clear(struct opt_ext *e)
{
	uint64_t addr;
	void *known;

	for (size_t i = 0; map_next(&e->block, &i, &addr, &known); ) {
		buf_free(&((struct known_block *)known)->text);
		free(known);
	}
	map_free(&e->block);
	buf_free(&e->changed);
	buf_free(&e->known);
	buf_free(&e->text);
}
