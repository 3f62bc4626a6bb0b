/* What is known of values that are undefined in part; see opt_known.h. */
#include "sinks/opt_known.h"

#include <inttypes.h>
#include <string.h>

#include "sinks/json.h"

bool opt_known_in_part(const struct value *v)
{
	return v->kind == VALUE_UNINITIALIZED && v->text;
}

/* A value, and what it is the index-th part of; NULL: of nothing.  Paths are rarely asked for, and
 * made only then. */
struct part { const struct value *v; const struct part *of; size_t index; };

static void add_path(struct buf *path, const struct part *p)
{
	if (!p->of)
		return;
	add_path(path, p->of);
	if (p->of->v->kind == VALUE_STRUCT)
		buf_printf(path, ".%s", p->v->name ? p->v->name : "");
	else
		buf_printf(path, "[%zu]", p->index);
}

static void put_text(struct buf *to, const char *key, const char *text, size_t len)
{
	buf_printf(to, "\"%s\":", key);
	json_put_text(to, text, len);
}

static void put_owner(struct buf *to, const struct opt_owner *owner)
{
	if (!owner->key) {
		buf_printf(to, "\"block\":\"0x%" PRIx64 "\",", owner->block);
		return;
	}
	put_text(to, "name", owner->key, strlen(owner->key));
	buf_puts(to, ",");
	if (owner->frame) {
		put_text(to, "frame", owner->frame, strlen(owner->frame));
		buf_puts(to, ",");
	}
}

static void put_path(struct buf *to, const struct part *p)
{
	struct buf path = { 0 };

	if (!p->of)
		return;
	add_path(&path, p);
	put_text(to, "path", path.data, path.len);
	buf_puts(to, ",");
	buf_free(&path);
}

static void put_part(struct buf *to, const struct opt_owner *owner, const struct part *p)
{
	buf_puts(to, to->len ? ",{" : "{");
	put_owner(to, owner);
	put_path(to, p);
	if (p->v->addr)
		buf_printf(to, "\"address\":\"0x%" PRIx64 "\",", p->v->addr);
	put_text(to, "known", p->v->text, strlen(p->v->text));
	buf_puts(to, "}");
}

static void put_parts(struct buf *to, const struct opt_owner *owner, const struct part *p)
{
	const struct value *v = p->v;

	if (v->kept && !opt_outline_of(v)->known_in_part)
		return;
	if (opt_known_in_part(v))
		put_part(to, owner, p);
	for (size_t i = 0; i < v->n_children; i++)
		put_parts(to, owner, &(struct part){ .v = &v->child[i], .of = p, .index = i });
}

void opt_known_put(struct buf *to, const struct opt_owner *owner, const struct value *v)
{
	put_parts(to, owner, &(struct part){ .v = v });
}
