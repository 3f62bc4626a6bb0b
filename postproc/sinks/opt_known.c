/* What is known of values that are undefined in part; see opt_known.h. */
#include "sinks/opt_known.h"

#include <inttypes.h>
#include <string.h>

#include "sinks/json.h"

bool opt_known_in_part(const struct value *v)
{
	return v->kind == VALUE_UNINITIALIZED && v->text;
}

struct known_walk { struct buf *to, path; const struct opt_owner *owner; };

static void put_text(struct buf *to, const char *key, const char *text, size_t len)
{
	buf_printf(to, "\"%s\":", key);
	json_put_text(to, text, len);
}

static void put_owner(struct buf *to, const struct opt_owner *owner)
{
	if (!owner->key) {
		buf_printf(to, "\"block\":\"0x%" PRIx64 "\"", owner->block);
		return;
	}
	put_text(to, "name", owner->key, strlen(owner->key));
	if (owner->frame) {
		buf_puts(to, ",");
		put_text(to, "frame", owner->frame, strlen(owner->frame));
	}
}

static void put_part(struct known_walk *w, const struct value *v)
{
	buf_puts(w->to, w->to->len ? ",{" : "{");
	put_owner(w->to, w->owner);
	if (w->path.len) {
		buf_puts(w->to, ",");
		put_text(w->to, "path", w->path.data, w->path.len);
	}
	if (v->addr)
		buf_printf(w->to, ",\"address\":\"0x%" PRIx64 "\"", v->addr);
	buf_puts(w->to, ",");
	put_text(w->to, "known", v->text, strlen(v->text));
	buf_puts(w->to, "}");
}

static void walk_parts(struct known_walk *w, const struct value *v)
{
	size_t len = w->path.len;

	if (v->kept && !opt_outline_of(v)->known_in_part)
		return;
	if (opt_known_in_part(v))
		put_part(w, v);
	for (size_t i = 0; i < v->n_children; i++) {
		if (v->kind == VALUE_STRUCT)
			buf_printf(&w->path, ".%s", v->child[i].name ? v->child[i].name : "");
		else
			buf_printf(&w->path, "[%zu]", i);
		walk_parts(w, &v->child[i]);
		w->path.len = len;
	}
}

void opt_known_put(struct buf *to, const struct opt_owner *owner, const struct value *v)
{
	struct known_walk w = { .to = to, .owner = owner };

	walk_parts(&w, v);
	buf_free(&w.path);
}
