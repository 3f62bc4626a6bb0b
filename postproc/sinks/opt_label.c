/* Names of types as they stand in a trace; see opt_label.h. */
#include "sinks/opt_label.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "sinks/json.h"
#include "sinks/opt_name.h"

void opt_put_html(struct buf *to, const char *s)
{
	for (; *s; s++) {
		switch (*s) {
		case '&': buf_puts(to, "&amp;"); break;
		case '<': buf_puts(to, "&lt;");  break;
		case '>': buf_puts(to, "&gt;");  break;
		default:  buf_add(to, s, 1);     break;
		}
	}
}

/* The name that the front end puts over a struct: its tag, or its typedef's name. */
static const char *shown_name(const struct type *t)
{
	for (int i = 0; i < 16 && (t->kind == TYPE_TYPEDEF || t->kind == TYPE_QUALIFIED); i++) {
		const struct type *target = type_target(t);
		if (t->kind == TYPE_TYPEDEF && !target->tag)
			return t->tag ? t->tag : t->name;
		t = target;
	}
	if (!t->tag && t->kind == TYPE_STRUCT)
		return strchr(t->name, '{') ? "{...}" : t->name;     /* "struct" is said by the front end */
	return t->tag ? t->tag : t->name;
}

/* To the front end these types are drawn as arrows, whatever a program calls so. */
static bool is_arrow(const struct opt_dialect *d, const char *name)
{
	return strcmp(name, "pointer") == 0 || (d->refs && strcmp(name, "ref") == 0);
}

static const char *safe_name(const struct opt_dialect *d, const struct type *t, const char *name)
{
	if (!is_arrow(d, name))
		return name;
	name = type_strip(t)->name;
	return !is_arrow(d, name) ? name : *name == 'p' ? "struct pointer" : "struct ref";
}

static struct opt_label *quoted(const struct opt_dialect *d, const char *name)
{
	struct buf brief = { 0 }, shown = { 0 }, json = { 0 };
	struct opt_label *label = mem_alloc(sizeof *label);

	if (strchr(name, '<'))
		opt_short_name(name, &brief);
	else
		buf_puts(&brief, name);
	buf_add(&brief, "", 1);
	if (d->html)
		opt_put_html(&shown, brief.data);
	else
		buf_puts(&shown, brief.data);
	json_put_string(&json, shown.data, shown.len);
	*label = (struct opt_label){ json.len, json.data };
	buf_free(&brief);
	buf_free(&shown);
	return label;
}

static const struct opt_label *made_once(const struct opt_dialect *d, struct map *m,
					 const struct type *t, const char *name)
{
	struct opt_label *label = quoted(d, safe_name(d, t, name));

	map_put(m, (uint64_t)(uintptr_t)t, label);
	return label;
}

struct opt_label opt_label(struct opt_labels *l, const struct type *t)
{
	const struct opt_label *known = map_get(&l->label, (uint64_t)(uintptr_t)t);

	return known ? *known : *made_once(l->dialect, &l->label, t, shown_name(t));
}

struct opt_label opt_spelled(struct opt_labels *l, const struct type *t)
{
	const struct opt_label *known = map_get(&l->spelled, (uint64_t)(uintptr_t)t);

	return known ? *known : *made_once(l->dialect, &l->spelled, t, t->name);
}

static void clear(struct map *m)
{
	uint64_t type;
	void *at;

	for (size_t i = 0; map_next(m, &i, &type, &at); ) {
		struct opt_label *label = at;
		free((char *)label->text);
		free(label);
	}
	map_free(m);
}

void opt_labels_clear(struct opt_labels *l)
{
	clear(&l->label);
	clear(&l->spelled);
}
